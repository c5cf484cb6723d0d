/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends something else than what was signed.
 */
final class TamperingHttpClient implements SdkHttpClient {

	private final SdkHttpClient delegate = new ClientFixture.Trusting().build();

	private final UnaryOperator<SdkHttpRequest> changeRequest;

	private final UnaryOperator<byte[]> changeBody;

	private TamperingHttpClient(UnaryOperator<SdkHttpRequest> changeRequest, UnaryOperator<byte[]> changeBody) {
		this.changeRequest = changeRequest;
		this.changeBody = changeBody;
	}

	static TamperingHttpClient ofRequests(UnaryOperator<SdkHttpRequest> change) {
		return new TamperingHttpClient(change, UnaryOperator.identity());
	}

	static TamperingHttpClient ofBodies(UnaryOperator<byte[]> change) {
		return new TamperingHttpClient(UnaryOperator.identity(), change);
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		HttpExecuteRequest.Builder changed = HttpExecuteRequest.builder()
			.request(this.changeRequest.apply(request.httpRequest()));
		request.contentStreamProvider().ifPresent((provider) -> changed.contentStreamProvider(() -> {
			try {
				return new ByteArrayInputStream(this.changeBody.apply(provider.newStream().readAllBytes()));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}));
		return this.delegate.prepareRequest(changed.build());
	}

	@Override
	public String clientName() {
		return "Tampering";
	}

	@Override
	public void close() {
		this.delegate.close();
	}

}
