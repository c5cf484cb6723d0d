/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.s3express.samples.createsession.output.JsonText;

/**
 * What {@code --generate-cli-skeleton} prints: forms to fill in, and an answer to write
 * queries against.
 */
final class Skeletons {

	private Skeletons() {
	}

	static String input() {
		ObjectNode skeleton = JsonNodeFactory.instance.objectNode();
		skeleton.put("SessionMode", "ReadOnly")
			.put("Bucket", "")
			.put("ServerSideEncryption", "AES256")
			.put("SSEKMSKeyId", "")
			.put("SSEKMSEncryptionContext", "")
			.put("BucketKeyEnabled", true);
		return JsonText.of(skeleton);
	}

	static String yamlInput() {
		return """
				SessionMode: ReadWrite  # Specifies the mode of the session that will be created. Valid values are: ReadOnly, ReadWrite.
				Bucket: '' # [REQUIRED] The name of the bucket that you create a session for.
				ServerSideEncryption: AES256 # The server-side encryption algorithm of objects in the directory bucket. Valid values are: AES256, aws:kms.
				SSEKMSKeyId: '' # The key id or ARN of the KMS key, with aws:kms.
				SSEKMSEncryptionContext: '' # The KMS encryption context.
				BucketKeyEnabled: true # Whether an S3 Bucket Key is used.
				""";
	}

	/**
	 * An answer whose values are the names of what stands there.
	 */
	static ObjectNode output() {
		ObjectNode answer = JsonNodeFactory.instance.objectNode();
		for (String name : new String[] { "ServerSideEncryption", "SSEKMSKeyId", "SSEKMSEncryptionContext" }) {
			answer.put(name, name);
		}
		answer.put("BucketKeyEnabled", true);
		ObjectNode credentials = answer.putObject("Credentials");
		for (String name : new String[] { "AccessKeyId", "SecretAccessKey", "SessionToken" }) {
			credentials.put(name, name);
		}
		credentials.put("Expiration", "1970-01-01T00:00:00");
		return answer;
	}

}
