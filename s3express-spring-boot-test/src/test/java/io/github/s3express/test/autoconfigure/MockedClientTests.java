/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application that is configured for a service, here one that counts, and has
 * its clients mocked.
 */
class MockedClientTests {

	private static final S3ExpressLocalServer SERVICE = S3ExpressLocalServer.builder()
		.bucket(OrderStore.BUCKET)
		.start();

	@BeforeEach
	void reset() {
		SERVICE.reset();
	}

	@AfterAll
	static void stop() {
		SERVICE.close();
	}

	@Test
	void mockedClientShouldLetTheApplicationStartWithoutSessions() {
		start(Mocked.class);
		assertThat(SERVICE.counters().total()).isZero();
	}

	@Test
	void mockedAsyncClientShouldLetTheApplicationStartWithoutSessions() {
		start(MockedAsync.class);
		assertThat(SERVICE.counters().total()).isZero();
	}

	@Test
	void mockedClientOfAnEnclosingClassShouldLetTheApplicationStartWithoutSessions() {
		start(Mocked.Nested.class);
		assertThat(SERVICE.counters().total()).isZero();
	}

	@Test
	void realClientShouldHaveItsSessions() {
		start(Real.class);
		assertThat(SERVICE.counters().count("CreateSession")).isOne();
	}

	@Test
	void spiedClientShouldHaveItsSessions() {
		start(Spied.class);
		assertThat(SERVICE.counters().count("CreateSession")).isOne();
	}

	private static void start(Class<?> testClass) {
		new TestContextManager(testClass).getTestContext().getApplicationContext();
	}

	@SpringBootTest
	@TestPropertySource(properties = { "s3express.region=us-east-1",
			"s3express.buckets.orders.name=" + OrderStore.BUCKET, "s3express.buckets.orders.required=true" })
	abstract static class Configured {

		@DynamicPropertySource
		static void service(DynamicPropertyRegistry registry) {
			registry.add("s3express.endpoint", SERVICE::endpoint);
			registry.add("s3express.credentials.access-key-id", SERVICE::accessKeyId);
			registry.add("s3express.credentials.secret-access-key", SERVICE::secretAccessKey);
		}

	}

	static class Real extends Configured {

	}

	static class Mocked extends Configured {

		@MockitoBean
		private S3Client s3;

		@org.junit.jupiter.api.Nested
		class Nested {

		}

	}

	static class MockedAsync extends Configured {

		@MockitoBean
		private S3AsyncClient s3;

	}

	static class Spied extends Configured {

		@MockitoSpyBean
		private S3Client s3;

	}

}
