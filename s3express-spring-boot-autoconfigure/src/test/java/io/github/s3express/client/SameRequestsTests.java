/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends each operation of the SDK's S3 model once by the SDK alone and once by a managed
 * client, to a transport that notes what would go out, and names each difference: in
 * method, host, path, query, headers and body, but for what differs between any two
 * requests.
 */
class SameRequestsTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

	private static final String HEAD = "| Operation | What | SDK alone | Managed |\n|---|---|---|---|\n";

	// These tell one attempt from another.
	private static final Set<String> OWN = Set.of("x-amz-date", "amz-sdk-invocation-id", "x-amz-client-token");

	private static final Set<String> RETRY_MODES = Set.of("D", "E", "F");

	private static final int LONG = SmallRequestSigner.MAX_BODY + 1;

	private final RecordingTransport transport = new RecordingTransport();

	private final AwsCredentialsProvider credentials = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("IAM", "a-secret-key"));

	private final RouteCreateSessionClients createSessionClients = new RouteCreateSessionClients(this::builder,
			S3ExpressEndpoints.SERVICE);

	private final S3ExpressSessionManager manager = S3ExpressSessionManagerBuilder
		.of(this.createSessionClients::client, SessionPrincipal.of(this.credentials))
		.build();

	@AfterEach
	void close() {
		this.manager.stop();
		this.createSessionClients.close();
	}

	@Test
	void everyRequestShouldBeTheSdksOwnButForTheDifferencesThatAreDocumented() throws IOException {
		S3Client sdk = builder().build();
		S3Client managed = managed();
		Map<String, Set<String>> differences = new TreeMap<>();
		for (S3Operation operation : S3Operation.all()) {
			Set<String> found = differences(sent(sdk, operation, 1024), sent(managed, operation, 1024));
			differences.put(operation.name(), found);
			if (operation.name().equals("PutObject") || operation.name().equals("UploadPart")) {
				differences.put(operation.name() + ", more than 256 KiB",
						differences(sent(sdk, operation, LONG), sent(managed, operation, LONG)));
			}
		}
		assertThat(S3Operation.all()).hasSizeGreaterThan(100);
		String table = table(differences);
		if (Boolean.getBoolean("s3express.write-docs")) {
			write(table);
		}
		String document = Files.readString(DOCUMENT);
		assertThat(document.substring(document.indexOf(HEAD) + HEAD.length()).split("\n\n", 2)[0].strip())
			.as("run with -Ds3express.write-docs=true to write it anew")
			.isEqualTo(table.strip());
	}

	// What all have in common is said once.
	private static String table(Map<String, Set<String>> differences) {
		Set<String> common = new TreeSet<>(differences.get("GetObject"));
		StringBuilder table = new StringBuilder();
		common.forEach((row) -> table.append("| all ").append(row));
		differences.forEach((operation, rows) -> rows.stream()
			.filter((row) -> !common.contains(row))
			.forEach((row) -> table.append("| ").append(operation).append(' ').append(row)));
		return table.toString();
	}

	private static void write(String table) throws IOException {
		String document = Files.readString(DOCUMENT);
		int begin = document.indexOf(HEAD) + HEAD.length();
		int end = document.indexOf("\n\n", begin);
		Files.writeString(DOCUMENT, document.substring(0, begin) + table.stripTrailing() + document.substring(end));
	}

	private static Set<String> differences(@Nullable Map<String, String> sdk, @Nullable Map<String, String> managed) {
		if (sdk == null || managed == null) {
			return Objects.equals(sdk, managed) ? Set.of() : Set
				.of(row("request", (sdk != null) ? "sent" : "not sent", (managed != null) ? "sent" : "not sent"));
		}
		Set<String> parts = new TreeSet<>(sdk.keySet());
		parts.addAll(managed.keySet());
		return parts.stream()
			.filter((part) -> !Objects.equals(sdk.get(part), managed.get(part)))
			.map((part) -> row(part, sdk.getOrDefault(part, "–"), managed.getOrDefault(part, "–")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String row(String part, String sdk, String managed) {
		return "| %s | %s | %s |\n".formatted(part, sdk, managed);
	}

	private @Nullable Map<String, String> sent(S3Client client, S3Operation operation, int size) {
		this.transport.last = null;
		operation.send(client, () -> RequestBody.fromBytes(new byte[size]));
		return this.transport.last;
	}

	private S3ClientBuilder builder() {
		return S3Client.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(this.credentials)
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.httpClient(this.transport);
	}

	private S3Client managed() {
		S3ClientBuilder builder = builder();
		new S3ExpressClientCustomizer(this.manager, S3ExpressEndpoints.SERVICE, true,
				new ApplicationClients(this::builder, S3ExpressEndpoints.SERVICE), this.createSessionClients)
			.customize(builder);
		return builder.build();
	}

	/**
	 * Notes the request that came last, and answers with nothing but sessions.
	 */
	private static final class RecordingTransport implements SdkHttpClient {

		private static final String SESSION = """
				<CreateSessionResult><Credentials><SessionToken>a-token</SessionToken>\
				<SecretAccessKey>a-session-key</SecretAccessKey><AccessKeyId>SESSION</AccessKeyId>\
				<Expiration>%s</Expiration></Credentials></CreateSessionResult>""";

		private volatile @Nullable Map<String, String> last;

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

		private HttpExecuteResponse answer(HttpExecuteRequest request) {
			boolean session = request.httpRequest().rawQueryParameters().containsKey("session");
			if (!session) {
				this.last = parts(request);
			}
			String body = session ? SESSION.formatted(Instant.now().plusSeconds(300)) : "";
			return HttpExecuteResponse.builder()
				.response(SdkHttpFullResponse.builder()
					.statusCode(200)
					.putHeader("Content-Length", String.valueOf(body.length()))
					.build())
				.responseBody(
						AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
				.build();
		}

		private static Map<String, String> parts(HttpExecuteRequest request) {
			Map<String, String> parts = new TreeMap<>();
			parts.put("method", request.httpRequest().method().name());
			parts.put("host", request.httpRequest().protocol() + "://" + request.httpRequest().host());
			parts.put("path", request.httpRequest().encodedPath());
			request.httpRequest().encodedQueryParameters().ifPresent((query) -> parts.put("query", query));
			request.httpRequest().forEachHeader((header, values) -> {
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
			request.contentStreamProvider().ifPresent((content) -> {
				try {
					byte[] body = content.newStream().readAllBytes();
					parts.put("body", body.length + " bytes");
					boolean framed = request.httpRequest()
						.firstMatchingHeader("x-amz-decoded-content-length")
						.isPresent();
					parts.put("content", "#" + Arrays.hashCode(framed ? content(body) : body));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			return parts;
		}

		private static String unsigned(HttpExecuteRequest request, String authorization) {
			List<String> signed = List.of(authorization.replaceAll(".*SignedHeaders=([^,]+),.*", "$1").split(";"));
			return request.httpRequest()
				.headers()
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
				size = Integer.parseInt(text.substring(begin, end), 16);
				content.write(framed, end + 2, size);
				begin = end + 2 + size + 2;
			}
			while (size > 0);
			return content.toByteArray();
		}

		@Override
		public void close() {
			// There is nothing to close.
		}

	}

}
