/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.List;

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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application can change in the clients it is given, and what is done to builders
 * and clients of its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientHooksTests {

	private static final String BUCKET = "hooks--use1-az4--x-s3";

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
			assertThat(context.getBean(Customizers.class).applied).hasSize(3)
				.contains("async")
				.containsSubsequence("first", "second");
		});
	}

	@Test
	void builderWhenItIsABeanShouldGetManagedSessions() {
		this.contextRunner.withUserConfiguration(OwnBuilder.class).run((context) -> {
			context.getBean(S3Client.class)
				.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
			S3Client own = context.getBean(S3ClientBuilder.class).build();
			own.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
			assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("PutObject")).isEqualTo(2);
			assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("CreateSession")).isOne();
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

		private final List<String> applied = new ArrayList<>();

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

		@Bean
		S3ClientBuilder ownBuilder() {
			return S3Client.builder()
				.region(Region.EU_WEST_1)
				.credentialsProvider(
						StaticCredentialsProvider.create(AwsBasicCredentials.create("not", "the local server's")));
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
