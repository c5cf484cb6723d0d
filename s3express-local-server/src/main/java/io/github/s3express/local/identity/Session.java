/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.time.Instant;

/**
 * A session that CreateSession made.
 *
 * @param principal who made it
 * @param bucket the one bucket it is good for
 * @param mode what it may do
 * @param accessKeyId its access key
 * @param secretAccessKey its secret key
 * @param sessionToken its token
 * @param created when it was made
 * @param expires when it ends
 * @author The S3 Express Spring Boot authors
 */
public record Session(Principal principal, String bucket, SessionMode mode, String accessKeyId, String secretAccessKey,
		String sessionToken, Instant created, Instant expires) implements Identity {

	@Override
	public String toString() {
		return "Session[bucket=" + this.bucket + ", mode=" + this.mode.value() + ", expires=" + this.expires + "]";
	}

}
