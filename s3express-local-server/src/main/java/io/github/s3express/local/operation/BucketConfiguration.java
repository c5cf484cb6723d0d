/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.BucketPolicy;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Encryption;

/**
 * Bucket policy and default encryption.
 *
 * @author The S3 Express Spring Boot authors
 */
final class BucketConfiguration {

	/** Amazon S3 User Guide: "Bucket policies are limited to 20 KB in size". */
	private static final int MAX_POLICY = 20 * 1024;

	private final ServerState state;

	BucketConfiguration(ServerState state) {
		this.state = state;
	}

	S3Response putPolicy(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		byte[] body = VerifiedDocument.read(request, 64 * 1024);
		if (body.length > MAX_POLICY) {
			throw new S3Exception(400, "MalformedPolicy", "Policies must not be larger than 20480 bytes");
		}
		String policy = new String(body, StandardCharsets.UTF_8);
		BucketPolicy.parse(policy).checkFor(new Arns(this.state.region()).bucket(request.bucket()));
		bucket.update((info) -> info.withPolicy(policy));
		return S3Response.of(204);
	}

	S3Response getPolicy(S3Request request) {
		String policy = this.state.buckets().get(request.bucket()).info().policy();
		if (policy == null) {
			throw new S3Exception(404, "NoSuchBucketPolicy", "The bucket policy does not exist").with("BucketName",
					request.bucket());
		}
		return S3Response.of(200)
			.header("Content-Type", "application/json")
			.body(policy.getBytes(StandardCharsets.UTF_8));
	}

	S3Response deletePolicy(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		bucket.update((info) -> info.withPolicy(null));
		return S3Response.of(204);
	}

	S3Response putEncryption(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		XmlElement root = XmlElement.parse(VerifiedDocument.read(request, 64 * 1024),
				"ServerSideEncryptionConfiguration");
		root.allow("Rule");
		XmlElement rule = root.child("Rule");
		XmlElement settings = (rule != null) ? rule.child("ApplyServerSideEncryptionByDefault") : null;
		String algorithm = (settings != null) ? settings.childText("SSEAlgorithm") : null;
		if (rule == null || settings == null || algorithm == null) {
			throw S3Errors.malformedXml();
		}
		rule.allow("ApplyServerSideEncryptionByDefault", "BucketKeyEnabled");
		settings.allow("SSEAlgorithm", "KMSMasterKeyID");
		String key = settings.childText("KMSMasterKeyID");
		switch (algorithm) {
			case "AES256" -> {
				if (key != null) {
					throw S3Errors.invalidRequest("A KMS key goes with the algorithm aws:kms only.");
				}
			}
			case "aws:kms" -> checkKey(rule, key, bucket.info().encryption());
			case "aws:kms:dsse" -> throw S3Errors.notImplemented("dual-layer server-side encryption (aws:kms:dsse)");
			default -> throw S3Errors.malformedXml();
		}
		bucket.update((info) -> info.withEncryption(new Encryption(algorithm, key)));
		return S3Response.of(200);
	}

	private static void checkKey(XmlElement rule, @Nullable String key, Encryption current) {
		if (key == null) {
			throw S3Errors.invalidRequest("Directory buckets need a customer managed KMS key with aws:kms.");
		}
		if ("false".equals(rule.childText("BucketKeyEnabled"))) {
			throw S3Errors.invalidRequest("S3 Bucket Keys are always enabled for directory buckets.");
		}
		if (current.isKms() && !key.equals(current.kmsKeyId())) {
			// Amazon S3 User Guide: one customer managed key for the bucket's life.
			throw S3Errors.invalidRequest("The KMS key of a directory bucket cannot be changed.");
		}
	}

	S3Response getEncryption(S3Request request) {
		Encryption encryption = this.state.buckets().get(request.bucket()).info().encryption();
		XmlWriter xml = new XmlWriter().root("ServerSideEncryptionConfiguration")
			.open("Rule")
			.open("ApplyServerSideEncryptionByDefault")
			.element("SSEAlgorithm", encryption.algorithm())
			.element("KMSMasterKeyID", encryption.kmsKeyId())
			.close("ApplyServerSideEncryptionByDefault")
			.element("BucketKeyEnabled", encryption.isKms())
			.close("Rule")
			.close("ServerSideEncryptionConfiguration");
		return S3Response.xml(xml);
	}

	S3Response deleteEncryption(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		bucket.update((info) -> info.withEncryption(Encryption.AES256));
		return S3Response.of(204);
	}

}
