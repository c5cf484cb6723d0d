/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import org.jspecify.annotations.Nullable;

/**
 * An IAM principal with its credentials.
 *
 * @param name the user's name; {@code root} is the account's root
 * @param accessKeyId the access key
 * @param secretAccessKey the secret key
 * @param sessionToken the token of temporary credentials, or {@code null}
 * @param administrator whether the principal may do all that no policy denies; another
 * needs a policy that allows it
 * @author The S3 Express Spring Boot authors
 */
public record Principal(String name, String accessKeyId, String secretAccessKey, @Nullable String sessionToken,
		boolean administrator) implements Identity {

	/** The account that all buckets belong to. */
	public static final String ACCOUNT = "123456789012";

	/**
	 * The principal's ARN.
	 * @return as bucket policies name it
	 */
	public String arn() {
		return "arn:aws:iam::" + ACCOUNT + (this.name.equals("root") ? ":root" : ":user/" + this.name);
	}

	@Override
	public String toString() {
		return "Principal[" + this.name + "]";
	}

}
