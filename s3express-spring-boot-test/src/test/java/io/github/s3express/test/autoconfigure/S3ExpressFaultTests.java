/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults that annotations ask for.
 */
@S3ExpressTest(buckets = OrderStore.BUCKET)
@Import(OrderStore.class)
@S3ExpressFault(operation = "HeadObject", status = 404, code = "NoSuchKey")
class S3ExpressFaultTests {

	@Autowired
	private OrderStore store;

	@Autowired
	private S3ExpressLocalServer server;

	@RepeatedTest(2)
	@S3ExpressFault(operation = "CreateSession", status = 503, times = 2)
	void createSessionShouldFailAsOftenAsTheFaultSays() {
		this.store.save("1", "bread");
		assertThat(this.server.counters().count("CreateSession")).isEqualTo(3);
		assertThat(this.store.find("1")).isEqualTo("bread");
	}

	@Test
	@S3ExpressFault(operation = "CreateSession", status = 403)
	void createSessionShouldFailForAllOfTheTest() {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.store.save("1", "bread"))
			.withMessageContaining("AccessDenied");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.store.save("1", "bread"));
		assertThat(this.server.counters().count("PutObject")).isZero();
	}

	@Test
	@S3ExpressFault(operation = "GetObject", status = 404, code = "NoSuchKey", times = 1)
	@S3ExpressFault(operation = "PutObject", latency = "200ms", times = 1)
	void severalFaultsShouldStrike() {
		long started = System.nanoTime();
		this.store.save("1", "bread");
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> this.store.find("1"));
		assertThat(this.store.find("1")).isEqualTo("bread");
	}

	@Test
	@S3ExpressFault(operation = "PutObject", dropConnection = true, rate = 0.5)
	void droppedConnectionsShouldStrikeTheirShare() {
		this.store.save("1", "bread");
		this.store.save("2", "cheese");
		assertThat(this.server.counters().count("PutObject")).isEqualTo(3);
	}

	@Test
	@S3ExpressFault(operation = "PutObject", bucket = "other--use1-az4--x-s3", status = 403)
	void faultOfAnotherBucketShouldNotStrike() {
		this.store.save("1", "bread");
		assertThat(this.store.find("1")).isEqualTo("bread");
	}

	@Nested
	@S3ExpressFault(operation = "ListObjectsV2", status = 403)
	class NestedClass {

		@Test
		@S3ExpressFault(operation = "GetObject", status = 403)
		void shouldHaveItsFaultsAndThoseAround(@Autowired software.amazon.awssdk.services.s3.S3Client s3) {
			S3ExpressFaultTests.this.store.save("1", "bread");
			assertThatExceptionOfType(NoSuchKeyException.class)
				.isThrownBy(() -> s3.headObject((head) -> head.bucket(OrderStore.BUCKET).key("1")));
			assertThatExceptionOfType(S3Exception.class).isThrownBy(S3ExpressFaultTests.this.store::count);
			assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> S3ExpressFaultTests.this.store.find("1"));
		}

	}

}
