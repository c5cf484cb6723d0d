/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends each operation of the SDK's S3 model once by the SDK alone and once by a managed
 * client, blocking and asynchronous, with TLS and without, to a transport that notes what
 * would go out, and names each difference: in method, host, path, query, headers and
 * body, but for what differs between any two requests.
 */
class SameRequestsTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

	private static final String HEAD = "| Operation | Requests | What | SDK alone | Managed |\n|---|---|---|---|---|\n";

	private static final int LONG = SmallRequestSigner.MAX_BODY + 1;

	private final RecordingTransport transport = new RecordingTransport();

	private final AwsCredentialsProvider credentials = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("IAM", "a-secret-key"));

	private final List<AutoCloseable> toClose = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable each : this.toClose) {
			each.close();
		}
	}

	@Test
	void everyRequestShouldBeTheSdksOwnButForTheDifferencesThatAreDocumented() throws IOException {
		Map<String, Map<String, Set<Kind>>> differences = new TreeMap<>();
		for (Kind kind : Kind.values()) {
			differences(kind).forEach((operation,
					rows) -> rows.forEach((row) -> differences.computeIfAbsent(row, (any) -> new TreeMap<>())
						.computeIfAbsent(operation, (any) -> EnumSet.noneOf(Kind.class))
						.add(kind)));
		}
		String table = table(differences);
		if (Boolean.getBoolean("s3express.write-docs")) {
			write(table);
		}
		String document = Files.readString(DOCUMENT);
		assertThat(document.substring(document.indexOf(HEAD) + HEAD.length()).split("\n\n", 2)[0].strip())
			.as("run with -Ds3express.write-docs=true to write it anew")
			.isEqualTo(table.strip());
	}

	private Map<String, Set<String>> differences(Kind kind) {
		Contenders contenders = kind.async() ? asyncContenders(kind) : syncContenders(kind);
		List<S3Operation> operations = kind.async() ? S3Operation.allAsync() : S3Operation.all();
		assertThat(operations).hasSizeGreaterThan(100);
		Map<String, Set<String>> differences = new TreeMap<>();
		for (S3Operation operation : operations) {
			differences.put(operation.name(), contenders.differences(operation, 1024));
			if (operation.name().equals("PutObject") || operation.name().equals("UploadPart")) {
				differences.put(operation.name() + ", more than 256 KiB", contenders.differences(operation, LONG));
			}
		}
		// What all have in common is said once.
		Set<String> common = Set.copyOf(Objects.requireNonNull(differences.get("GetObject")));
		differences.replaceAll((operation, rows) -> rows.stream()
			.filter((row) -> !common.contains(row))
			.collect(Collectors.toCollection(TreeSet::new)));
		differences.put("all", common);
		return differences;
	}

	// Operations and kinds of requests that differ alike share a row.
	private static String table(Map<String, Map<String, Set<Kind>>> differences) {
		List<String> rows = new ArrayList<>();
		differences.forEach((difference, operations) -> {
			Map<String, List<String>> byKinds = new TreeMap<>();
			operations.forEach((operation,
					kinds) -> byKinds.computeIfAbsent(Kind.name(kinds), (any) -> new ArrayList<>()).add(operation));
			byKinds.forEach(
					(kinds, names) -> rows.add("| %s | %s %s".formatted(String.join(", ", names), kinds, difference)));
		});
		rows.sort(Comparator.comparing((String row) -> !row.startsWith("| all "))
			.thenComparing(Comparator.naturalOrder()));
		return String.join("", rows);
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

	private Contenders syncContenders(Kind kind) {
		S3Client sdk = builder(kind).build();
		S3ClientBuilder builder = builder(kind);
		customizer(kind).customize(builder);
		S3Client managed = builder.build();
		return (operation, size) -> {
			operation.send(sdk, () -> RequestBody.fromBytes(new byte[size]));
			Map<String, String> alone = this.transport.takeLast();
			operation.send(managed, () -> RequestBody.fromBytes(new byte[size]));
			return differences(alone, this.transport.takeLast());
		};
	}

	private Contenders asyncContenders(Kind kind) {
		S3AsyncClient sdk = asyncBuilder(kind).build();
		S3AsyncClient managed = customizer(kind).build(asyncBuilder(kind));
		this.toClose.add(managed);
		return (operation, size) -> {
			operation.send(sdk, () -> AsyncRequestBody.fromBytes(new byte[size]));
			Map<String, String> alone = this.transport.takeLast();
			operation.send(managed, () -> AsyncRequestBody.fromBytes(new byte[size]));
			return differences(alone, this.transport.takeLast());
		};
	}

	private S3ExpressClientCustomizer customizer(Kind kind) {
		RouteCreateSessionClients createSessionClients = new RouteCreateSessionClients(() -> builder(kind),
				S3ExpressEndpoints.SERVICE);
		S3ExpressSessionManager manager = S3ExpressSessionManagerBuilder
			.of(createSessionClients::client, SessionPrincipal.of(this.credentials))
			.build();
		this.toClose.add(manager::stop);
		this.toClose.add(createSessionClients);
		return new S3ExpressClientCustomizer(manager, S3ExpressEndpoints.SERVICE, true,
				new ApplicationClients(() -> builder(kind), S3ExpressEndpoints.SERVICE), createSessionClients);
	}

	private S3ClientBuilder builder(Kind kind) {
		return common(S3Client.builder().httpClient(this.transport.sync()), kind);
	}

	private S3AsyncClientBuilder asyncBuilder(Kind kind) {
		return common(S3AsyncClient.builder().httpClient(this.transport.async()), kind);
	}

	private <B extends S3BaseClientBuilder<B, C>, C> B common(B builder, Kind kind) {
		if (!kind.tls()) {
			builder.endpointProvider(new PlainEndpoints());
		}
		return builder.region(Region.US_EAST_1)
			.credentialsProvider(this.credentials)
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
	}

	/**
	 * What kinds of requests are compared.
	 */
	private enum Kind {

		SYNC_TLS("blocking, TLS"), ASYNC_TLS("asynchronous, TLS"), SYNC_PLAIN("blocking, no TLS"),
		ASYNC_PLAIN("asynchronous, no TLS");

		private final String title;

		Kind(String title) {
			this.title = title;
		}

		boolean async() {
			return this == ASYNC_TLS || this == ASYNC_PLAIN;
		}

		boolean tls() {
			return this == SYNC_TLS || this == ASYNC_TLS;
		}

		private static String name(Set<Kind> kinds) {
			if (kinds.size() == values().length) {
				return "all";
			}
			Map<String, Set<Kind>> pairs = Map.of("TLS", EnumSet.of(SYNC_TLS, ASYNC_TLS), "no TLS",
					EnumSet.of(SYNC_PLAIN, ASYNC_PLAIN), "blocking", EnumSet.of(SYNC_TLS, SYNC_PLAIN), "asynchronous",
					EnumSet.of(ASYNC_TLS, ASYNC_PLAIN));
			return pairs.entrySet()
				.stream()
				.filter((pair) -> pair.getValue().equals(kinds))
				.map(Map.Entry::getKey)
				.findFirst()
				.orElseGet(() -> kinds.stream().map((kind) -> kind.title).collect(Collectors.joining("; ")));
		}

	}

	/**
	 * Sends an operation by both and says how the requests differ.
	 */
	@FunctionalInterface
	private interface Contenders {

		Set<String> differences(S3Operation operation, int size);

	}

	/**
	 * The service's endpoints, but without TLS: nothing else differs then.
	 */
	private static final class PlainEndpoints implements S3EndpointProvider {

		private final S3EndpointProvider service = S3EndpointProvider.defaultProvider();

		@Override
		public CompletableFuture<Endpoint> resolveEndpoint(S3EndpointParams params) {
			return this.service.resolveEndpoint(params)
				.thenApply((endpoint) -> endpoint.toBuilder()
					.url(URI.create(endpoint.url().toString().replaceFirst("^https:", "http:")))
					.build());
		}

	}

}
