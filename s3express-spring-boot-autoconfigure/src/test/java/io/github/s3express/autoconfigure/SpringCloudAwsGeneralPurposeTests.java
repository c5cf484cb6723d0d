/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.testing.AsyncServiceHosts;
import io.github.s3express.testing.ServiceHosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What Spring Cloud AWS has for general purpose buckets holds for the starter's
 * asynchronous client, presigner and transfer manager as for the {@code S3Client} of
 * Spring Cloud AWS in the same application: they send the same, as the hosts and headers
 * tell that arrive at a server.
 */
class SpringCloudAwsGeneralPurposeTests {

	private static final String BUCKET = "general-purpose";

	private static final String ACCESS_POINT = "arn:aws:s3:eu-west-1:123456789012:accesspoint/point";

	// A file has another type of content than a text.
	private static final List<String> OF_EACH_REQUEST = List.of("Authorization", "User-Agent", "Connection", "Host",
			"X-Amz-Date", "Amz-Sdk-Invocation-Id", "Amz-Sdk-Request", "Content-Type");

	private final ServiceHosts hosts = new ServiceHosts((host) -> endpoint());

	private final List<Arrived> arrived = new CopyOnWriteArrayList<>();

	private HttpServer server;

	@TempDir
	private Path directory;

	static Stream<Setting> settings() {
		return Stream.of(new Setting(BUCKET, "fips-enabled"), new Setting(BUCKET, "dualstack-enabled"),
				new Setting(BUCKET, "s3.dualstack-enabled"), new Setting(BUCKET, "s3.path-style-access-enabled"),
				new Setting(BUCKET, "s3.accelerate-mode-enabled"), new Setting(BUCKET, "s3.cross-region-enabled"),
				new Setting(ACCESS_POINT, "s3.use-arn-region-enabled"),
				new Setting(BUCKET, "s3.chunked-encoding-enabled"),
				new Setting(BUCKET, "s3.checksum-validation-enabled"));
	}

