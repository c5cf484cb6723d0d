/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request that the server answered, without anything secret.
 *
 * @param at when it came, by the server's clock
 * @param operation its operation's name in the S3 API, {@code Unknown} if it asked for
 * none
 * @param method its HTTP method
 * @param bucket its bucket, or {@code null}
 * @param key its key, or {@code null}
 * @param accessKeyId the access key that it claimed, or {@code null}
 * @param status the status of the answer, 0 if the connection was closed without one
 * @param errorCode the S3 error code, or {@code null}
 * @param requestId the id that the answer carried
 * @param duration from the end of its headers to the end of the answer
 * @author The S3 Express Spring Boot authors
 */
public record RecordedRequest(Instant at, String operation, String method, @Nullable String bucket,
		@Nullable String key, @Nullable String accessKeyId, int status, @Nullable String errorCode, String requestId,
		Duration duration) {

}
