/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which test classes share a context, and so a server.
 */
class ContextCachingTests {

	@Test
	void classesWithTheSameBucketsShouldShareAContext() {
		assertThat(context(Same.class)).isSameAs(context(SameInAnotherOrder.class));
	}

	@Test
	void classesThatDifferShouldHaveServersOfTheirOwn() {
		assertThat(server(Same.class)).isNotSameAs(server(OtherBuckets.class))
			.isNotSameAs(server(OtherLifetime.class))
			.isNotSameAs(server(OtherProperties.class))
			.isNotSameAs(server(Mocked.class));
	}

	@Test
	void serverShouldEndWithItsContext() {
		TestContext test = new TestContextManager(OtherProperties.class).getTestContext();
		int port = test.getApplicationContext().getBean(S3ExpressLocalServer.class).endpoint().getPort();
		test.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		assertThatIOException().isThrownBy(() -> new java.net.Socket("127.0.0.1", port).close());
	}

	@Test
	void wrongBucketNameShouldBeRefusedInOneSentence() {
		assertThatIllegalArgumentException().isThrownBy(() -> context(WrongBucket.class))
			.withMessageStartingWith("@AutoConfigureS3Express of " + WrongBucket.class.getName()
					+ ": The bucket name 'orders' is none of a directory bucket");
	}

	@Test
	void wrongSessionLifetimeShouldBeRefusedInOneSentence() {
		assertThatIllegalArgumentException().isThrownBy(() -> context(WrongLifetime.class))
			.withMessageContaining("'5 minutes' is not a valid duration");
	}

	private static ApplicationContext context(Class<?> testClass) {
		ApplicationContext context = new TestContextManager(testClass).getTestContext().getApplicationContext();
		assertThat(((ConfigurableApplicationContext) context).isActive()).isTrue();
		return context;
	}

	private static S3ExpressLocalServer server(Class<?> testClass) {
		return context(testClass).getBean(S3ExpressLocalServer.class);
	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = { "a--use1-az4--x-s3", "b--use1-az4--x-s3" })
	static class Same {

	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = { "b--use1-az4--x-s3", "a--use1-az4--x-s3" }, sessionLifetime = "5m")
	static class SameInAnotherOrder {

	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = "c--use1-az4--x-s3")
	static class OtherBuckets {

	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = { "a--use1-az4--x-s3", "b--use1-az4--x-s3" }, sessionLifetime = "20s")
	static class OtherLifetime {

	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = { "a--use1-az4--x-s3", "b--use1-az4--x-s3" })
	@TestPropertySource(properties = "a=b")
	static class OtherProperties {

	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = { "a--use1-az4--x-s3", "b--use1-az4--x-s3" })
	static class Mocked {

		@MockitoBean
		private S3Client s3;

	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = "orders")
	static class WrongBucket {

	}

	@SpringBootTest
	@AutoConfigureS3Express(sessionLifetime = "5 minutes")
	static class WrongLifetime {

	}

}
