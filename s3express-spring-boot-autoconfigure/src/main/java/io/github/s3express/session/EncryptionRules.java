/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What CreateSession accepts as the encryption of a directory bucket, so that a mistake
 * is told at start-up and not by a 400 of the service.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html">Using
 * server-side encryption with AWS KMS keys in directory buckets</a>
 */
final class EncryptionRules {

	private static final String ALGORITHM = "encryption.algorithm";

	private static final String KMS_KEY_ID = "encryption.kms-key-id";

	private static final String CONTEXT = "encryption.context";

	private static final String BUCKET_KEY_ENABLED = "encryption.bucket-key-enabled";

	private static final String SSE_S3 = "AES256";

	private static final String SSE_KMS = "aws:kms";

	private static final Pattern KEY_ID = Pattern.compile("(mrk-)?[0-9a-fA-F-]{8,128}");

	private static final Pattern KEY_ARN = Pattern
		.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/(mrk-)?[0-9a-fA-F-]{8,128}");

	// One pair: directory buckets take no context beside their own.
	private static final Pattern CONTEXT_JSON = Pattern
		.compile("\\s*\\{\\s*\"[^\"\\\\]+\"\\s*:\\s*\"([^\"\\\\]+)\"\\s*}\\s*");

	private static final String BUCKET_ARN = "arn:aws[a-z-]*:s3express:[a-z0-9-]+:[0-9]{12}:";

	private final DirectoryBucketName bucket;

	private final SessionEncryption encryption;

	private EncryptionRules(DirectoryBucketName bucket, SessionEncryption encryption) {
		this.bucket = bucket;
		this.encryption = encryption;
	}

	/**
	 * Checks what is to be asked for.
	 * @param bucket the bucket
	 * @param encryption what is asked for
	 * @throws InvalidSessionSettingException if the service would refuse it
	 */
	static void check(DirectoryBucketName bucket, SessionEncryption encryption) {
		EncryptionRules rules = new EncryptionRules(bucket, encryption);
		rules.checkAlgorithm();
		rules.checkKey();
		rules.checkContext();
		rules.checkBucketKey();
	}

	private void checkAlgorithm() {
		String algorithm = this.encryption.algorithm();
		if (algorithm == null) {
			return;
		}
		Require.that(!algorithm.equals("aws:kms:dsse"), ALGORITHM, algorithm,
				"AES256 or aws:kms: directory buckets have no dual-layer encryption");
		Require.that(!algorithm.equals("aws:fsx"), ALGORITHM, algorithm,
				"AES256 or aws:kms: aws:fsx is for access points of Amazon FSx file systems");
		Require.that(algorithm.equals(SSE_S3) || algorithm.equals(SSE_KMS), ALGORITHM, algorithm, "AES256 or aws:kms");
	}

	private void checkKey() {
		String key = this.encryption.kmsKeyId();
		if (key == null) {
			Require.that(!isKms(), KMS_KEY_ID, "not set",
					"the id or ARN of the bucket's KMS key, which aws:kms needs in a directory bucket");
			return;
		}
		requireKms(KMS_KEY_ID, key);
		Require.that(!key.contains("alias/"), KMS_KEY_ID, key,
				"the id or ARN of the key itself: directory buckets take no alias");
		Require.that(KEY_ID.matcher(key).matches() || KEY_ARN.matcher(key).matches(), KMS_KEY_ID, key,
				"a KMS key's id or ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
	}

	private void checkContext() {
		String context = this.encryption.kmsContext();
		if (context == null) {
			return;
		}
		requireKms(CONTEXT, context);
		String arn = valueIn(context);
		Require.that(arn != null, CONTEXT, context,
				"Base64 of a JSON object in UTF-8 that has one name, with the bucket's ARN as its value");
		Require.that(isArnOfBucket(String.valueOf(arn)), CONTEXT, context,
				"a context whose value is the ARN of %s, not '%s': directory buckets take no other"
					.formatted(this.bucket, arn));
	}

	private void checkBucketKey() {
		Boolean bucketKey = this.encryption.bucketKeyEnabled();
		if (bucketKey == null) {
			return;
		}
		Require.that(bucketKey, BUCKET_KEY_ENABLED, bucketKey,
				"true, or leave it out: directory buckets always use one");
		requireKms(BUCKET_KEY_ENABLED, bucketKey);
	}

	private void requireKms(String setting, Object value) {
		Require.that(isKms(), setting, value,
				"unset, or set encryption.algorithm to aws:kms: only then it has a meaning");
	}

	private boolean isKms() {
		return SSE_KMS.equals(this.encryption.algorithm());
	}

	private boolean isArnOfBucket(String arn) {
		// What bucket an access point belongs to, its name does not tell.
		String resource = this.bucket.isAccessPoint() ? "bucket/.+--x-s3" : "bucket/" + this.bucket;
		return arn.matches(BUCKET_ARN + resource);
	}

	private static @Nullable String valueIn(String context) {
		try {
			String json = new String(Base64.getDecoder().decode(context), StandardCharsets.UTF_8);
			Matcher matcher = CONTEXT_JSON.matcher(json);
			return matcher.matches() ? matcher.group(1) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
