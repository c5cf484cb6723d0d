/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.IoUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that need no help: those of every operation of the SDK, on buckets of both
 * kinds, beside those of the SDK alone. Signatures apart, which the clock is in: IAM
 * credentials sign, so that no session is between the two.
 */
class UnchangedRequestTests {

	// The time, the attempt, and a random number.
	private static final List<String> OF_THE_MOMENT = List.of("Authorization", "X-Amz-Date", "amz-sdk-invocation-id",
			"x-amz-client-token");

	private final CompatibilityFixture fixture = new CompatibilityFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void requestsOfAllOperationsShouldBeThoseOfTheSdkAlone() {
		for (String bucket : List.of(CompatibilityFixture.BUCKET, CompatibilityFixture.GENERAL_PURPOSE)) {
			Sent alone = new Sent();
			Sent helped = new Sent();
			S3Client sdk = alone.client(this.fixture.builder(), (builder) -> {
			});
			S3Client starter = helped.client(this.fixture.builder(), this.fixture::customizeWithoutEndpoints);
			List<String> operations = new ArrayList<>();
			operations(bucket).forEach((call) -> {
				int before = alone.requests.size();
				call.send.accept(sdk, alone);
				call.send.accept(starter, helped);
				operations.add(call.name + " " + (alone.requests.size() - before));
			});
			assertThat(operations).hasSizeGreaterThan(100);
			assertThat(alone.requests).hasSizeGreaterThan(80);
			assertThat(helped.requests).containsExactlyElementsOf(alone.requests);
			for (CompatibilityKind kind : CompatibilityKind.values()) {
				assertThat(this.fixture.uses.count(kind)).as(kind.id()).isZero();
			}
		}
	}

	private static Stream<Call> operations(String bucket) {
		return Arrays.stream(S3Client.class.getMethods())
			.filter(UnchangedRequestTests::isOperation)
			// What directory buckets lack is helped along, and held elsewhere.
			.filter((method) -> !bucket.equals(CompatibilityFixture.BUCKET)
					|| !List.of("listObjects", "createBucket").contains(method.getName()))
			.sorted((one, other) -> one.toString().compareTo(other.toString()))
			.map((method) -> new Call(method.getName(), (client, sent) -> send(client, method, bucket, sent)));
	}

	private static boolean isOperation(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length == 0 || !S3Request.class.isAssignableFrom(parameters[0])
				|| method.getName().endsWith("Paginator")) {
			return false;
		}
		return parameters.length == 1 || (parameters.length == 2
				&& (parameters[1] == RequestBody.class || parameters[1] == ResponseTransformer.class));
	}

	private static void send(S3Client client, Method method, String bucket, Sent sent) {
		try {
			Object request = filled((SdkPojo) method.getParameterTypes()[0].getMethod("builder").invoke(null), bucket,
					0);
			if (method.getParameterCount() == 1) {
				method.invoke(client, request);
			}
			else {
				method.invoke(client, request, (method.getParameterTypes()[1] == RequestBody.class)
						? RequestBody.fromString("body") : ResponseTransformer.toBytes());
			}
		}
		catch (InvocationTargetException ex) {
			// Nobody answers.
			sent.failures.add(String.valueOf(ex.getCause()));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Object filled(SdkPojo builder, String bucket, int depth) throws ReflectiveOperationException {
		for (SdkField<?> field : builder.sdkFields()) {
			Object value = value(field, bucket, depth);
			if (value != null) {
				field.set(builder, value);
			}
		}
		Method build = builder.getClass().getMethod("build");
		build.setAccessible(true);
		return build.invoke(builder);
	}

	private static Object value(SdkField<?> field, String bucket, int depth) throws ReflectiveOperationException {
		if (field.marshallingType() == MarshallingType.SDK_POJO) {
			return (depth < 3) ? filled(field.constructor().get(), bucket, depth + 1) : null;
		}
		if (field.marshallingType() == MarshallingType.INTEGER) {
			return 1;
		}
		if (field.marshallingType() == MarshallingType.BOOLEAN) {
			return true;
		}
		if (field.marshallingType() != MarshallingType.STRING) {
			return null;
		}
		return switch (field.memberName()) {
			case "Bucket", "DestinationBucket" -> bucket;
			case "CopySource" -> bucket + "/source";
			case "RenameSource" -> "/" + bucket + "/source";
			case "Delimiter" -> "/";
			case "Prefix" -> "a/";
			case "Policy" -> "{}";
			// These need help on directory buckets.
			case "StartAfter", "ContentMD5" -> null;
			case "RequestRoute", "RequestToken" -> "x";
			case "Key", "UploadId" -> "x";
			default -> (field.location() == MarshallLocation.PATH || field.location() == MarshallLocation.GREEDY_PATH
					|| field.location() == MarshallLocation.QUERY_PARAM) ? "x" : null;
		};
	}

	/**
	 * One operation.
	 *
	 * @param name its name
	 * @param send sends it
	 */
	private record Call(String name, BiConsumer<S3Client, Sent> send) {
	}

	/**
	 * Takes what a client sends and answers nothing.
	 */
	private static final class Sent implements SdkHttpClient {

		private final List<String> requests = new ArrayList<>();

		private final List<String> failures = new ArrayList<>();

		private S3Client client(S3ClientBuilder builder, Consumer<S3ClientBuilder> more) {
			builder.httpClient(this)
				.disableS3ExpressSessionAuth(true)
				.overrideConfiguration((override) -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
			more.accept(builder);
			return builder.build();
		}

		@Override
		public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
			return new ExecutableHttpRequest() {

				@Override
				public HttpExecuteResponse call() throws IOException {
					Sent.this.requests.add(text(request));
					throw new IOException("Nobody is here");
				}

				@Override
				public void abort() {
					// Nothing is under way.
				}

			};
		}

		private static String text(HttpExecuteRequest request) throws IOException {
			SdkHttpRequest http = request.httpRequest();
			TreeMap<String, List<String>> headers = new TreeMap<>(http.headers());
			// The SDK tells the retry mode of strategies of its own only, and awaiting
			// sessions takes one around it.
			headers.computeIfPresent("User-Agent",
					(name, values) -> values.stream().map((value) -> value.replace(" m/E,", " m/")).toList());
			headers.keySet().removeIf((name) -> OF_THE_MOMENT.stream().anyMatch(name::equalsIgnoreCase));
			String signed = http.firstMatchingHeader("Authorization")
				.orElse("")
				.replaceAll(".*(SignedHeaders=[^,]*).*", "$1");
			String body = request.contentStreamProvider().isPresent()
					? IoUtils.toUtf8String(request.contentStreamProvider().get().newStream()) : "";
			return http.method() + " " + http.getUri() + " " + headers + " " + signed + " "
					+ body.replaceAll("chunk-signature=[0-9a-f]+|trailer-signature:[0-9a-f]+", "");
		}

		@Override
		public void close() {
			// Nothing to close.
		}

	}

}
