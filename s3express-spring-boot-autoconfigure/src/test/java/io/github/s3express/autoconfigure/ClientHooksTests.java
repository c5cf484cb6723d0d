/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application can change in the clients it is given, and what is done to builders
 * and clients of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientHooksTests {

	private static final String BUCKET = "hooks--use1-az4--x-s3";

	private static final String OWN_BUCKET = "own--euw1-az1--x-s3";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.hooks.name=" + BUCKET);

	@Test
	void customizersShouldBeAppliedInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class).run((context) -> {
			context.getBean(S3Client.class);
			context.getBean(S3AsyncClient.class);
			assertThat(List.copyOf(context.getBean(Customizers.class).applied)).containsOnlyOnce("async")
				.containsSubsequence("first", "second");
		});
	}

	@Test
	void builderWhenItIsABeanShouldGetManagedSessionsAndKeepWhatItHas() {
		try (S3ExpressLocalServer own = S3ExpressLocalServer.builder()
			.region("eu-west-1")
			.bucket(OWN_BUCKET)
			.principal("own", OwnBuilder.ACCESS_KEY, OwnBuilder.SECRET_KEY, null)
			.start()) {
			this.contextRunner.withUserConfiguration(OwnBuilder.class).run((context) -> {
				context.getBean(S3Client.class)
					.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
				S3ClientBuilder builder = context.getBean(S3ClientBuilder.class);
				S3Client client = builder.endpointOverride(own.endpoint()).build();
				client.putObject((put) -> put.bucket(OWN_BUCKET).key("key"), RequestBody.fromString("content"));
				client.getObject((get) -> get.bucket(OWN_BUCKET).key("key"), ResponseTransformer.toBytes());
				assertThat(own.sessions().live()).extracting((session) -> session.principal()).containsExactly("own");
				assertThat(own.counters().count("CreateSession")).isOne();
				assertThat(context.getBean(S3ExpressSessionManager.class).snapshots()).hasSize(2);
			});
		}
	}

	@Test
	void builderWhenItIsABeanWithAnEndpointShouldKeepIt() {
		try (S3ExpressLocalServer own = S3ExpressLocalServer.builder()
			.region("eu-west-1")
			.bucket(OWN_BUCKET)
			.principal("own", OwnBuilder.ACCESS_KEY, OwnBuilder.SECRET_KEY, null)
			.start()) {
			this.contextRunner
				.withBean(S3ClientBuilder.class, () -> new OwnBuilder().ownBuilder().endpointOverride(own.endpoint()))
				.run((context) -> {
					S3Client client = context.getBean(S3ClientBuilder.class).build();
					client.putObject((put) -> put.bucket(OWN_BUCKET).key("key"), RequestBody.fromString("content"));
					assertThat(own.counters().count("CreateSession")).isOne();
					assertThat(own.counters().count("PutObject")).isOne();
					S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
					assertThat(server.counters().count("PutObject")).isZero();
				});
		}
	}

	@Test
	void builderWhenCustomizedTwiceShouldBeAsIfCustomizedOnce() {
		this.contextRunner.run((context) -> {
			S3ExpressClientCustomizer customizer = context.getBean(S3ExpressClientCustomizer.class);
			List<ClientOverrideConfiguration> built = new ArrayList<>();
			for (int times = 1; times <= 2; times++) {
				S3ClientBuilder builder = S3Client.builder()
					.region(Region.US_EAST_1)
					.credentialsProvider(context.getBean(S3ExpressClientSettings.class).credentials());
				for (int i = 0; i < times; i++) {
					customizer.customize(builder);
				}
				builder.addPlugin((configuration) -> built.add(configuration.overrideConfiguration()));
				builder.build().close();
			}
			assertThat(built).hasSize(2);
			assertThat(built.get(1).executionInterceptors()).hasSameSizeAs(built.get(0).executionInterceptors());
		});
	}

	@Test
	void asyncClientWhenItIsBasedOnCrtShouldBeNamedInAWarning(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(CrtLikeClient.class).run((context) -> {
			assertThat(context).hasSingleBean(S3AsyncClient.class);
			assertThat(output).containsOnlyOnce("The S3AsyncClient bean 'ownAsyncClient' is based on the AWS CRT")
				.contains("build it with S3AsyncClient.builder() instead of crtBuilder()");
		});
	}

	@Test
	void crtClientOfTheSdkShouldBeToldByItsName() throws ClassNotFoundException {
		Class<?> crtClient = Class.forName("software.amazon.awssdk.services.s3.internal.crt.DefaultS3CrtAsyncClient");
		assertThat(crtClient).isAssignableTo(S3AsyncClient.class);
		assertThat(DefaultS3CrtAsyncClientStandIn.class.getSimpleName()).startsWith(crtClient.getSimpleName());
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		// The client that makes sessions is made on a thread of its own.
		private final List<String> applied = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		S3ClientBuilderCustomizer second() {
			return (builder) -> this.applied.add("second");
		}

		@Bean
		@Order(1)
		S3ClientBuilderCustomizer first() {
			return (builder) -> this.applied.add("first");
		}

		@Bean
		S3AsyncClientBuilderCustomizer async() {
			return (builder) -> this.applied.add("async");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBuilder {

		private static final String ACCESS_KEY = "AKIAOWNBUILDERSKEY00";

		private static final String SECRET_KEY = "the-secret-key-of-the-own-builder-000000";

		@Bean
		S3ClientBuilder ownBuilder() {
			return S3Client.builder()
				.region(Region.EU_WEST_1)
				.credentialsProvider(
						StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CrtLikeClient {

		@Bean
		S3AsyncClient ownAsyncClient() {
			return new DefaultS3CrtAsyncClientStandIn();
		}

	}

	/**
	 * The real one needs a native library, and a network to try it on.
	 */
	static class DefaultS3CrtAsyncClientStandIn implements S3AsyncClient {

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
