/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/**
 * Keeps one of the SDK's asynchronous HTTP clients open while tests run. All of them
 * share their threads, and whoever closes the last one waits two seconds for these to
 * end. The one that is kept open ends with the JVM.
 */
public final class SharedEventLoops implements BeforeAllCallback {

	private static final Namespace NAMESPACE = Namespace.create(SharedEventLoops.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		Kept kept = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Kept.class, (key) -> new Kept(), Kept.class);
		kept.keep(!context.getRequiredTestClass().isAnnotationPresent(CountsThreads.class));
	}

	private static final class Kept {

		private final AtomicReference<SdkAsyncHttpClient> client = new AtomicReference<>();

		private void keep(boolean open) {
			if (open && this.client.get() == null) {
				this.client.set(NettyNioAsyncHttpClient.create());
			}
			else if (!open && this.client.get() != null) {
				this.client.getAndSet(null).close();
			}
		}

	}

	/**
	 * For tests which look if the last client that is closed leaves threads behind.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	public @interface CountsThreads {

	}

}
