/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Test classes that JUnit runs in parallel.
 */
class ParallelClassesTests {

	@Test
	void classesWithDifferentBucketsShouldRunTogetherAndNotDisturbEachOther() {
		run(Red.class, Green.class).assertStatistics((statistics) -> statistics.started(10).succeeded(10));
	}

	@Test
	void classesWithACommonBucketShouldRunOneAfterTheOther() {
		run(First.class, Second.class).assertStatistics((statistics) -> statistics.started(10).succeeded(10));
	}

	private static Events run(Class<?> first, Class<?> second) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(DiscoverySelectors.selectClass(first), DiscoverySelectors.selectClass(second))
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
			.execute()
			.testEvents();
	}

	/**
	 * Meets the other class within each test, so that both have objects, faults and
	 * counters at the same moment.
	 */
	abstract static class Meeting {

		private static final CyclicBarrier BOTH = new CyclicBarrier(2);

		private final String bucket;

		@Autowired
		private S3Client s3;

		@Autowired
		private S3ExpressLocalServer server;

		Meeting(String bucket) {
			this.bucket = bucket;
		}

		@RepeatedTest(5)
		void test() throws Exception {
			assertThat(this.s3.listObjectsV2((list) -> list.bucket(this.bucket)).contents()).isEmpty();
			this.s3.putObject((put) -> put.bucket(this.bucket).key("k"), RequestBody.fromString(this.bucket));
			this.server.faults().on("HeadObject").error(403, this.bucket);
			meet();
			assertThat(this.s3.getObjectAsBytes((get) -> get.bucket(this.bucket).key("k")).asUtf8String())
				.isEqualTo(this.bucket);
			assertThatExceptionOfType(S3Exception.class)
				.isThrownBy(() -> this.s3.headObject((head) -> head.bucket(this.bucket).key("k")));
			assertThat(this.server.counters().count("PutObject")).isOne();
			assertThat(this.server.counters().count("HeadObject")).isOne();
			meet();
		}

		private static void meet() throws Exception {
			BOTH.await(60, TimeUnit.SECONDS);
		}

	}

	@S3ExpressTest(buckets = "red--use1-az4--x-s3")
	static class Red extends Meeting {

		Red() {
			super("red--use1-az4--x-s3");
		}

	}

	@S3ExpressTest(buckets = "green--use1-az4--x-s3")
	static class Green extends Meeting {

		Green() {
			super("green--use1-az4--x-s3");
		}

	}

	/**
	 * Finds nobody else in the bucket.
	 */
	abstract static class Alone {

		private static final AtomicInteger INSIDE = new AtomicInteger();

		@Autowired
		private S3Client s3;

		@RepeatedTest(5)
		void test() {
			assertThat(INSIDE.incrementAndGet()).isOne();
			for (int i = 0; i < 20; i++) {
				String key = "k" + i;
				this.s3.putObject((put) -> put.bucket(OrderStore.BUCKET).key(key), RequestBody.fromString("x"));
			}
			assertThat(this.s3.listObjectsV2((list) -> list.bucket(OrderStore.BUCKET)).keyCount()).isEqualTo(20);
			INSIDE.decrementAndGet();
		}

	}

	@S3ExpressTest(buckets = { OrderStore.BUCKET, "second--use1-az4--x-s3" })
	static class First extends Alone {

	}

	@S3ExpressTest(buckets = { OrderStore.BUCKET, "second--use1-az4--x-s3" })
	static class Second extends Alone {

	}

}
