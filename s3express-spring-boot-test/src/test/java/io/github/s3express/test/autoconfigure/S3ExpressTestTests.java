/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.autoconfigure.S3ExpressAsyncClientAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a test of S3 Express alone has and has not.
 */
@S3ExpressTest(buckets = OrderStore.BUCKET, properties = "orders.region=north")
class S3ExpressTestTests {

	@Autowired
	private ApplicationContext context;

	@Test
	void shouldHaveClients() {
		assertThat(this.context.getBeanProvider(S3Client.class).getIfAvailable()).isNotNull();
		assertThat(this.context.getBeanProvider(S3AsyncClient.class).getIfAvailable()).isNotNull();
		assertThat(this.context.getBeanProvider(S3Presigner.class).getIfAvailable()).isNotNull();
	}

	@Test
	void shouldHaveNoComponentsAndNoOtherAutoConfiguration() {
		assertThat(this.context.getBeanProvider(OrderStore.class).stream()).isEmpty();
		assertThat(this.context.getBeanProvider(TaskExecutionAutoConfiguration.class).stream()).isEmpty();
	}

	@Test
	void shouldHaveItsProperties(@Value("${orders.region}") String region) {
		assertThat(region).isEqualTo("north");
	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@S3ExpressTest(buckets = OrderStore.BUCKET,
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = OrderStore.class),
			excludeAutoConfiguration = S3ExpressAsyncClientAutoConfiguration.class)
	class WithFilters {

		@Test
		void shouldHaveWhatIsIncludedAndNotWhatIsExcluded(@Autowired OrderStore store,
				@Autowired ApplicationContext own) {
			store.save("1", "bread");
			assertThat(store.find("1")).isEqualTo("bread");
			assertThat(own.getBeanProvider(S3AsyncClient.class).stream()).isEmpty();
		}

	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@S3ExpressTest(buckets = OrderStore.BUCKET, tls = true)
	class WithTls {

		@Test
		void shouldHaveClientsThatTrustTheServer(@Autowired S3ExpressLocalServer server, @Autowired S3Client s3,
				@Autowired S3AsyncClient async) {
			assertThat(server.endpoint()).hasScheme("https");
			s3.putObject((put) -> put.bucket(OrderStore.BUCKET).key("1"), RequestBody.fromString("bread"));
			assertThat(async.headObject((head) -> head.bucket(OrderStore.BUCKET).key("1")).join().contentLength())
				.isEqualTo(5);
		}

	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@S3ExpressTest(properties = "s3express.enabled=false")
	class SwitchedOff {

		@Test
		void shouldHaveAServerButNoClients(@Autowired S3ExpressLocalServer server, @Autowired ApplicationContext own) {
			assertThat(server.endpoint()).isNotNull();
			assertThat(own.getBeanProvider(S3Client.class).stream()).isEmpty();
		}

	}

}
