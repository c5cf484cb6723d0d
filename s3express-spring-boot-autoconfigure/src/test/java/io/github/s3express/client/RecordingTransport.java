/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Notes the request that came last, through whichever client, and answers with nothing
 * but sessions.
 */
final class RecordingTransport {

	private static final String SESSION = """
			<CreateSessionResult><Credentials><SessionToken>a-token</SessionToken>\
			<SecretAccessKey>a-session-key</SecretAccessKey><AccessKeyId>SESSION</AccessKeyId>\
			<Expiration>%s</Expiration></Credentials></CreateSessionResult>""";

	// These tell one attempt from another.
	private static final Set<String> OWN = Set.of("x-amz-date", "amz-sdk-invocation-id", "x-amz-client-token");

	private static final Set<String> RETRY_MODES = Set.of("D", "E", "F");

	private volatile @Nullable Map<String, String> last;

	/**
	 * What was sent last, by part, since this was asked last.
	 */
	@Nullable Map<String, String> takeLast() {
		Map<String, String> taken = this.last;
		this.last = null;
		return taken;
	}

	SdkHttpClient sync() {
		return new SyncTransport();
	}

	SdkAsyncHttpClient async() {
		return new AsyncTransport();
	}

	private byte[] answer(SdkHttpRequest request, byte @Nullable [] body) {
		if (request.rawQueryParameters().containsKey("session")) {
			return SESSION.formatted(Instant.now().plusSeconds(300)).getBytes(StandardCharsets.UTF_8);
		}
		this.last = parts(request, body);
		return new byte[0];
	}

	private static SdkHttpFullResponse head(byte[] answer) {
		return SdkHttpFullResponse.builder()
			.statusCode(200)
			.putHeader("Content-Length", String.valueOf(answer.length))
			.build();
	}

	private static Map<String, String> parts(SdkHttpRequest request, byte @Nullable [] body) {
		Map<String, String> parts = new TreeMap<>();
		parts.put("method", request.method().name());
		parts.put("host", request.protocol() + "://" + request.host());
		parts.put("path", request.encodedPath());
		request.encodedQueryParameters().ifPresent((query) -> parts.put("query", query));
		request.forEachHeader((header, values) -> {
			String name = header.toLowerCase(Locale.ROOT);
			String value = String.join(", ", values);
			if (name.equals("authorization")) {
				parts.put("credential", value.replaceAll(".*Credential=([^/]+)/\\d+/([^,]+),.*", "$1, `$2`"));
				parts.put("headers that are not signed", unsigned(request, value));
			}
			else if (name.equals("user-agent")) {
				List<String> features = List.of(value.replaceAll(".* m/", "").split(","));
				parts.put("retry mode in `user-agent`",
						features.stream().filter(RETRY_MODES::contains).findFirst().orElse("–"));
				parts.put("features in `user-agent`",
						features.stream()
							.filter((feature) -> !RETRY_MODES.contains(feature))
							.collect(Collectors.joining(", ")));
				parts.put("`user-agent`", "`" + value.replaceFirst(" m/[^ ]*", "") + "`");
			}
			else {
				parts.put("`" + name + "`", OWN.contains(name) ? "any" : "`" + value + "`");
			}
		});
		if (body != null) {
			parts.put("body", body.length + " bytes");
			boolean framed = request.firstMatchingHeader("x-amz-decoded-content-length").isPresent();
			parts.put("content", "#" + Arrays.hashCode(framed ? content(body) : body));
		}
		return parts;
	}

	private static String unsigned(SdkHttpRequest request, String authorization) {
		List<String> signed = List.of(authorization.replaceAll(".*SignedHeaders=([^,]+),.*", "$1").split(";"));
		return request.headers()
			.keySet()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.filter((name) -> !signed.contains(name))
			.sorted()
			.collect(Collectors.joining(", "));
	}

	private static byte[] content(byte[] framed) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		String text = new String(framed, StandardCharsets.ISO_8859_1);
		int begin = 0;
		int size;
		do {
			int end = text.indexOf("\r\n", begin);
			// A signature of the chunk may follow.
			size = Integer.parseInt(text.substring(begin, end).split(";")[0], 16);
			content.write(framed, end + 2, size);
			begin = end + 2 + size + 2;
		}
		while (size > 0);
		return content.toByteArray();
	}

	private final class SyncTransport implements SdkHttpClient {

		@Override
		public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
			return new ExecutableHttpRequest() {

				@Override
				public HttpExecuteResponse call() {
					byte[] answer = answer(request.httpRequest(), body(request));
					return HttpExecuteResponse.builder()
						.response(head(answer))
						.responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
						.build();
				}

				@Override
				public void abort() {
					// It is over at once.
				}

			};
		}

		private static byte @Nullable [] body(HttpExecuteRequest request) {
			return request.contentStreamProvider().map((content) -> {
				try {
					return content.newStream().readAllBytes();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}).orElse(null);
		}

		@Override
		public void close() {
			// There is nothing to close.
		}

	}

	private final class AsyncTransport implements SdkAsyncHttpClient {

		@Override
		public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
			return body(request).thenAccept((body) -> {
				// Unlike the other clients, these have an empty body where there is none.
				byte[] answer = answer(request.request(), (body.length > 0) ? body : null);
				request.responseHandler().onHeaders(head(answer));
				request.responseHandler().onStream(AsyncRequestBody.fromBytes(answer));
			});
		}

		private static CompletableFuture<byte[]> body(AsyncExecuteRequest request) {
			CompletableFuture<byte[]> body = new CompletableFuture<>();
			request.requestContentPublisher().subscribe(new Subscriber<>() {

				private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

				@Override
				public void onSubscribe(Subscription subscription) {
					subscription.request(Long.MAX_VALUE);
				}

				@Override
				public void onNext(ByteBuffer next) {
					byte[] chunk = new byte[next.remaining()];
					next.get(chunk);
					this.bytes.writeBytes(chunk);
				}

				@Override
				public void onError(Throwable failure) {
					body.completeExceptionally(failure);
				}

				@Override
				public void onComplete() {
					body.complete(this.bytes.toByteArray());
				}

			});
			return body;
		}

		@Override
		public void close() {
			// There is nothing to close.
		}

	}

}
