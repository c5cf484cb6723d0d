/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;

/**
 * Sessions as the AWS CLI names and orders their parts.
 */
final class Answers {

	private static final DateTimeFormatter ISO_8601 = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'")
		.withZone(ZoneOffset.UTC);

	private final boolean wireTimestamps;

	/**
	 * Creates the form.
	 * @param wireTimestamps whether times stand as the service writes them, as the
	 * setting {@code cli_timestamp_format} of the AWS CLI says
	 */
	Answers(boolean wireTimestamps) {
		this.wireTimestamps = wireTimestamps;
	}

	ObjectNode of(S3ExpressSession session) {
		ObjectNode answer = JsonNodeFactory.instance.objectNode();
		SessionEncryption encryption = session.encryption();
		if (encryption.algorithm() != null) {
			answer.put("ServerSideEncryption", encryption.algorithm());
		}
		if (encryption.kmsKeyId() != null) {
			answer.put("SSEKMSKeyId", encryption.kmsKeyId());
		}
		if (encryption.kmsContext() != null) {
			answer.put("SSEKMSEncryptionContext", encryption.kmsContext());
		}
		if (encryption.bucketKeyEnabled() != null) {
			answer.put("BucketKeyEnabled", encryption.bucketKeyEnabled());
		}
		S3ExpressSessionCredentials credentials = session.credentials();
		answer.putObject("Credentials")
			.put("AccessKeyId", credentials.accessKeyId())
			.put("SecretAccessKey", credentials.secretAccessKey())
			.put("SessionToken", credentials.sessionToken())
			.put("Expiration", time(session.expires()));
		return answer;
	}

	/**
	 * The answer for several buckets, which the AWS CLI has none for: a list of answers,
	 * each with its bucket.
	 */
	ObjectNode of(Map<String, S3ExpressSession> sessions) {
		ObjectNode answer = JsonNodeFactory.instance.objectNode();
		ArrayNode list = answer.putArray("Sessions");
		sessions.forEach((bucket, session) -> {
			ObjectNode item = list.addObject().put("Bucket", bucket);
			item.setAll(of(session));
		});
		return answer;
	}

	private String time(Instant time) {
		Instant seconds = time.truncatedTo(ChronoUnit.SECONDS);
		return this.wireTimestamps ? seconds.toString() : ISO_8601.format(seconds);
	}

}
