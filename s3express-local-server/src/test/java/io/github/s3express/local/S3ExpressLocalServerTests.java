/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The whole way from an SDK client to a stored object and back.
 *
 * @author The S3 Express Spring Boot authors
 */
class S3ExpressLocalServerTests {

	private S3ExpressLocalServer server;

	private S3Client client;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder().bucket(TestClients.BUCKET).start();
		this.client = TestClients.sync(this.server);
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 63, 131_072, 131_073, 5_000_000 })
	void putAndGetShouldGiveBackTheSameBytes(int size) {
		byte[] data = random(size);
		this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key("a/b c+ü").contentType("text/x-test"),
				RequestBody.fromBytes(data));
		ResponseBytes<GetObjectResponse> got = this.client
			.getObjectAsBytes((get) -> get.bucket(TestClients.BUCKET).key("a/b c+ü"));
		assertThat(got.asByteArrayUnsafe()).isEqualTo(data);
		assertThat(got.response().contentType()).isEqualTo("text/x-test");
		assertThat(this.server.counters().count("CreateSession")).isOne();
		assertThat(this.server.counters().count("PutObject")).isOne();
	}

	@Test
	void asyncClientShouldPutAndGet() {
		byte[] data = random(300_000);
		try (S3AsyncClient async = TestClients.async(this.server)) {
			async.putObject((put) -> put.bucket(TestClients.BUCKET).key("k"), AsyncRequestBody.fromBytes(data)).join();
			assertThat(async
				.getObject((get) -> get.bucket(TestClients.BUCKET).key("k"), AsyncResponseTransformer.toBytes())
				.join()
				.asByteArrayUnsafe()).isEqualTo(data);
		}
	}

	@Test
	void getObjectWithRangeShouldAnswerThatRange() {
		byte[] data = random(200_000);
		this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key("k"), RequestBody.fromBytes(data));
		ResponseBytes<GetObjectResponse> got = this.client
			.getObjectAsBytes((get) -> get.bucket(TestClients.BUCKET).key("k").range("bytes=65530-131080"));
		assertThat(got.asByteArrayUnsafe()).isEqualTo(Arrays.copyOfRange(data, 65530, 131081));
		assertThat(got.response().contentRange()).isEqualTo("bytes 65530-131080/200000");
	}

	@Test
	void headObjectShouldDescribeWithoutBody() {
		this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key("k").metadata(Map.of("colour", "blue")),
				RequestBody.fromString("hello"));
		HeadObjectResponse head = this.client.headObject((request) -> request.bucket(TestClients.BUCKET).key("k"));
		assertThat(head.contentLength()).isEqualTo(5);
		assertThat(head.metadata()).containsEntry("colour", "blue");
		assertThat(head.storageClassAsString()).isEqualTo("EXPRESS_ONEZONE");
	}

	@Test
	void listObjectsShouldPageThroughAllKeysOnce() {
		for (int i = 0; i < 25; i++) {
			String key = "dir/" + i;
			this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key(key), RequestBody.fromString("x"));
		}
		ListObjectsV2Request request = ListObjectsV2Request.builder()
			.bucket(TestClients.BUCKET)
			.prefix("dir/")
			.maxKeys(7)
			.build();
		List<String> keys = this.client.listObjectsV2Paginator(request).contents().stream().map(S3Object::key).toList();
		assertThat(keys).hasSize(25).doesNotHaveDuplicates();
		assertThat(keys).isNotEqualTo(List.copyOf(new TreeSet<>(keys)));
	}

	@Test
	void listObjectsWithDelimiterShouldFoldDirectories() {
		for (String key : List.of("a/1", "a/2", "b/1", "top")) {
			this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key(key), RequestBody.fromString("x"));
		}
		var listing = this.client.listObjectsV2((list) -> list.bucket(TestClients.BUCKET).delimiter("/"));
		assertThat(listing.contents()).extracting(S3Object::key).containsExactly("top");
		assertThat(listing.commonPrefixes()).extracting((prefix) -> prefix.prefix())
			.containsExactlyInAnyOrder("a/", "b/");
	}

	@Test
	void deleteObjectShouldRemoveTheObject() {
		this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key("k"), RequestBody.fromString("x"));
		this.client.deleteObject((delete) -> delete.bucket(TestClients.BUCKET).key("k"));
		assertThatExceptionOfType(NoSuchKeyException.class)
			.isThrownBy(() -> this.client.getObjectAsBytes((get) -> get.bucket(TestClients.BUCKET).key("k")))
			.satisfies((ex) -> assertThat(ex.requestId()).isNotBlank());
	}

	@Test
	void deleteObjectsShouldRemoveAllNamed() {
		for (String key : List.of("a", "b & <c>", "d")) {
			this.client.putObject((put) -> put.bucket(TestClients.BUCKET).key(key), RequestBody.fromString("x"));
		}
		List<ObjectIdentifier> doomed = List.of(ObjectIdentifier.builder().key("a").build(),
				ObjectIdentifier.builder().key("b & <c>").build());
		assertThat(this.client
			.deleteObjects((delete) -> delete.bucket(TestClients.BUCKET).delete((list) -> list.objects(doomed)))
			.deleted()).hasSize(2);
		assertThat(this.client.listObjectsV2((list) -> list.bucket(TestClients.BUCKET)).contents())
			.extracting(S3Object::key)
			.containsExactly("d");
	}

	@Test
	void createSessionWhenBucketIsMissingShouldAnswerNoSuchBucket() {
		assertThatExceptionOfType(NoSuchBucketException.class)
			.isThrownBy(() -> this.client.createSession((create) -> create.bucket(TestClients.OTHER_BUCKET)));
	}

	@Test
	void headBucketShouldTellTheZone() {
		assertThat(this.client.headBucket((head) -> head.bucket(TestClients.BUCKET)).bucketLocationName())
			.isEqualTo("use1-az4");
	}

	@Test
	void generalPurposeBucketShouldTakeIamSignaturesForS3Only() {
		try (S3ExpressLocalServer both = S3ExpressLocalServer.builder().generalPurposeBucket("plain-bucket").start();
				S3Client s3 = TestClients.sync(both)) {
			s3.putObject((put) -> put.bucket("plain-bucket").key("k"), RequestBody.fromString("x"));
			assertThat(
					s3.getObjectAsBytes((get) -> get.bucket("plain-bucket").key("k")).asString(StandardCharsets.UTF_8))
				.isEqualTo("x");
			assertThat(both.counters().count("CreateSession")).isZero();
		}
	}

	@Test
	void startWhenPortIsTakenShouldNameIt() {
		int port = this.server.endpoint().getPort();
		assertThatExceptionOfType(LocalServerPortInUseException.class)
			.isThrownBy(() -> S3ExpressLocalServer.builder().port(port).start())
			.withMessageContaining("zonal port " + port)
			.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(port));
	}

	@Test
	void bucketWithWrongNameShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> S3ExpressLocalServer.builder().bucket("plain"))
			.withMessageContaining("'plain'");
	}

	private static byte[] random(int size) {
		byte[] data = new byte[size];
		new Random(size).nextBytes(data);
		return data;
	}

}
