/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.storage.Encryption;

/**
 * The headers of server-side encryption (Amazon S3 User Guide, "Server-side encryption
 * with AWS KMS keys in directory buckets"): what a request says must be what the bucket
 * does.
 *
 * @author The S3 Express Spring Boot authors
 */
final class EncryptionHeaders {

	private static final String ALGORITHM = "x-amz-server-side-encryption";

	private static final String KMS_KEY = ALGORITHM + "-aws-kms-key-id";

	private static final String CONTEXT = ALGORITHM + "-context";

	private static final String BUCKET_KEY = ALGORITHM + "-bucket-key-enabled";

	private EncryptionHeaders() {
	}

	static Encryption check(S3Request request, Encryption bucket) {
		String algorithm = request.header(ALGORITHM);
		String key = request.header(KMS_KEY);
		if (algorithm == null) {
			if (key != null || request.header(CONTEXT) != null) {
				throw S3Errors.invalidArgument(KMS_KEY, String.valueOf(key),
						"The header " + ALGORITHM + ": aws:kms is required with a KMS key or an encryption context.");
			}
			return bucket;
		}
		if (algorithm.equals("aws:kms:dsse")) {
			throw S3Errors.notImplemented("dual-layer server-side encryption (aws:kms:dsse)");
		}
		if (!algorithm.equals("AES256") && !algorithm.equals("aws:kms")) {
			throw S3Errors.invalidArgument(ALGORITHM, algorithm, "The encryption method specified is not supported");
		}
		if ("false".equals(request.header(BUCKET_KEY)) && algorithm.equals("aws:kms")) {
			throw S3Errors.invalidRequest("S3 Bucket Keys are always enabled for directory buckets.");
		}
		if (algorithm.equals("AES256") && (key != null || request.header(CONTEXT) != null)) {
			throw S3Errors.invalidArgument(ALGORITHM, algorithm,
					"The header " + ALGORITHM + ": aws:kms is required with a KMS key or an encryption context.");
		}
		if (!algorithm.equals(bucket.algorithm())) {
			throw S3Errors.invalidRequest("The encryption of the request (" + algorithm
					+ ") is not the default encryption of the bucket (" + bucket.algorithm() + ").");
		}
		if (bucket.isKms()) {
			checkKey(key, bucket.kmsKeyId());
		}
		return bucket;
	}

	// Amazon S3 API Reference, GetObject: "if you include the header, you'll get an HTTP
	// 400 Bad Request error".
	static void refuse(S3Request request) {
		for (String name : new String[] { ALGORITHM, KMS_KEY, CONTEXT, BUCKET_KEY }) {
			String value = request.header(name);
			if (value != null) {
				throw S3Errors.invalidArgument(name, value,
						"The header " + name + " is not taken by " + request.operation().apiName() + ".");
			}
		}
	}

	private static void checkKey(@Nullable String sent, @Nullable String bucketKey) {
		if (sent == null) {
			throw S3Errors.invalidRequest("A KMS key id is required with " + ALGORITHM + ": aws:kms.");
		}
		if (bucketKey != null && !keyId(sent).equals(keyId(bucketKey))) {
			throw S3Errors.invalidRequest("The KMS key of the request is not the one of the bucket.");
		}
	}

	private static String keyId(String key) {
		return key.substring(key.lastIndexOf('/') + 1);
	}

	static void answer(S3Response response, Encryption encryption) {
		response.header(ALGORITHM, encryption.algorithm());
		if (encryption.isKms()) {
			response.header(KMS_KEY, encryption.kmsKeyId());
			response.header(BUCKET_KEY, "true");
		}
	}

}
