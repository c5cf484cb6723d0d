/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Watches requests go by, and may interfere.
 *
 * @author The S3 Express Spring Boot authors
 */
public interface Traffic {

	/**
	 * A request has come.
	 * @param operation its operation's name in the S3 API, {@code Unknown} if it asks for
	 * none
	 * @param bucket its bucket, or {@code null}
	 * @return what to do to it
	 */
	Injection received(String operation, @Nullable String bucket);

	/**
	 * A request was answered or given up.
	 * @param answered what happened
	 */
	void answered(Answered answered);

	/**
	 * A request and its answer, without anything secret.
	 *
	 * @param at when it came
	 * @param operation its operation's name in the S3 API
	 * @param method its method
	 * @param bucket its bucket, or {@code null}
	 * @param key its key, or {@code null}
	 * @param accessKeyId the access key that it claims, or {@code null}
	 * @param status the status of the answer, 0 if the connection was closed
	 * @param errorCode the error's code, or {@code null}
	 * @param requestId the request's id
	 * @param duration from the end of its headers to the end of the answer
	 */
	record Answered(Instant at, String operation, String method, @Nullable String bucket, @Nullable String key,
			@Nullable String accessKeyId, int status, @Nullable String errorCode, String requestId, Duration duration) {

	}

}
