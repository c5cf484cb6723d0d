/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the S3 model of the SDK: sends each operation to a directory bucket and looks at
 * what it was signed with.
 */
class SignedOperationsTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

	private static final String SESSION = "session";

	private static final String IAM = "IAM, `s3express`";

	private final ClientFixture fixture = new ClientFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void everyOperationShouldBeSignedAsDocumented() throws Exception {
		Map<String, String> signed = new TreeMap<>();
		S3Client client = this.fixture.client((builder) -> builder
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())
				.addExecutionInterceptor(this.fixture.recorder())));
		for (Method method : S3Client.class.getMethods()) {
			if (isOperation(method)) {
				signed.put(operation(method), send(client, method));
			}
		}
		assertThat(signed).hasSizeGreaterThan(100);
		String table = table(signed);
		if (Boolean.getBoolean("s3express.write-docs")) {
			write(table);
		}
		assertThat(Files.readString(DOCUMENT)).as("run with -Ds3express.write-docs=true to write it anew")
			.contains(table);
	}

	@Test
	void documentShouldNameTheOperationsThatDecide() throws IOException {
		assertThat(Files.readString(DOCUMENT)).contains(row("GetObject", SESSION), row("PutObject", SESSION),
				row("ListObjectsV2", SESSION), row("RenameObject", SESSION), row("UploadPart", SESSION),
				row("HeadBucket", IAM), row("CopyObject", IAM), row("UploadPartCopy", IAM), row("CreateSession", IAM),
				row("CreateBucket", IAM), row("DeleteBucket", IAM), row("ListDirectoryBuckets", IAM),
				row("PutBucketPolicy", IAM), row("GetBucketEncryption", IAM));
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

	private static String operation(Method method) {
		return method.getParameterTypes()[0].getSimpleName().replaceAll("Request$", "");
	}

	private String send(S3Client client, Method method) throws ReflectiveOperationException {
		Object request = request(method.getParameterTypes()[0]);
		int before = this.fixture.requests.size();
		String failure = "";
		try {
			if (method.getParameterCount() == 1) {
				method.invoke(client, request);
			}
			else {
				boolean sends = method.getParameterTypes()[1] == RequestBody.class;
				method.invoke(client, request, sends ? RequestBody.fromString("body") : ResponseTransformer.toBytes());
			}
		}
		catch (InvocationTargetException ex) {
			failure = String.valueOf(ex.getCause().getMessage());
		}
		if (this.fixture.requests.size() == before) {
			return "not sent: " + failure.replaceAll("\\s*\\(.*", "").replaceAll("\\s+", " ");
		}
		if (this.fixture.lastCarriedSession()) {
			return SESSION;
		}
		String service = this.fixture.lastScope().split("/")[2];
		return "IAM, `" + service + "`";
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

	private static String table(Map<String, String> signed) {
		StringBuilder table = new StringBuilder();
		signed.forEach((operation, how) -> table.append(row(operation, how)));
		return table.toString();
	}

	private static String row(String operation, String how) {
		return "| %s | %s |\n".formatted(operation, how);
	}

	private static void write(String table) throws IOException {
		String head = "| Operation | Signed with |\n|---|---|\n";
		String document = Files.readString(DOCUMENT);
		Files.writeString(DOCUMENT, document.substring(0, document.indexOf(head) + head.length()) + table);
	}

}
