/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.SelectObjectContentResponseHandler;

/**
 * An operation of the SDK's S3 model, and a request for it to a directory bucket.
 *
 * @param method the method of the {@code S3Client}, or of the {@code S3AsyncClient} if
 * only that has it
 */
record S3Operation(Method method) {

	private static final Set<Class<?>> ASYNC_STREAMS = Set.of(AsyncRequestBody.class, AsyncResponseTransformer.class,
			SelectObjectContentResponseHandler.class);

	/**
	 * All of them by name, so that a session is made before the bucket is deleted.
	 */
	static List<S3Operation> all() {
		return Stream.of(S3Client.class.getMethods())
			.filter(S3Operation::isOperation)
			.map(S3Operation::new)
			.sorted(Comparator.comparing(S3Operation::name))
			.toList();
	}

	/**
	 * Those of asynchronous clients: all of them, and one that only these have.
	 */
	static List<S3Operation> allAsync() {
		return Stream
			.concat(all().stream(),
					Stream.of(S3AsyncClient.class.getMethods())
						.filter((method) -> method.getParameterCount() == 2
								&& method.getParameterTypes()[1] == SelectObjectContentResponseHandler.class
								&& S3Request.class.isAssignableFrom(method.getParameterTypes()[0]))
						.map(S3Operation::new))
			.sorted(Comparator.comparing(S3Operation::name))
			.toList();
	}

	String name() {
		return this.method.getParameterTypes()[0].getSimpleName().replaceAll("Request$", "");
	}

	/**
	 * Sends the request.
	 * @return what became of it, if it failed
	 */
	@Nullable Throwable send(S3Client client, Supplier<RequestBody> body) {
		try {
			Object request = request(this.method.getParameterTypes()[0]);
			if (this.method.getParameterCount() == 1) {
				this.method.invoke(client, request);
			}
			else {
				boolean sends = this.method.getParameterTypes()[1] == RequestBody.class;
				this.method.invoke(client, request, sends ? body.get() : ResponseTransformer.toBytes());
			}
			return null;
		}
		catch (InvocationTargetException ex) {
			return ex.getCause();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends the request and waits for the answer.
	 */
	void send(S3AsyncClient client, Supplier<AsyncRequestBody> body) {
		try {
			Object request = request(this.method.getParameterTypes()[0]);
			Method async = asyncMethod();
			CompletableFuture<?> answer = (CompletableFuture<?>) ((async.getParameterCount() == 1)
					? async.invoke(client, request) : async.invoke(client, request, second(async, body)));
			answer.handle((any, failure) -> null).join();
		}
		catch (InvocationTargetException ex) {
			// It is not sent.
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Method asyncMethod() {
		// The variants with a body or a transformer come before those without.
		return Stream.of(S3AsyncClient.class.getMethods())
			.filter((candidate) -> candidate.getParameterCount() == 1
					|| (candidate.getParameterCount() == 2 && ASYNC_STREAMS.contains(candidate.getParameterTypes()[1])))
			.filter((candidate) -> candidate.getParameterTypes()[0] == this.method.getParameterTypes()[0]
					&& candidate.getName().equals(asyncName()))
			.max(Comparator.comparing(Method::getParameterCount))
			.orElseThrow();
	}

	// What answers with a stream is called otherwise in the blocking client, if its
	// variant with bytes is meant.
	private String asyncName() {
		return this.method.getName().replaceAll("AsBytes$", "");
	}

	private static Object second(Method async, Supplier<AsyncRequestBody> body) {
		Class<?> type = async.getParameterTypes()[1];
		if (type == AsyncRequestBody.class) {
			return body.get();
		}
		return (type == AsyncResponseTransformer.class) ? AsyncResponseTransformer.toBytes()
				: SelectObjectContentResponseHandler.builder().subscriber((event) -> {
				}).build();
	}

	private static boolean isOperation(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		if (parameters.length == 0 || !S3Request.class.isAssignableFrom(parameters[0])
				|| method.getName().endsWith("Paginator")) {
			return false;
		}
		if (parameters.length == 1) {
			return !isStreaming(method.getName());
		}
		return parameters.length == 2
				&& (parameters[1] == RequestBody.class || parameters[1] == ResponseTransformer.class);
	}

	// The variant with a transformer stands for these.
	private static boolean isStreaming(String name) {
		return Arrays.stream(S3Client.class.getMethods())
			.anyMatch((method) -> method.getName().equals(name) && method.getParameterCount() == 2
					&& (method.getParameterTypes()[1] == ResponseTransformer.class
							|| method.getParameterTypes()[1] == RequestBody.class)
					&& S3Request.class.isAssignableFrom(method.getParameterTypes()[0]));
	}

	private static Object request(Class<?> type) throws ReflectiveOperationException {
		return filled((SdkPojo) type.getMethod("builder").invoke(null), 0);
	}

	private static Object filled(SdkPojo builder, int depth) throws ReflectiveOperationException {
		for (SdkField<?> field : builder.sdkFields()) {
			Object value = (depth == 0) ? value(field) : anything(field, depth);
			if (value != null) {
				field.set(builder, value);
			}
		}
		Method build = builder.getClass().getMethod("build");
		build.setAccessible(true);
		return build.invoke(builder);
	}

	private static Object value(SdkField<?> field) throws ReflectiveOperationException {
		if (field.marshallingType() == MarshallingType.SDK_POJO) {
			return (field.location() == MarshallLocation.PAYLOAD) ? filled(field.constructor().get(), 1) : null;
		}
		if (field.marshallingType() == MarshallingType.INTEGER) {
			return field.memberName().equals("PartNumber") ? 1 : null;
		}
		if (field.marshallingType() != MarshallingType.STRING) {
			return null;
		}
		return switch (field.memberName()) {
			case "Bucket", "DestinationBucket" -> ClientFixture.BUCKET;
			case "CopySource" -> ClientFixture.BUCKET + "/source";
			case "RenameSource" -> "/" + ClientFixture.BUCKET + "/source";
			case "Policy" -> "{}";
			case "Delimiter" -> "/";
			case "RequestRoute", "RequestToken" -> "x";
			default -> isPath(field) ? "x" : null;
		};
	}

	private static Object anything(SdkField<?> field, int depth) throws ReflectiveOperationException {
		if (field.marshallingType() == MarshallingType.SDK_POJO) {
			return (depth < 5) ? filled(field.constructor().get(), depth + 1) : null;
		}
		if (field.marshallingType() == MarshallingType.STRING) {
			return "x";
		}
		if (field.marshallingType() == MarshallingType.BOOLEAN) {
			return true;
		}
		return (field.marshallingType() == MarshallingType.INTEGER) ? 1 : null;
	}

	private static boolean isPath(SdkField<?> field) {
		return field.location() == MarshallLocation.PATH || field.location() == MarshallLocation.GREEDY_PATH
				|| field.location() == MarshallLocation.QUERY_PARAM;
	}

}
