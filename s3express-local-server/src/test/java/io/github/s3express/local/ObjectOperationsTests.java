/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The operations beyond reading and writing whole objects, through the Java SDK.
 *
 * @author The S3 Express Spring Boot authors
 */
class ObjectOperationsTests {

	private static final int PART = 5 * 1024 * 1024;

	private static final String BUCKET = TestClients.BUCKET;

	private S3ExpressLocalServer server;

	private S3Client client;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder().bucket(BUCKET).bucket(TestClients.OTHER_BUCKET).start();
		this.client = TestClients.sync(this.server);
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.server.close();
	}

	@Test
	void putIfNoneMatchShouldWriteOnlyOnce() {
		this.client.putObject((put) -> put.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("1"));
		refused(412, "PreconditionFailed", () -> this.client
			.putObject((put) -> put.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("2")));
		assertThat(text("k")).isEqualTo("1");
	}

	@Test
	void putIfMatchShouldReplaceOnlyThatObject() {
		String etag = put("k", "1").eTag();
		String next = this.client
			.putObject((put) -> put.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("2"))
			.eTag();
		assertThat(next).isNotEqualTo(etag);
		refused(412, "PreconditionFailed", () -> this.client
			.putObject((put) -> put.bucket(BUCKET).key("k").ifMatch(etag), RequestBody.fromString("3")));
		refused(404, "NoSuchKey", () -> this.client.putObject((put) -> put.bucket(BUCKET).key("none").ifMatch(etag),
				RequestBody.fromString("3")));
	}

	@Test
	void readConditionsShouldHold() {
		String etag = put("k", "1").eTag();
		assertThat(this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k").ifMatch(etag)).asUtf8String())
			.isEqualTo("1");
		refused(412, "PreconditionFailed",
				() -> this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k").ifMatch("\"x\"")));
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k").ifNoneMatch(etag)))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(304));
	}

	@Test
	void deleteIfMatchShouldDeleteOnlyThatObject() {
		String etag = put("k", "1").eTag();
		refused(412, "PreconditionFailed",
				() -> this.client.deleteObject((delete) -> delete.bucket(BUCKET).key("k").ifMatch("\"x\"")));
		this.client.deleteObject((delete) -> delete.bucket(BUCKET).key("k").ifMatch(etag));
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> text("k"));
	}

	@Test
	void rangesShouldBeServedOrRefused() {
		put("k", "0123456789");
		assertThat(range("bytes=-3").asUtf8String()).isEqualTo("789");
		assertThat(range("bytes=8-").asUtf8String()).isEqualTo("89");
		assertThat(range("bytes=0-99").response().contentRange()).isEqualTo("bytes 0-9/10");
		refused(416, "InvalidRange", () -> range("bytes=10-"));
	}

	@Test
	void appendShouldExtendTheObjectAndItsChecksum() {
		this.client.putObject((put) -> put.bucket(BUCKET).key("log").metadata(Map.of("a", "b")).writeOffsetBytes(0L),
				RequestBody.fromString("one,"));
		PutObjectResponse second = this.client.putObject((put) -> put.bucket(BUCKET).key("log").writeOffsetBytes(4L),
				RequestBody.fromString("two"));
		assertThat(second.size()).isEqualTo(7);
		ResponseBytes<GetObjectResponse> got = this.client
			.getObjectAsBytes((get) -> get.bucket(BUCKET).key("log").checksumMode(ChecksumMode.ENABLED));
		assertThat(got.asUtf8String()).isEqualTo("one,two");
		assertThat(got.response().metadata()).containsEntry("a", "b");
		refused(400, "InvalidWriteOffset", () -> this.client
			.putObject((put) -> put.bucket(BUCKET).key("log").writeOffsetBytes(4L), RequestBody.fromString("late")));
		refused(400, "InvalidWriteOffset", () -> this.client
			.putObject((put) -> put.bucket(BUCKET).key("none").writeOffsetBytes(4L), RequestBody.fromString("x")));
	}

	@ParameterizedTest
	@EnumSource(value = ChecksumAlgorithm.class, names = { "CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256" })
	void appendShouldKeepAnObjectThatItsReadersCanCheck(ChecksumAlgorithm algorithm) {
		this.client.putObject((put) -> put.bucket(BUCKET).key("log").checksumAlgorithm(algorithm),
				RequestBody.fromString("one,"));
		this.client.putObject((put) -> put.bucket(BUCKET).key("log").writeOffsetBytes(4L),
				RequestBody.fromString("two"));
		assertThat(
				this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("log").checksumMode(ChecksumMode.ENABLED))
					.asUtf8String())
			.isEqualTo("one,two");
	}

	@ParameterizedTest
	@EnumSource(value = ChecksumAlgorithm.class, names = { "CRC32", "CRC32_C", "CRC64_NVME", "SHA1", "SHA256" })
	void checksumShouldBeVerifiedStoredAndAnswered(ChecksumAlgorithm algorithm) {
		PutObjectResponse put = this.client.putObject(
				(request) -> request.bucket(BUCKET).key("k").checksumAlgorithm(algorithm),
				RequestBody.fromString("hello"));
		assertThat(put.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
		HeadObjectResponse head = this.client
			.headObject((request) -> request.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
		List<String> values = new ArrayList<>();
		values.add(head.checksumCRC32());
		values.add(head.checksumCRC32C());
		values.add(head.checksumCRC64NVME());
		values.add(head.checksumSHA1());
		values.add(head.checksumSHA256());
		assertThat(values).filteredOn((value) -> value != null).hasSize(1);
	}

	@Test
	void copyShouldKeepOrReplaceMetadata() {
		this.client.putObject((put) -> put.bucket(BUCKET).key("k").metadata(Map.of("a", "1")),
				RequestBody.fromString("data"));
		this.client.copyObject((copy) -> copy.sourceBucket(BUCKET)
			.sourceKey("k")
			.destinationBucket(TestClients.OTHER_BUCKET)
			.destinationKey("c ü"));
		this.client.copyObject((copy) -> copy.sourceBucket(BUCKET)
			.sourceKey("k")
			.destinationBucket(BUCKET)
			.destinationKey("r")
			.metadataDirective(MetadataDirective.REPLACE)
			.metadata(Map.of("a", "2")));
		this.client.deleteObject((delete) -> delete.bucket(BUCKET).key("k"));
		assertThat(this.client.getObjectAsBytes((get) -> get.bucket(TestClients.OTHER_BUCKET).key("c ü"))).satisfies(
				(got) -> assertThat(got.asUtf8String()).isEqualTo("data"),
				(got) -> assertThat(got.response().metadata()).containsEntry("a", "1"));
		assertThat(this.client.headObject((head) -> head.bucket(BUCKET).key("r")).metadata()).containsEntry("a", "2");
	}

	@Test
	void renameShouldMoveTheObjectAtOnce() {
		String etag = put("old", "data").eTag();
		put("taken", "x");
		refused(412, "PreconditionFailed",
				() -> this.client.renameObject((rename) -> rename.bucket(BUCKET)
					.key("taken")
					.renameSource("/" + BUCKET + "/old")
					.destinationIfNoneMatch("*")));
		refused(412, "PreconditionFailed", () -> this.client.renameObject(
				(rename) -> rename.bucket(BUCKET).key("new").renameSource("/" + BUCKET + "/old").sourceIfMatch("x")));
		this.client.renameObject(
				(rename) -> rename.bucket(BUCKET).key("new").renameSource("/" + BUCKET + "/old").sourceIfMatch(etag));
		assertThat(text("new")).isEqualTo("data");
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(() -> text("old"));
		refused(404, "NoSuchKey", () -> this.client
			.renameObject((rename) -> rename.bucket(BUCKET).key("x").renameSource("/" + BUCKET + "/old")));
	}

	@Test
	void renameAgainWithTheSameTokenShouldSucceed() {
		put("old", "data");
		for (int i = 0; i < 2; i++) {
			this.client.renameObject(
					(rename) -> rename.bucket(BUCKET).key("new").renameSource("/" + BUCKET + "/old").clientToken("t"));
		}
		refused(400, "IdempotencyParameterMismatch", () -> this.client.renameObject(
				(rename) -> rename.bucket(BUCKET).key("x").renameSource("/" + BUCKET + "/new").clientToken("t")));
	}

	@ParameterizedTest
	@CsvSource({ "CRC32, COMPOSITE", "CRC32, FULL_OBJECT", "CRC32_C, COMPOSITE", "CRC32_C, FULL_OBJECT",
			"CRC64_NVME, FULL_OBJECT", "SHA1, COMPOSITE", "SHA256, COMPOSITE" })
	void multipartUploadShouldJoinPartsAndChecksums(ChecksumAlgorithm algorithm, ChecksumType type) {
		byte[] first = random(PART);
		byte[] second = random(1000);
		String id = this.client
			.createMultipartUpload(
					(create) -> create.bucket(BUCKET).key("big").checksumAlgorithm(algorithm).checksumType(type))
			.uploadId();
		List<CompletedPart> parts = List.of(part(id, 1, first, algorithm), part(id, 2, second, algorithm));
		assertThat(this.client.listParts((list) -> list.bucket(BUCKET).key("big").uploadId(id)).parts())
			.extracting(Part::size)
			.containsExactly((long) PART, 1000L);
		CompleteMultipartUploadResponse completed = this.client
			.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
				.key("big")
				.uploadId(id)
				.mpuObjectSize(PART + 1000L)
				.multipartUpload((upload) -> upload.parts(parts)));
		assertThat(completed.checksumType()).isEqualTo(type);
		ResponseBytes<GetObjectResponse> got = this.client
			.getObjectAsBytes((get) -> get.bucket(BUCKET).key("big").checksumMode(ChecksumMode.ENABLED));
		byte[] whole = Arrays.copyOf(first, PART + 1000);
		System.arraycopy(second, 0, whole, PART, 1000);
		assertThat(got.asByteArrayUnsafe()).isEqualTo(whole);
		assertThat(this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("big").partNumber(2)))
			.satisfies((part) -> assertThat(part.asByteArrayUnsafe()).isEqualTo(second))
			.satisfies((part) -> assertThat(part.response().partsCount()).isEqualTo(2));
		GetObjectAttributesResponse attributes = this.client.getObjectAttributes((get) -> get.bucket(BUCKET)
			.key("big")
			.objectAttributes(ObjectAttributes.OBJECT_PARTS, ObjectAttributes.CHECKSUM, ObjectAttributes.OBJECT_SIZE,
					ObjectAttributes.E_TAG));
		assertThat(attributes.objectSize()).isEqualTo(PART + 1000L);
		assertThat(attributes.objectParts().parts()).hasSize(2);
		assertThat(attributes.checksum().checksumType()).isEqualTo(type);
	}

	@Test
	void completeWithWrongPartsShouldBeRefused() {
		String id = this.client.createMultipartUpload((create) -> create.bucket(BUCKET).key("big")).uploadId();
		CompletedPart one = part(id, 1, random(100), null);
		CompletedPart two = part(id, 2, random(100), null);
		CompletedPart four = part(id, 4, random(100), null);
		refused(400, "EntityTooSmall", () -> complete(id, List.of(one, two)));
		refused(400, "InvalidPartOrder", () -> complete(id, List.of(two, one)));
		refused(400, "InvalidPartOrder", () -> complete(id, List.of(one, four)));
		refused(400, "InvalidPart",
				() -> complete(id, List.of(one.toBuilder().eTag("\"0123456789abcdef0123456789abcdef\"").build())));
		refused(400, "InvalidRequest",
				() -> this.client.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
					.key("big")
					.uploadId(id)
					.mpuObjectSize(99L)
					.multipartUpload((upload) -> upload.parts(one))));
		complete(id, List.of(one));
		refused(404, "NoSuchUpload", () -> complete(id, List.of(one)));
	}

	@Test
	void abortShouldEndTheUpload() {
		String id = this.client.createMultipartUpload((create) -> create.bucket(BUCKET).key("dir/big")).uploadId();
		part("dir/big", id, 1, random(100), null);
		assertThat(this.client.listMultipartUploads((list) -> list.bucket(BUCKET)).uploads())
			.extracting((upload) -> upload.uploadId())
			.containsExactly(id);
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET).delimiter("/")).commonPrefixes()).hasSize(1);
		this.client.abortMultipartUpload((abort) -> abort.bucket(BUCKET).key("dir/big").uploadId(id));
		assertThat(this.client.listMultipartUploads((list) -> list.bucket(BUCKET)).uploads()).isEmpty();
		refused(404, "NoSuchUpload", () -> part("dir/big", id, 1, random(100), null));
	}

	@Test
	void uploadPartCopyShouldTakeARange() {
		put("source", "0123456789");
		String id = this.client.createMultipartUpload((create) -> create.bucket(BUCKET).key("big")).uploadId();
		String etag = this.client
			.uploadPartCopy((copy) -> copy.sourceBucket(BUCKET)
				.sourceKey("source")
				.copySourceRange("bytes=2-5")
				.destinationBucket(BUCKET)
				.destinationKey("big")
				.uploadId(id)
				.partNumber(1))
			.copyPartResult()
			.eTag();
		this.client.deleteObject((delete) -> delete.bucket(BUCKET).key("source"));
		complete(id, List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()));
		assertThat(
				this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("big").checksumMode(ChecksumMode.ENABLED))
					.asString(StandardCharsets.UTF_8))
			.isEqualTo("2345");
	}

	@Test
	void keysOfAllSortsShouldSurvive() {
		List<String> keys = List.of("a//b", "sp ace", "plus+", "per%cent", "ümlaut/日本", "q?mark", "and&", "a'\"<>b",
				"~t", "=eq;", "..", "a/../b", "\uD83D\uDE00");
		keys.forEach((key) -> put(key, key));
		keys.forEach((key) -> assertThat(text(key)).isEqualTo(key));
		assertThat(this.client.listObjectsV2((list) -> list.bucket(BUCKET)).contents()).extracting(S3Object::key)
			.containsExactlyInAnyOrderElementsOf(keys);
	}

	private CompletedPart part(String id, int number, byte[] data, ChecksumAlgorithm algorithm) {
		return part("big", id, number, data, algorithm);
	}

	private CompletedPart part(String key, String id, int number, byte[] data, ChecksumAlgorithm algorithm) {
		var response = this.client.uploadPart(
				(upload) -> upload.bucket(BUCKET).key(key).uploadId(id).partNumber(number).checksumAlgorithm(algorithm),
				RequestBody.fromBytes(data));
		CompletedPart.Builder part = CompletedPart.builder().partNumber(number).eTag(response.eTag());
		if (algorithm != null) {
			part.checksumCRC32(response.checksumCRC32())
				.checksumCRC32C(response.checksumCRC32C())
				.checksumCRC64NVME(response.checksumCRC64NVME())
				.checksumSHA1(response.checksumSHA1())
				.checksumSHA256(response.checksumSHA256());
		}
		return part.build();
	}

	private void complete(String id, List<CompletedPart> parts) {
		this.client.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
			.key("big")
			.uploadId(id)
			.multipartUpload((upload) -> upload.parts(parts)));
	}

	private PutObjectResponse put(String key, String text) {
		return this.client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString(text));
	}

	private String text(String key) {
		return this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asUtf8String();
	}

	private ResponseBytes<GetObjectResponse> range(String range) {
		return this.client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k").range(range));
	}

	private static void refused(int status, String code, Runnable call) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(call::run)
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo(code))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(status));
	}

	private static byte[] random(int size) {
		byte[] data = new byte[size];
		new Random(size).nextBytes(data);
		return data;
	}

}