	@BeforeEach
	void start() throws Exception {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@ParameterizedTest
	@MethodSource("settings")
	void settingShouldHoldForEveryClientAsForThatOfSpringCloudAws(Setting setting) {
		List<Sent> sent = new ArrayList<>();
		for (boolean value : new boolean[] { true, false }) {
			runner().withPropertyValues("spring.cloud.aws." + setting.property() + "=" + value).run((context) -> {
				Sent expected = sync(context, setting.bucket());
				assertThat(async(context, setting.bucket())).as("asynchronous client, %s", value).isEqualTo(expected);
				assertThat(transfer(context, setting.bucket())).as("transfer manager, %s", value).isEqualTo(expected);
				if (!setting.property().equals("s3.cross-region-enabled")) {
					// Nobody answers a presigner that a bucket is elsewhere.
					assertThat(url(context, setting.bucket())).as("URL, %s", value).isEqualTo(expected.get());
				}
				sent.add(expected);
			});
		}
		assertThat(sent.get(0)).as("what the setting changes").isNotEqualTo(sent.get(1));
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
							S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class,
							S3ExpressTransferManagerAutoConfiguration.class, AwsAutoConfiguration.class,
							CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
							S3AutoConfiguration.class, S3TransferManagerAutoConfiguration.class))
			.withBean(S3ClientCustomizer.class, () -> (builder) -> builder.httpClient(this.hosts))
			.withBean(S3AsyncClientBuilderCustomizer.class,
					() -> (builder) -> builder.httpClient(new AsyncServiceHosts(this.hosts)))
			.withPropertyValues("spring.cloud.aws.region.static=us-east-1",
					"spring.cloud.aws.credentials.access-key=AKIASPRINGCLOUDAWS00",
					"spring.cloud.aws.credentials.secret-key=secret-key-of-spring-cloud-aws-000000000");
	}

	private Sent sync(ApplicationContext context, String bucket) {
		S3Client client = context.getBean(S3Client.class);
		return sent(() -> client.putObject((put) -> put.bucket(bucket).key("key"), RequestBody.fromString("content")),
				() -> client.getObjectAsBytes((get) -> get.bucket(bucket).key("key")));
	}

	private Sent async(ApplicationContext context, String bucket) {
		S3AsyncClient client = context.getBean(S3AsyncClient.class);
		return sent(
				() -> client.putObject((put) -> put.bucket(bucket).key("key"), AsyncRequestBody.fromString("content"))
					.join(),
				() -> client.getObject((get) -> get.bucket(bucket).key("key"), AsyncResponseTransformer.toBytes())
					.join());
	}

	private Sent transfer(ApplicationContext context, String bucket) throws IOException {
		S3TransferManager transfers = context.getBean(S3TransferManager.class);
		Path file = Files.writeString(this.directory.resolve("file"), "content");
		return sent(
				() -> transfers
					.uploadFile(
							(upload) -> upload.source(file).putObjectRequest((put) -> put.bucket(bucket).key("key")))
					.completionFuture()
					.join(),
				() -> transfers
					.downloadFile((download) -> download.destination(this.directory.resolve("answer"))
						.getObjectRequest((get) -> get.bucket(bucket).key("key")))
					.completionFuture()
					.join());
	}

	// What went out last, since a client learns on the way where a bucket is.
	private Sent sent(Runnable put, Runnable get) {
		this.arrived.clear();
		String putFailure = failure(put);
		String getFailure = failure(get);
		Arrived lastPut = last("PUT");
		Arrived lastGet = last("GET");
		return new Sent((lastPut != null) ? lastPut.target() : putFailure,
				(lastPut != null) ? lastPut.headers() : Map.of(), (lastGet != null) ? lastGet.target() : getFailure);
	}

	private @Nullable Arrived last(String method) {
		return this.arrived.stream()
			.filter((request) -> request.method().equals(method))
			.reduce((first, second) -> second)
			.orElse(null);
	}

	private static @Nullable String failure(Runnable call) {
		Throwable failure = catchThrowable(call::run);
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		return (cause != null) ? cause.getMessage() : null;
	}

	private static String url(ApplicationContext context, String bucket) {
		GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key("key").build();
		List<URI> urls = new ArrayList<>();
		String failure = failure(() -> urls.add(URI.create(context.getBean(S3Presigner.class)
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1)).getObjectRequest(get))
			.url()
			.toString())));
		return (failure != null) ? failure : urls.get(0).getHost() + urls.get(0).getPath();
	}

	private URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void answer(HttpExchange exchange) throws IOException {
		exchange.getRequestBody().readAllBytes();
		String host = exchange.getRequestHeaders().getFirst("Host");
		Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(exchange.getRequestHeaders());
		OF_EACH_REQUEST.forEach(headers::remove);
		this.arrived.add(new Arrived(exchange.getRequestMethod(), host + exchange.getRequestURI().getPath(), headers));
		byte[] body = exchange.getRequestMethod().equals("GET") ? "content".getBytes(StandardCharsets.UTF_8)
				: new byte[0];
		exchange.getResponseHeaders().add("ETag", "\"etag\"");
		// Only clients that ask each Region for itself come there.
		boolean elsewhere = host.equals(BUCKET + ".s3.us-east-1.amazonaws.com");
		if (elsewhere) {
			exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-1");
		}
		exchange.sendResponseHeaders(elsewhere ? 301 : 200, (body.length > 0) ? body.length : -1);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	/**
	 * A request as it arrived.
	 *
	 * @param method its method
	 * @param target where it went to
	 * @param headers what came with it
	 */
	private record Arrived(String method, String target, Map<String, List<String>> headers) {
	}

	/**
	 * What a client sent, or why it did not.
	 *
	 * @param put where an object went to
	 * @param headers what came with it
	 * @param get where it was read
	 */
	private record Sent(@Nullable String put, Map<String, List<String>> headers, @Nullable String get) {
	}

	/**
	 * A setting.
	 *
	 * @param bucket what to use
	 * @param property its name below that of Spring Cloud AWS
	 */
	record Setting(String bucket, String property) {

		@Override
		public String toString() {
			return this.property;
		}

	}

}
