/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Tells failures of CreateSession apart.
 */
final class CreationFailure {

	private static final int REQUEST_TIMEOUT = 408;

	private static final int TOO_MANY_REQUESTS = 429;

	private static final int SERVER_ERROR = 500;

	private static final Set<String> PASSING_CODES = Set.of("RequestTimeout", "RequestTimeTooSkewed",
			"OperationAborted");

	private CreationFailure() {
	}

	/**
	 * Whether the same call may succeed later without anybody changing anything.
	 */
	static boolean isPassing(@Nullable Throwable failure) {
		for (Throwable candidate = failure; candidate != null; candidate = candidate.getCause()) {
			if (candidate instanceof S3ExpressSessionException known) {
				return known.isPassing();
			}
		}
		AwsServiceException answer = answerIn(failure);
		if (answer == null) {
			return true;
		}
		String code = errorCode(answer);
		return isThrottling(answer) || answer.statusCode() >= SERVER_ERROR || answer.statusCode() == REQUEST_TIMEOUT
				|| (code != null && PASSING_CODES.contains(code));
	}

	/**
	 * Whether the service asks for fewer calls.
	 */
	static boolean isThrottling(@Nullable Throwable failure) {
		AwsServiceException answer = answerIn(failure);
		return answer != null && (answer.isThrottlingException() || answer.statusCode() == TOO_MANY_REQUESTS
				|| "SlowDown".equals(errorCode(answer)));
	}

	/**
	 * What happened, in words for people.
	 */
	static String describe(Throwable failure) {
		AwsServiceException answer = answerIn(failure);
		if (answer == null) {
			return String.valueOf(failure.getMessage());
		}
		String code = errorCode(answer);
		String message = (answer.awsErrorDetails() != null) ? answer.awsErrorDetails().errorMessage() : null;
		return "CreateSession answered %d %s%s (request id %s)".formatted(answer.statusCode(),
				(code != null) ? code : "without an error code", (message != null) ? ": " + message : "",
				answer.requestId());
	}

	static @Nullable AwsServiceException answerIn(@Nullable Throwable failure) {
		for (Throwable candidate = failure; candidate != null; candidate = candidate.getCause()) {
			if (candidate instanceof AwsServiceException answer) {
				return answer;
			}
		}
		return null;
	}

	static @Nullable String errorCode(@Nullable AwsServiceException answer) {
		return (answer != null && answer.awsErrorDetails() != null) ? answer.awsErrorDetails().errorCode() : null;
	}

}
