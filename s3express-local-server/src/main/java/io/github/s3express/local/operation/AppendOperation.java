/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.Checksums;
import io.github.s3express.local.checksum.ObjectChecksum;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Content;
import io.github.s3express.local.storage.StoredObject;
import io.github.s3express.local.storage.StoredPart;

/**
 * PutObject with a write offset (Amazon S3 User Guide, "Appending data to objects in
 * directory buckets"). Metadata stays that of the object; per docs, not checked against
 * AWS: the checksum becomes a full object CRC, by the object's own algorithm if it is
 * one.
 *
 * @author The S3 Express Spring Boot authors
 */
final class AppendOperation {

	private static final int MAX_PARTS = 10_000;

	private final ServerState state;

	AppendOperation(ServerState state) {
		this.state = state;
	}

	S3Response append(S3Request request, String header) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		checkZone(request);
		long offset = offset(header);
		check(request, bucket.find(request.key()), offset);
		ReceivedBody body = ReceivedBody.store(request, bucket, algorithm(bucket.find(request.key())));
		List<Content> held = new ArrayList<>(List.of(body.content()));
		StoredObject appended;
		try {
			appended = Objects.requireNonNull(bucket.change(request.key(), (current) -> {
				check(request, current, offset);
				return (current != null) ? join(current, body, held) : first(request, bucket, body);
			}));
		}
		catch (RuntimeException | IOException ex) {
			held.forEach(Content::release);
			throw ex;
		}
		ObjectChecksum checksum = Objects.requireNonNull(appended.checksum());
		S3Response response = S3Response.of(200)
			.header("ETag", Conditions.quoted(appended.etag()))
			.header(checksum.algorithm().header(), checksum.value())
			.header("x-amz-checksum-type", checksum.type())
			.header("x-amz-object-size", Long.toString(appended.content().length()));
		EncryptionHeaders.answer(response, appended.encryption());
		return response;
	}

	// Amazon S3 User Guide: "not supported in Local Zones". The code is per docs, not
	// checked against AWS.
	static void checkZone(S3Request request) {
		if (BucketNames.isInLocalZone(request.bucket())) {
			throw new S3Exception(501, "NotImplemented", "Directory buckets in Local Zones neither append nor rename.");
		}
	}

	private StoredObject first(S3Request request, Bucket bucket, ReceivedBody body) {
		return new StoredObject(request.key(), body.content(), ObjectWrites.newEtag(), now(),
				ObjectHeaders.of(request.target().http().headers()), body.checksum(),
				EncryptionHeaders.check(request, bucket.info().encryption()), List.of());
	}

	private StoredObject join(StoredObject before, ReceivedBody body, List<Content> held) throws IOException {
		List<StoredPart> parts = new ArrayList<>(before.parts());
		if (parts.isEmpty()) {
			parts.add(new StoredPart(1, before.content().length(), null));
		}
		parts.add(new StoredPart(parts.get(parts.size() - 1).number() + 1, body.content().length(), null));
		ObjectChecksum whole = before.checksum();
		ChecksumAlgorithm algorithm = body.checksum().algorithm();
		if (whole == null || whole.composite() || whole.algorithm() != algorithm) {
			try (InputStream in = before.content().open()) {
				whole = Checksums.of(algorithm, in);
			}
		}
		ObjectChecksum checksum = Checksums.concat(algorithm, whole.value(), body.checksum().value(),
				body.content().length());
		// The bucket lets go of what was there before; its bytes live on in the new
		// object.
		before.content().retain();
		held.add(before.content());
		return new StoredObject(before.key(), Content.concat(List.of(before.content(), body.content())),
				ObjectWrites.newEtag(), now(), before.headers(), checksum, before.encryption(), parts);
	}

	private Instant now() {
		return this.state.clock().instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private static ChecksumAlgorithm algorithm(@Nullable StoredObject object) {
		ObjectChecksum checksum = (object != null) ? object.checksum() : null;
		boolean usable = checksum != null && checksum.algorithm().isCrc();
		return (checksum != null && usable) ? checksum.algorithm() : ChecksumAlgorithm.CRC64NVME;
	}

	private static void check(S3Request request, @Nullable StoredObject current, long offset) {
		Conditions.checkWrite(request, current);
		long length = (current != null) ? current.content().length() : 0;
		if (offset != length) {
			throw invalidOffset();
		}
		if (current != null && Math.max(1, current.parts().size()) >= MAX_PARTS) {
			throw new S3Exception(400, "TooManyParts",
					"You have attempted to add more parts than the maximum of " + MAX_PARTS
							+ " that are allowed for this object. You can use the CopyObject operation to copy this "
							+ "object to another and then add more data to the newly copied object.");
		}
	}

	private static long offset(String header) {
		if (!header.matches("[0-9]{1,18}")) {
			throw invalidOffset();
		}
		return Long.parseLong(header);
	}

	private static S3Exception invalidOffset() {
		return new S3Exception(400, "InvalidWriteOffset",
				"The write offset value that you specified does not match the current object size.");
	}

}
