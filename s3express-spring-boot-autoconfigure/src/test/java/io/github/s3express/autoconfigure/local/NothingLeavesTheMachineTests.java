/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.autoconfigure.S3AsyncClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ClientBuilderCustomizer;
import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressClientAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressPresignerAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressTransferManagerAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * With the local server, no request of any client goes anywhere else: what the server has
 * not, it refuses.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NothingLeavesTheMachineTests {

	private static final String BUCKET = "home--use1-az4--x-s3";

	private static final String OTHER_REGION = "north--eun1-az1--x-s3";

	private static final String GENERAL = "general-purpose-bucket";

	private static final String ACCESS_POINT = "arn:aws:s3:us-east-1:111122223333:accesspoint/orders";

	static final List<Attempt> REFUSED = List.of(sync("ListBuckets", (s3) -> s3.listBuckets()),
			sync("CreateBucket", (s3) -> s3.createBucket((create) -> create.bucket(GENERAL))),
			sync("HeadBucket", (s3) -> s3.headBucket((head) -> head.bucket(GENERAL))),
			sync("GetBucketLocation", (s3) -> s3.getBucketLocation((get) -> get.bucket(GENERAL))),
			sync("ListObjectsV2", (s3) -> s3.listObjectsV2((list) -> list.bucket(GENERAL))),
			sync("GetObject", (s3) -> s3.getObjectAsBytes((get) -> get.bucket(GENERAL).key("key"))),
			sync("PutObject",
					(s3) -> s3.putObject((put) -> put.bucket(GENERAL).key("key"), RequestBody.fromString("c"))),
			sync("CopyObject",
					(s3) -> s3.copyObject((copy) -> copy.sourceBucket(GENERAL)
						.sourceKey("key")
						.destinationBucket(BUCKET)
						.destinationKey("key"))),
			sync("access point", (s3) -> s3.getObjectAsBytes((get) -> get.bucket(ACCESS_POINT).key("key"))),
			sync("unknown directory bucket",
					(s3) -> s3.getObjectAsBytes((get) -> get.bucket("none--use1-az4--x-s3").key("key"))),
			sync("directory bucket of another Region",
					(s3) -> s3.getObjectAsBytes((get) -> get.bucket("none--apne1-az4--x-s3").key("key"))),
			async("ListBuckets", (s3) -> s3.listBuckets().join()),
			async("HeadBucket", (s3) -> s3.headBucket((head) -> head.bucket(GENERAL)).join()),
			async("PutObject",
					(s3) -> s3.putObject((put) -> put.bucket(GENERAL).key("key"), AsyncRequestBody.fromString("c"))
						.join()),
			async("access point", (s3) -> s3.headObject((head) -> head.bucket(ACCESS_POINT).key("key")).join()));

	private static final Hosts HOSTS = new Hosts();

	private ConfigurableApplicationContext context;

	@BeforeAll
	void start() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		this.context = application.run("--s3express.local.enabled=true", "--s3express.buckets.home=" + BUCKET,
				"--s3express.buckets.north.name=" + OTHER_REGION, "--s3express.buckets.north.region=eu-north-1");
	}

	@AfterAll
	void stop() {
		this.context.close();
		assertThat(HOSTS.asked()).isNotEmpty().containsOnly("127.0.0.1");
	}

	@AfterEach
	void everyRequestShouldHaveStayedHere() {
		assertThat(HOSTS.asked()).containsOnly("127.0.0.1");
	}

	@ParameterizedTest
	@FieldSource("REFUSED")
	void requestForWhatTheLocalServerHasNotShouldBeRefused(Attempt attempt) {
		assertThatThrownBy(() -> attempt.on(this.context)).satisfies((failure) -> {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
			assertThat(cause).isInstanceOf(SdkException.class)
				.message()
				.matches("(?s).*(Status Code: [45]\\d\\d|answered 404 NoSuchBucket).*");
		});
	}

	@Test
	void directoryBucketsShouldBeListed() {
		assertThat(this.context.getBean(S3Client.class).listDirectoryBuckets((list) -> {
		}).buckets()).extracting((bucket) -> bucket.name()).containsExactly(BUCKET, OTHER_REGION);
		assertThat(this.context.getBean(S3AsyncClient.class).listDirectoryBuckets((list) -> {
		}).join().buckets()).hasSize(2);
	}

	@Test
	void transferOfAFileToAGeneralPurposeBucketShouldBeRefused(@TempDir Path directory) throws Exception {
		Path file = Files.writeString(directory.resolve("file"), "content");
		assertThatThrownBy(() -> this.context.getBean(S3TransferManager.class)
			.uploadFile((upload) -> upload.source(file).putObjectRequest((put) -> put.bucket(GENERAL).key("key")))
			.completionFuture()
			.join()).hasCauseInstanceOf(S3Exception.class);
	}

	@Test
	void urlsShouldLeadToTheLocalServer() {
		URI home = URI.create(url(BUCKET));
		assertThat(home.getHost()).isEqualTo("127.0.0.1");
		assertThat(Stream.of(OTHER_REGION, GENERAL).map(this::url).map(URI::create))
			.allSatisfy((url) -> assertThat(url.getAuthority()).isEqualTo(home.getAuthority()));
		assertThat(url(ACCESS_POINT)).as("another name").contains(home.getAuthority()).doesNotContain("amazonaws.com");
	}

	private String url(String bucket) {
		return this.context.getBean(S3Presigner.class)
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
				.getObjectRequest((get) -> get.bucket(bucket).key("key")))
			.url()
			.toString();
	}

	private static Attempt sync(String name, Consumer<S3Client> action) {
		return new Attempt(name, (context) -> action.accept(context.getBean(S3Client.class)));
	}

	private static Attempt async(String name, Consumer<S3AsyncClient> action) {
		return new Attempt("async " + name, (context) -> action.accept(context.getBean(S3AsyncClient.class)));
	}

	/**
	 * A request for something that the local server has not.
	 *
	 * @param name what is tried
	 * @param action tries it
	 */
	record Attempt(String name, Consumer<ConfigurableApplicationContext> action) {

		void on(ConfigurableApplicationContext context) {
			this.action.accept(context);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * Notes where requests go, and stops those that would leave the machine.
	 */
	private static final class Hosts implements ExecutionInterceptor {

		private final List<String> asked = new CopyOnWriteArrayList<>();

		List<String> asked() {
			return this.asked;
		}

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			String host = context.httpRequest().host();
			this.asked.add(host);
			if (!host.equals("127.0.0.1")) {
				throw new IllegalStateException("A request for " + host);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
			S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class,
			S3ExpressTransferManagerAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class })
	static class Application {

		@Bean
		S3ClientBuilderCustomizer hosts() {
			return (builder) -> builder.overrideConfiguration(
					builder.overrideConfiguration().toBuilder().addExecutionInterceptor(HOSTS).build());
		}

		@Bean
		S3AsyncClientBuilderCustomizer asyncHosts() {
			return (builder) -> builder.overrideConfiguration(
					builder.overrideConfiguration().toBuilder().addExecutionInterceptor(HOSTS).build());
		}

	}

}
