/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

/**
 * What becomes of a presigned URL that is to live longer than the session that signs it.
 */
public enum PresignedLife {

	/**
	 * It is signed for the life that is left to a session, and says so.
	 */
	SHORTEN,

	/**
	 * It is signed with IAM credentials.
	 */
	IAM,

	/**
	 * It is refused.
	 */
	FAIL

}
