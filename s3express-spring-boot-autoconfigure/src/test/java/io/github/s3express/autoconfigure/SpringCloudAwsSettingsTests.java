/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3TransferManagerAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Cloud AWS's settings hold for the starter's asynchronous client, presigner and
 * transfer manager as for Spring Cloud AWS's own {@code S3Client}.
 */
class SpringCloudAwsSettingsTests {

	private static final String GENERAL = "general-purpose";

	private static final String BUCKET = "both--use1-az4--x-s3";

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class,
						S3ExpressTransferManagerAutoConfiguration.class, AwsAutoConfiguration.class,
						CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
						S3AutoConfiguration.class, S3TransferManagerAutoConfiguration.class))
		.withBean(S3AsyncClientBuilderCustomizer.class, () -> (builder) -> builder.httpClient(HTTP_CLIENT))
		.withPropertyValues("spring.cloud.aws.region.static=us-east-1",
				"spring.cloud.aws.credentials.access-key=AKIASPRINGCLOUDAWS00",
				"spring.cloud.aws.credentials.secret-key=secret-key-of-spring-cloud-aws-000000000");

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private HttpServer general;

	@TempDir
	private Path directory;

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	@BeforeEach
	void start() throws Exception {
		this.general = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.general.createContext("/", (exchange) -> {
			this.requests.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI().getPath());
			exchange.getRequestBody().readAllBytes();
			exchange.getResponseHeaders().add("ETag", "\"etag\"");
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.general.start();
	}

	@AfterEach
	void stop() {
		this.general.stop(0);
	}

	@Test
	void endpointAndPathStyleOfS3ShouldHoldForEveryClient() {
		this.contextRunner
			.withPropertyValues("spring.cloud.aws.s3.endpoint=" + endpoint("localhost"),
					"spring.cloud.aws.s3.path-style-access-enabled=true")
			.run((context) -> assertEveryClientGoesTo(context, "localhost"));
	}

	@Test
	void endpointOfAllOfAwsShouldHoldForEveryClient() {
		this.contextRunner.withPropertyValues("spring.cloud.aws.endpoint=" + endpoint("127.0.0.1"))
			.run((context) -> assertEveryClientGoesTo(context, "127.0.0.1"));
	}

	@Test
	void connectionDetailsShouldHoldForEveryClient() {
		this.contextRunner.withBean(AwsConnectionDetails.class, () -> new AwsConnectionDetails() {

			@Override
			public URI getEndpoint() {
				return endpoint("127.0.0.1");
			}

			@Override
			public String getRegion() {
				return "eu-central-1";
			}

		}).run((context) -> {
			assertEveryClientGoesTo(context, "127.0.0.1");
			assertThat(context.getBean(S3AsyncClient.class).serviceClientConfiguration().region().id())
				.isEqualTo("eu-central-1");
			assertThat(url(context, GENERAL).getQuery()).contains("/eu-central-1/s3/");
		});
	}

	@Test
	void fipsAndDualStackShouldHoldForUrls() {
		this.contextRunner
			.withPropertyValues("spring.cloud.aws.fips-enabled=true", "spring.cloud.aws.dualstack-enabled=true")
			.run((context) -> assertThat(url(context, GENERAL).getHost())
				.isEqualTo(GENERAL + ".s3-fips.dualstack.us-east-1.amazonaws.com"));
	}

	@Test
	void dualStackOfS3ShouldHoldForUrls() {
		this.contextRunner.withPropertyValues("spring.cloud.aws.s3.dualstack-enabled=true")
			.run((context) -> assertThat(url(context, GENERAL).getHost())
				.isEqualTo(GENERAL + ".s3.dualstack.us-east-1.amazonaws.com"));
	}

	@Test
	void directoryBucketsWhenTheyHaveAnEndpointShouldBeThereAndAllOthersWhereSpringCloudAwsSays() {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.principal("spring", "AKIASPRINGCLOUDAWS00", "secret-key-of-spring-cloud-aws-000000000", null)
			.start()) {
			this.contextRunner
				.withPropertyValues("spring.cloud.aws.endpoint=" + endpoint("127.0.0.1"),
						"s3express.endpoint=" + server.endpoint(), "s3express.buckets.both.name=" + BUCKET)
				.run((context) -> {
					assertEveryClientGoesTo(context, "127.0.0.1");
					useEveryClient(context, BUCKET);
					assertThat(url(context, BUCKET).getPort()).isEqualTo(server.endpoint().getPort());
					assertThat(server.counters().count("CreateSession")).isOne();
					assertThat(server.counters().count("HeadObject")).isEqualTo(2);
					assertThat(server.counters().count("PutObject")).isOne();
				});
		}
	}

	private void assertEveryClientGoesTo(ApplicationContext context, String host) throws Exception {
		useEveryClient(context, GENERAL);
		String expected = host + ":" + this.general.getAddress().getPort() + "/" + GENERAL + "/key";
		assertThat(this.requests).hasSize(3).containsOnly(expected);
		URI url = url(context, GENERAL);
		assertThat(url.getAuthority() + url.getPath()).isEqualTo(expected);
	}

	private void useEveryClient(ApplicationContext context, String bucket) throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "content");
		context.getBean(S3TransferManager.class)
			.uploadFile((upload) -> upload.source(file).putObjectRequest((put) -> put.bucket(bucket).key("key")))
			.completionFuture()
			.join();
		context.getBean(S3Client.class).headObject((head) -> head.bucket(bucket).key("key"));
		context.getBean(S3AsyncClient.class).headObject((head) -> head.bucket(bucket).key("key")).join();
	}

	private static URI url(ApplicationContext context, String bucket) {
		GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key("key").build();
		return URI.create(context.getBean(S3Presigner.class)
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1)).getObjectRequest(get))
			.url()
			.toString());
	}

	private URI endpoint(String host) {
		return URI.create("http://" + host + ":" + this.general.getAddress().getPort());
	}

}
