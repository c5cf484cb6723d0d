/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/**
 * Lets the operations be called on an asynchronous client, by waiting for each.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Blocking implements InvocationHandler {

	private final S3AsyncClient client;

	private Blocking(S3AsyncClient client) {
		this.client = client;
	}

	static S3Client on(S3AsyncClient client) {
		return (S3Client) Proxy.newProxyInstance(Blocking.class.getClassLoader(), new Class<?>[] { S3Client.class },
				new Blocking(client));
	}

	@Override
	public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
		if (arguments == null || !(arguments[0] instanceof SdkRequest)) {
			return InvocationHandler.invokeDefault(proxy, method, arguments);
		}
		try {
			return call(method, arguments).join();
		}
		catch (CompletionException ex) {
			throw ex.getCause();
		}
	}

	private CompletableFuture<?> call(Method method, Object[] arguments) throws Exception {
		if (method.getName().equals("getObjectAsBytes")) {
			return this.client.getObject((GetObjectRequest) arguments[0], AsyncResponseTransformer.toBytes());
		}
		if (arguments.length == 2 && arguments[1] instanceof RequestBody body) {
			byte[] bytes = body.contentStreamProvider().newStream().readAllBytes();
			return (CompletableFuture<?>) S3AsyncClient.class
				.getMethod(method.getName(), method.getParameterTypes()[0], AsyncRequestBody.class)
				.invoke(this.client, arguments[0], AsyncRequestBody.fromBytes(bytes));
		}
		return (CompletableFuture<?>) S3AsyncClient.class.getMethod(method.getName(), method.getParameterTypes()[0])
			.invoke(this.client, arguments[0]);
	}

}
