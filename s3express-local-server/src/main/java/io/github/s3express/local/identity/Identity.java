/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

/**
 * Whose signature a request carries.
 *
 * @author The S3 Express Spring Boot authors
 */
public sealed interface Identity permits Principal, Session {

	/**
	 * The access key.
	 * @return the key that the credential scope names
	 */
	String accessKeyId();

	/**
	 * The secret key.
	 * @return the key that signs
	 */
	String secretAccessKey();

}
