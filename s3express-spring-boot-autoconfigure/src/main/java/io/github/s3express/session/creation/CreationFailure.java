/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionKey;

/**
 * Tells failures of CreateSession apart.
 */
public final class CreationFailure {

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
	 * A failure of a creation as callers see it, with the service's answer if there was
	 * one.
	 * @param key what the session was wanted for
	 * @param failure what ended the creation
	 * @return the failure itself if callers may see it as it is
	 */
	public static S3ExpressSessionException asSessionException(SessionKey key, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof S3ExpressSessionException known) {
			return known;
		}
		Throwable told = withoutUnknownHost(cause);
		return new S3ExpressSessionException(key, "No session for %s: %s".formatted(key.bucket(), describe(told)), told,
				isPassing(cause));
	}

	// An interceptor of the SDK puts an exception of its own in the place of each that
	// has an UnknownHostException among its causes, and fails if that was of a subclass.
	private static Throwable withoutUnknownHost(Throwable failure) {
		for (Throwable candidate = failure; candidate != null; candidate = candidate.getCause()) {
			if (candidate instanceof UnknownHostException unknown) {
				SdkClientException told = SdkClientException
					.create("a host cannot be resolved: " + unknown.getMessage());
				told.addSuppressed(failure);
				return told;
			}
		}
		return failure;
	}

	/**
	 * The failure of whoever wants a session from a manager that does not run.
	 * @param key what the session was wanted for
	 * @param cause what told so, or {@code null}
	 * @return the failure
	 */
	public static S3ExpressSessionException stopped(SessionKey key, @Nullable Throwable cause) {
		return new S3ExpressSessionException(key,
				"No session for %s: the session manager has been stopped".formatted(key.bucket()), cause, false);
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
	private static String describe(Throwable failure) {
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

	private static @Nullable String errorCode(@Nullable AwsServiceException answer) {
		return (answer != null && answer.awsErrorDetails() != null) ? answer.awsErrorDetails().errorCode() : null;
	}

}
