/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.Checksums;
import io.github.s3express.local.checksum.ObjectChecksum;
import io.github.s3express.local.operation.Authorizer.Place;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Content;
import io.github.s3express.local.storage.Encryption;
import io.github.s3express.local.storage.MultipartUpload;
import io.github.s3express.local.storage.MultipartUpload.UploadedPart;
import io.github.s3express.local.storage.StoredObject;

/**
 * CopyObject and UploadPartCopy. No bytes are moved: source and copy share them.
 *
 * @author The S3 Express Spring Boot authors
 */
final class CopyOperations {

	private final ServerState state;

	private final Authorizer authorizer;

	private final AccessPointScope scope;

	CopyOperations(ServerState state) {
		this.state = state;
		this.authorizer = new Authorizer(state);
		this.scope = new AccessPointScope(state);
	}

	S3Response copyObject(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		ObjectHeaders.checkStorageClass(request.target().http().headers());
		checkTagging(request.header("x-amz-tagging-directive"), request.header("x-amz-tagging"));
		Encryption encryption = EncryptionHeaders.check(request, bucket.info().encryption());
		CopySource from = CopySource.parse(request.header("x-amz-copy-source"), this.state);
		StoredObject source = hold(request, from);
		boolean handedOver = false;
		try {
			boolean replace = replacesMetadata(request);
			if (!replace && from.isAt(request.bucket(), request.key())) {
				throw S3Errors.invalidRequest("This copy request is illegal because it is trying to copy an object to "
						+ "itself without changing the object's metadata, storage class, website redirect location "
						+ "or encryption attributes.");
			}
			if (source.content().length() > ReceivedBody.MAX_BYTES) {
				throw S3Errors.invalidRequest("The specified copy source is larger than the maximum allowable size for "
						+ "a copy source: " + ReceivedBody.MAX_BYTES);
			}
			Map<String, String> headers = replace ? ObjectHeaders.of(request.target().http().headers())
					: source.headers();
			StoredObject copy = new StoredObject(request.key(), source.content(), ObjectWrites.newEtag(), now(),
					headers, checksum(request.header("x-amz-checksum-algorithm"), source.checksum(), source.content()),
					encryption, List.of());
			bucket.change(request.key(), (current) -> {
				Conditions.checkWrite(request, current);
				return copy;
			});
			handedOver = true;
			S3Response response = S3Response.xml(result("CopyObjectResult", copy.etag(), copy.lastModified(),
					Objects.requireNonNull(copy.checksum())));
			EncryptionHeaders.answer(response, encryption);
			return response;
		}
		finally {
			if (!handedOver) {
				source.content().release();
			}
		}
	}

	S3Response copyPart(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		int number = MultipartOperations.partNumber(request);
		MultipartUpload upload = MultipartOperations.upload(request, bucket);
		StoredObject source = hold(request, CopySource.parse(request.header("x-amz-copy-source"), this.state));
		try {
			Content content = part(request.header("x-amz-copy-source-range"), source.content());
			ObjectChecksum checksum = compute(upload.checksumming().algorithm(), content);
			content.retain();
			UploadedPart part = new UploadedPart(number, ObjectWrites.newEtag(), now(), content, checksum.value());
			bucket.uploads().add(upload, part);
			S3Response response = S3Response.xml(result("CopyPartResult", part.etag(), part.lastModified(), checksum));
			EncryptionHeaders.answer(response, upload.encryption());
			return response;
		}
		finally {
			source.content().release();
		}
	}

	private StoredObject hold(S3Request request, CopySource from) {
		// To copy is to read the source: its own bucket's policy is asked as well.
		this.authorizer.check(request, Operation.GET_OBJECT, new Place(from.bucket(), from.accessPoint()), Map.of());
		this.scope.check(from.bucket(), from.accessPoint(), "GetObject", from.key());
		StoredObject source = this.state.buckets().get(from.bucket()).hold(from.key());
		if (source == null) {
			throw S3Errors.noSuchKey(from.key());
		}
		try {
			Conditions.checkRead(request, "x-amz-copy-source-", source);
			return source;
		}
		catch (S3Exception ex) {
			source.content().release();
			throw ex;
		}
	}

	private Instant now() {
		return this.state.clock().instant().truncatedTo(ChronoUnit.SECONDS);
	}

	// Amazon S3 API Reference, CopyObject: "only the empty tag-set is supported".
	private static void checkTagging(@Nullable String directive, @Nullable String tagging) {
		if (directive != null && !directive.equals("COPY") && !directive.equals("REPLACE")) {
			throw S3Errors.invalidArgument("x-amz-tagging-directive", directive, "Unknown tagging directive.");
		}
		if (tagging != null && !tagging.isEmpty()) {
			throw S3Errors.notImplemented("tags of objects (the header x-amz-tagging)").with("Header", "x-amz-tagging");
		}
	}

	private static boolean replacesMetadata(S3Request request) {
		String directive = request.header("x-amz-metadata-directive");
		if (directive == null || directive.equals("COPY")) {
			return false;
		}
		if (!directive.equals("REPLACE")) {
			throw S3Errors.invalidArgument("x-amz-metadata-directive", directive, "Unknown metadata directive.");
		}
		return true;
	}

	private static Content part(@Nullable String range, Content content) {
		if (range == null) {
			return content;
		}
		ByteRange parsed = range.matches("bytes=[0-9]{1,18}-[0-9]{1,18}") ? ByteRange.parse(range, content.length())
				: null;
		long last = (parsed != null) ? Long.parseLong(range.substring(range.indexOf('-') + 1)) : 0;
		if (parsed == null || last >= content.length()) {
			throw S3Errors.invalidArgument("x-amz-copy-source-range", range,
					"The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are "
							+ "the zero-based offsets of the first and last bytes to copy");
		}
		return content.slice(parsed.offset(), parsed.length());
	}

	private static ObjectChecksum checksum(@Nullable String wanted, @Nullable ObjectChecksum source, Content content)
			throws IOException {
		ChecksumAlgorithm algorithm = (source != null) ? source.algorithm() : ChecksumAlgorithm.CRC64NVME;
		if (wanted != null) {
			ChecksumAlgorithm found = ChecksumAlgorithm.of(wanted);
			if (found == null) {
				throw S3Errors.invalidRequest("Checksum algorithm provided is unsupported.");
			}
			algorithm = found;
		}
		boolean reusable = source != null && source.algorithm() == algorithm && !source.composite();
		return (source != null && reusable) ? source : compute(algorithm, content);
	}

	private static ObjectChecksum compute(ChecksumAlgorithm algorithm, Content content) throws IOException {
		try (InputStream in = content.open()) {
			return Checksums.of(algorithm, in);
		}
	}

	private static XmlWriter result(String root, String etag, Instant lastModified, ObjectChecksum checksum) {
		return new XmlWriter().root(root)
			.element("LastModified", Timestamps.iso(lastModified))
			.element("ETag", Conditions.quoted(etag))
			.element("ChecksumType", root.equals("CopyObjectResult") ? checksum.type() : null)
			.element(checksum.algorithm().element(), checksum.value())
			.close(root);
	}

}
