/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.util.function.Function;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Loses requests before the server sees them, or answers after it has done what they
 * asked for.
 */
final class UnreliableHttpClient implements SdkHttpClient {

	private final SdkHttpClient delegate;

	private volatile Function<SdkHttpRequest, Loss> losses = (request) -> Loss.NONE;

	UnreliableHttpClient(SdkHttpClient delegate) {
		this.delegate = delegate;
	}

	void lose(Function<SdkHttpRequest, Loss> losses) {
		this.losses = losses;
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		ExecutableHttpRequest prepared = this.delegate.prepareRequest(request);
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() throws IOException {
				Loss loss = UnreliableHttpClient.this.losses.apply(request.httpRequest());
				if (loss == Loss.REQUEST) {
					throw new IOException("The request was lost.");
				}
				HttpExecuteResponse response = prepared.call();
				if (loss == Loss.ANSWER) {
					response.responseBody().ifPresent((body) -> body.abort());
					throw new IOException("The answer was lost.");
				}
				return response;
			}

			@Override
			public void abort() {
				prepared.abort();
			}

		};
	}

	@Override
	public void close() {
		this.delegate.close();
	}

	enum Loss {

		NONE, REQUEST, ANSWER

	}

}
