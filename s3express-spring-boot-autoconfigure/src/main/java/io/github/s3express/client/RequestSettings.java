/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.RequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Notes which call brings an endpoint provider of its own, or plugins that may: what is
 * remembered of the client's does not hold for it. From where a call begins to where the
 * SDK asks how to sign it, which is on the same thread. One for each client.
 */
final class RequestSettings implements ExecutionInterceptor {

	private final ThreadLocal<@Nullable Boolean> own = new ThreadLocal<>();

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
		boolean brings = context.request().overrideConfiguration().filter(RequestSettings::brings).isPresent();
		if (brings) {
			this.own.set(true);
		}
		else if (this.own.get() != null) {
			// An earlier call on this thread failed on the way.
			this.own.remove();
		}
	}

	private static boolean brings(RequestOverrideConfiguration configuration) {
		return configuration.endpointProvider().isPresent() || !configuration.plugins().isEmpty();
	}

	/**
	 * Whether the call that begins on this thread has an endpoint provider of its own, or
	 * may have.
	 */
	boolean mayHaveOwnEndpoint() {
		return this.own.get() != null;
	}

}
