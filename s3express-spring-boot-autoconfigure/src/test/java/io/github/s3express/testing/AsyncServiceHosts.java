/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.async.SimplePublisher;

/**
 * {@link ServiceHosts} for asynchronous clients.
 */
public final class AsyncServiceHosts implements SdkAsyncHttpClient {

	private final ServiceHosts hosts;

	public AsyncServiceHosts(ServiceHosts hosts) {
		this.hosts = hosts;
	}

	@Override
	public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		return SdkPublisher.adapt(request.requestContentPublisher())
			.subscribe((buffer) -> body.writeBytes(BinaryUtils.copyRemainingBytesFrom(buffer)))
			.thenRunAsync(() -> answer(request, body.toByteArray()));
	}

	private void answer(AsyncExecuteRequest request, byte[] body) {
		try {
			HttpExecuteResponse response = this.hosts
				.prepareRequest(HttpExecuteRequest.builder()
					.request(request.request())
					.contentStreamProvider(() -> new ByteArrayInputStream(body))
					.build())
				.call();
			byte[] answer = response.responseBody().orElseThrow().readAllBytes();
			SimplePublisher<ByteBuffer> publisher = new SimplePublisher<>();
			request.responseHandler().onHeaders(response.httpResponse());
			request.responseHandler().onStream(publisher);
			publisher.send(ByteBuffer.wrap(answer));
			publisher.complete();
		}
		catch (IOException ex) {
			request.responseHandler().onError(ex);
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String clientName() {
		return this.hosts.clientName();
	}

	@Override
	public void close() {
		this.hosts.close();
	}

}
