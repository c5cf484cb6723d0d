/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * Answers each request at once, so that only what a client itself does takes time.
 */
final class InstantTransport implements SdkHttpClient {

	private static final byte[] CONTENT = new byte[1024];

	private static final String SESSION = """
			<CreateSessionResult><Credentials><SessionToken>a-token</SessionToken>\
			<SecretAccessKey>a-secret-key</SecretAccessKey><AccessKeyId>ASIAEXAMPLE</AccessKeyId>\
			<Expiration>%s</Expiration></Credentials></CreateSessionResult>""";

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() {
				return answer(request);
			}

			@Override
			public void abort() {
				// It is over at once.
			}

		};
	}

	private static HttpExecuteResponse answer(HttpExecuteRequest request) {
		request.contentStreamProvider().ifPresent((content) -> drain(content.newStream()));
		if (request.httpRequest().rawQueryParameters().containsKey("session")) {
			String expiration = DateTimeFormatter.ISO_INSTANT.format(Instant.now().plusSeconds(300));
			return answer(SESSION.formatted(expiration).getBytes(StandardCharsets.UTF_8));
		}
		return answer((request.httpRequest().method() == SdkHttpMethod.GET) ? CONTENT : new byte[0]);
	}

	private static HttpExecuteResponse answer(byte[] body) {
		return HttpExecuteResponse.builder()
			.response(SdkHttpFullResponse.builder()
				.statusCode(200)
				.putHeader("x-amz-request-id", "0A1B2C3D4E5F6071")
				.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)))
				.putHeader("ETag", "\"0123456789abcdef0123456789abcdef\"")
				.putHeader("Content-Length", String.valueOf(body.length))
				.build())
			.responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
			.build();
	}

	private static void drain(InputStream content) {
		try (content) {
			content.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		// There is nothing to close.
	}

}
