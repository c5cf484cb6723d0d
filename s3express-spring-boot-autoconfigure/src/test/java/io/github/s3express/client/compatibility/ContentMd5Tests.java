/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.Md5Utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code Content-MD5}, which directory buckets refuse.
 */
class ContentMd5Tests {

	private static final byte[] BODY = { 1, 2, 3 };

	private final CompatibilityFixture fixture = new CompatibilityFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void digestShouldBeLeftOutOfObjectsAndPartsAndCounted() {
		S3Client client = this.fixture.client(CompatibilitySettings.DEFAULT);
		put(client);
		String upload = client.createMultipartUpload((create) -> create.bucket(CompatibilityFixture.BUCKET).key("key"))
			.uploadId();
		client.uploadPart((part) -> part.bucket(CompatibilityFixture.BUCKET)
			.key("key")
			.uploadId(upload)
			.partNumber(1)
			.contentMD5(Md5Utils.md5AsBase64(BODY)), RequestBody.fromBytes(BODY));
		assertThat(this.fixture.uses.count(CompatibilityKind.CONTENT_MD5)).isEqualTo(2);
	}

	@Test
	void digestShouldStayWhenItIsTheOnlyChecksumOrTheSwitchIsOff() {
		S3Client required = this.fixture.client(CompatibilitySettings.DEFAULT,
				(builder) -> builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put(required))
			.withMessageContaining("content-md5");
		S3Client off = this.fixture.client(CompatibilitySettings.OFF);
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put(off)).withMessageContaining("content-md5");
		assertThat(this.fixture.uses.count(CompatibilityKind.CONTENT_MD5)).isZero();
	}

	private static void put(S3Client client) {
		client.putObject(
				(put) -> put.bucket(CompatibilityFixture.BUCKET).key("key").contentMD5(Md5Utils.md5AsBase64(BODY)),
				RequestBody.fromBytes(BODY));
	}

}
