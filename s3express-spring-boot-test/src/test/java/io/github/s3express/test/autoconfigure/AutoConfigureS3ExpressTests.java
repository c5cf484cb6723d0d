/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestPropertySource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A whole application whose properties lead elsewhere.
 */
@SpringBootTest
@AutoConfigureS3Express(buckets = { OrderStore.BUCKET, AutoConfigureS3ExpressTests.ARCHIVE }, sessionLifetime = "2m")
@TestPropertySource(properties = { "s3express.endpoint=http://127.0.0.1:1", "s3express.credentials.access-key-id=AKIA",
		"s3express.credentials.secret-access-key=secret", "s3express.region=us-east-1",
		"s3express.buckets.invoices.name=" + AutoConfigureS3ExpressTests.INVOICES,
		"s3express.buckets.north.name=" + AutoConfigureS3ExpressTests.NORTH,
		"s3express.buckets.north.region=eu-north-1" })
class AutoConfigureS3ExpressTests {

	static final String ARCHIVE = "archive--use1-az4--x-s3";

	static final String INVOICES = "invoices--use1-az4--x-s3";

	static final String NORTH = "north--eun1-az1--x-s3";

	@Autowired
	private OrderStore store;

	@Autowired
	private S3Client s3;

	@Autowired
	private S3ExpressLocalServer server;

	@BeforeEach
	void counterAtZero() {
		assertThat(this.server.counters().total()).isZero();
	}

	@AfterEach
	void noFaults() {
		assertThat(this.store.count()).isNotNegative();
	}

	@Test
	void objectsShouldGoToTheTestServerWhateverPropertiesSay(@Autowired S3ExpressConnectionDetails details) {
		this.store.save("1", "bread");
		assertThat(this.store.find("1")).isEqualTo("bread");
		assertThat(this.server.counters().count("PutObject")).isOne();
		assertThat(details.getEndpoint()).isEqualTo(this.server.endpoint());
		assertThat(details.isLocal()).isTrue();
	}

	@Test
	void bucketWithARegionOfItsOwnShouldBeThere(@Autowired S3ExpressSessionManager manager) {
		assertThat(manager.getIfPresent(manager.key(NORTH, "GetObject"))).isNotNull();
		this.s3.putObject((put) -> put.bucket(NORTH).key("1"), RequestBody.fromString("bread"));
		assertThat(this.server.counters().count("PutObject")).isOne();
	}

	@Test
	void bucketsShouldBeThoseOfTheAnnotationAndThoseConfigured() {
		assertThat(this.s3.listDirectoryBucketsPaginator((list) -> {
		}).buckets()).extracting((bucket) -> bucket.name())
			.containsExactly(ARCHIVE, INVOICES, NORTH, OrderStore.BUCKET);
	}

	@Test
	void sessionsOfConfiguredBucketsShouldBeMadeBeforeTheTest(@Autowired S3ExpressSessionManager manager) {
		assertThat(manager.getIfPresent(manager.key(INVOICES, "GetObject"))).isNotNull();
		assertThat(this.server.counters().count("CreateSession")).isZero();
	}

	@Test
	void sessionsShouldLiveAsLongAsTheAnnotationSays(@Autowired S3ExpressSessionManager manager) {
		manager.get(manager.key(OrderStore.BUCKET, "GetObject"));
		assertThat(this.server.sessions().live())
			.allSatisfy((live) -> assertThat(live.expires()).isEqualTo(live.created().plusSeconds(120)))
			.isNotEmpty();
	}

	@RepeatedTest(2)
	void nothingShouldBeLeftOfTheTestBefore() {
		assertThat(this.store.count()).isZero();
		assertThat(this.s3.listMultipartUploads((list) -> list.bucket(OrderStore.BUCKET)).uploads()).isEmpty();
		this.store.save("1", "bread");
		this.s3.createMultipartUpload((create) -> create.bucket(OrderStore.BUCKET).key("2"));
		this.server.createBucket("new--use1-az4--x-s3");
		this.server.faults().on("GetObject").error(404, "NoSuchKey");
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> this.store.find("1"));
	}

	@RepeatedTest(2)
	void failuresToMakeSessionsShouldNotBeLeftOfTheTestBefore() {
		this.store.save("1", "bread");
		this.server.sessions().revokeAll();
		this.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> this.store.save("2", "cheese"));
	}

	@Nested
	class NestedClass {

		@Test
		void shouldHaveTheServerOfItsEnclosingClass(@Autowired S3ExpressLocalServer nested) {
			assertThat(nested).isSameAs(AutoConfigureS3ExpressTests.this.server);
			AutoConfigureS3ExpressTests.this.store.save("1", "bread");
		}

		@RepeatedTest(2)
		void shouldFindNothingOfTheTestBefore() {
			assertThat(AutoConfigureS3ExpressTests.this.store.count()).isZero();
			AutoConfigureS3ExpressTests.this.store.save("1", "bread");
		}

	}

	@Nested
	@AutoConfigureS3Express(buckets = { OrderStore.BUCKET, "other--use1-az4--x-s3" })
	class NestedClassWithItsOwnBuckets {

		@Test
		void shouldHaveItsOwnServer(@Autowired S3Client client) {
			assertThat(client.listDirectoryBucketsPaginator((list) -> {
			}).buckets()).extracting((bucket) -> bucket.name())
				.containsExactly(INVOICES, NORTH, OrderStore.BUCKET, "other--use1-az4--x-s3");
		}

	}

}
