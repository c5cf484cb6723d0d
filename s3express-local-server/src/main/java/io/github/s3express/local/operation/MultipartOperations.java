/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.identity.Secrets;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Encryption;
import io.github.s3express.local.storage.MultipartUpload;
import io.github.s3express.local.storage.MultipartUpload.Checksumming;
import io.github.s3express.local.storage.MultipartUpload.UploadedPart;

/**
 * CreateMultipartUpload, UploadPart and AbortMultipartUpload.
 *
 * @author The S3 Express Spring Boot authors
 */
final class MultipartOperations {

	static final int MAX_PARTS = 10_000;

	private final ServerState state;

	MultipartOperations(ServerState state) {
		this.state = state;
	}

	S3Response create(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		Map<String, String> headers = ObjectHeaders.of(request.target().http().headers());
		Encryption encryption = EncryptionHeaders.check(request, bucket.info().encryption());
		Checksumming checksumming = checksumming(request.header("x-amz-checksum-algorithm"),
				request.header("x-amz-checksum-type"));
		String id = Secrets.sessionToken().replaceAll("[^A-Za-z0-9]", "").substring(0, 128);
		bucket.uploads().add(new MultipartUpload(id, request.key(), now(), headers, encryption, checksumming));
		XmlWriter xml = new XmlWriter().root("InitiateMultipartUploadResult")
			.element("Bucket", request.named())
			.element("Key", request.key())
			.element("UploadId", id)
			.close("InitiateMultipartUploadResult");
		S3Response response = S3Response.xml(xml);
		if (checksumming.declared()) {
			response.header("x-amz-checksum-algorithm", checksumming.algorithm().name());
			response.header("x-amz-checksum-type", checksumming.type());
		}
		EncryptionHeaders.answer(response, encryption);
		return response;
	}

	S3Response uploadPart(S3Request request) throws IOException {
		EncryptionHeaders.refuse(request);
		Bucket bucket = this.state.buckets().get(request.bucket());
		int number = partNumber(request);
		MultipartUpload upload = upload(request, bucket);
		Checksumming checksumming = upload.checksumming();
		ReceivedBody body = ReceivedBody.store(request, bucket, checksumming.algorithm());
		if (checksumming.declared() && body.sent() != null && body.sent() != checksumming.algorithm()) {
			body.content().release();
			throw S3Errors.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
					+ checksumming.algorithm() + ", actual checksum Type: " + body.sent());
		}
		UploadedPart part = new UploadedPart(number, ObjectWrites.newEtag(), now(), body.content(),
				body.checksum().value());
		bucket.uploads().add(upload, part);
		S3Response response = S3Response.of(200)
			.header("ETag", Conditions.quoted(part.etag()))
			.header(body.checksum().algorithm().header(), part.checksum());
		EncryptionHeaders.answer(response, upload.encryption());
		return response;
	}

	S3Response abort(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		String initiated = request.header("x-amz-if-match-initiated-time");
		MultipartUpload upload;
		try {
			upload = upload(request, bucket);
		}
		catch (S3Exception ex) {
			if (initiated != null && ex.code().equals("NoSuchUpload")) {
				// Amazon S3 API Reference: "or if the multipart upload doesn't exist, the
				// operation returns a 204".
				return S3Response.of(204);
			}
			throw ex;
		}
		if (initiated != null
				&& !upload.initiated().equals(Conditions.requiredDate("x-amz-if-match-initiated-time", initiated))) {
			throw S3Errors.preconditionFailed("x-amz-if-match-initiated-time");
		}
		bucket.uploads().end(upload);
		return S3Response.of(204);
	}

	private Instant now() {
		return this.state.clock().instant().truncatedTo(ChronoUnit.SECONDS);
	}

	// Which types an algorithm has, and which is its default: Amazon S3 User Guide,
	// "Checking object integrity", table of full object and composite checksums.
	private static Checksumming checksumming(@Nullable String name, @Nullable String type) {
		if (name == null) {
			if (type != null) {
				throw S3Errors.invalidRequest(
						"The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
			}
			return new Checksumming(ChecksumAlgorithm.CRC64NVME, false, false);
		}
		ChecksumAlgorithm algorithm = ChecksumAlgorithm.of(name);
		if (algorithm == null) {
			throw S3Errors.invalidRequest("Checksum algorithm provided is unsupported. Please try again with any of "
					+ "the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
		}
		boolean composite = (type != null) ? type.equals("COMPOSITE") : algorithm != ChecksumAlgorithm.CRC64NVME;
		boolean known = type == null || composite || type.equals("FULL_OBJECT");
		if (!known || (composite && algorithm == ChecksumAlgorithm.CRC64NVME) || (!composite && !algorithm.isCrc())) {
			throw S3Errors.invalidRequest("The " + type + " checksum type cannot be used with the "
					+ algorithm.name().toLowerCase(Locale.ROOT) + " checksum algorithm.");
		}
		return new Checksumming(algorithm, composite, true);
	}

	static int partNumber(S3Request request) {
		String number = String.valueOf(request.parameter("partNumber"));
		if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > MAX_PARTS) {
			throw S3Errors.invalidArgument("partNumber", number,
					"Part number must be an integer between 1 and 10000, inclusive");
		}
		return Integer.parseInt(number);
	}

	static MultipartUpload upload(S3Request request, Bucket bucket) {
		String id = request.parameter("uploadId");
		if (id == null) {
			throw S3Errors.invalidRequest("A part needs the parameter uploadId.");
		}
		return bucket.uploads().get(id, request.key());
	}

}
