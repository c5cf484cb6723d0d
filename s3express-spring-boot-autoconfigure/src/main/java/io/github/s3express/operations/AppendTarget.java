/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import io.github.s3express.operations.AppendEffect.Compare;
import io.github.s3express.operations.AppendEffect.Copy;
import io.github.s3express.operations.AppendEffect.Create;
import io.github.s3express.operations.AppendEffect.Put;

/**
 * The requests of one writer. One is under way at a time.
 */
final class AppendTarget {

	private final String bucket;

	private final String key;

	private final AppendOptions options;

	// An append must bring a checksum of the same kind as the object has.
	private volatile ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32;

	AppendTarget(String bucket, String key, AppendOptions options) {
		this.bucket = bucket;
		this.key = key;
		this.options = options;
	}

	String bucket() {
		return this.bucket;
	}

	String key(int sequence) {
		return (sequence == 0) ? this.key : "%s-%06d".formatted(this.key, sequence);
	}

	HeadObjectRequest head(int sequence) {
		return HeadObjectRequest.builder()
			.bucket(this.bucket)
			.key(key(sequence))
			.checksumMode(ChecksumMode.ENABLED)
			.build();
	}

	SeenObject seen(HeadObjectResponse head) {
		if (head.checksumCRC32C() != null) {
			this.algorithm = ChecksumAlgorithm.CRC32_C;
		}
		else if (head.checksumSHA256() != null) {
			this.algorithm = ChecksumAlgorithm.SHA256;
		}
		else if (head.checksumSHA1() != null) {
			this.algorithm = ChecksumAlgorithm.SHA1;
		}
		else {
			this.algorithm = ChecksumAlgorithm.CRC32;
		}
		return new SeenObject(head.contentLength(), head.eTag(),
				AppendEpoch.parse(head.metadata().get(AppendEpoch.METADATA)), head);
	}

	PutObjectRequest create(Create create) {
		this.algorithm = ChecksumAlgorithm.CRC32;
		return PutObjectRequest.builder()
			.bucket(this.bucket)
			.key(key(create.sequence()))
			.ifNoneMatch("*")
			.checksumCRC32(checksum(new CRC32(), new byte[0]))
			.contentType(this.options.contentType())
			.metadata(metadata(this.options.metadata(), create.epoch()))
			.build();
	}

	// A copy onto itself must replace the metadata, and so restate what shall stay.
	CopyObjectRequest copy(Copy copy) {
		this.algorithm = ChecksumAlgorithm.CRC32;
		HeadObjectResponse head = copy.seen().head();
		String etag = copy.seen().etag();
		return CopyObjectRequest.builder()
			.sourceBucket(this.bucket)
			.sourceKey(key(copy.sequence()))
			.copySourceIfMatch(etag)
			.destinationBucket(this.bucket)
			.destinationKey(key(copy.sequence()))
			.ifMatch(etag)
			.checksumAlgorithm(ChecksumAlgorithm.CRC32)
			.metadataDirective(MetadataDirective.REPLACE)
			.metadata(metadata(head.metadata(), copy.epoch()))
			.contentType(head.contentType())
			.contentEncoding(head.contentEncoding())
			.contentDisposition(head.contentDisposition())
			.contentLanguage(head.contentLanguage())
			.cacheControl(head.cacheControl())
			.build();
	}

	PutObjectRequest put(Put put) {
		PutObjectRequest.Builder request = PutObjectRequest.builder()
			.bucket(this.bucket)
			.key(key(put.sequence()))
			.writeOffsetBytes(put.offset())
			.ifMatch(put.etag())
			.contentLength((long) put.block().length());
		// Reckoned once: what is sent again is held to the same checksum.
		return switch (this.algorithm) {
			case CRC32 -> request.checksumCRC32(checksum(new CRC32(), put.block().bytes())).build();
			case CRC32_C -> request.checksumCRC32C(checksum(new CRC32C(), put.block().bytes())).build();
			default -> request.checksumAlgorithm(this.algorithm).build();
		};
	}

	GetObjectRequest range(Compare compare) {
		long end = compare.offset() + compare.block().length() - 1;
		return GetObjectRequest.builder()
			.bucket(this.bucket)
			.key(key(compare.sequence()))
			.ifMatch(compare.etag())
			.range("bytes=%d-%d".formatted(compare.offset(), end))
			.build();
	}

	private static Map<String, String> metadata(Map<String, String> metadata, @Nullable AppendEpoch epoch) {
		Map<String, String> result = new HashMap<>(metadata);
		if (epoch != null) {
			result.put(AppendEpoch.METADATA, epoch.toString());
		}
		return result;
	}

	private static String checksum(Checksum checksum, byte[] bytes) {
		checksum.update(bytes);
		int value = (int) checksum.getValue();
		return Base64.getEncoder()
			.encodeToString(
					new byte[] { (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value });
	}

}
