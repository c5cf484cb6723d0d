/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.io.Serial;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * No usable session can be had. Where the service answered, its status, error code and
 * request id are kept.
 */
public final class S3ExpressSessionException extends SdkClientException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final transient SessionKey key;

	private final int statusCode;

	private final @Nullable String errorCode;

	private final @Nullable String requestId;

	private final boolean passing;

	/**
	 * Creates an exception.
	 * @param key what the session was wanted for
	 * @param message what happened; holds no secret
	 * @param cause why, or {@code null}; an answer of the service in it is kept
	 * @param passing whether the same CreateSession may succeed a little later
	 */
	public S3ExpressSessionException(SessionKey key, String message, @Nullable Throwable cause, boolean passing) {
		this(new CopyBuilder(key, message, cause, passing));
	}

	private S3ExpressSessionException(CopyBuilder builder) {
		super(builder);
		this.key = builder.key;
		this.passing = builder.passing;
		AwsServiceException answer = answerIn(builder.cause());
		this.statusCode = (answer != null) ? answer.statusCode() : 0;
		this.errorCode = (answer != null && answer.awsErrorDetails() != null) ? answer.awsErrorDetails().errorCode()
				: null;
		this.requestId = (answer != null) ? answer.requestId() : null;
	}

	/**
	 * Begins a copy. The SDK makes one of whatever ends a call, to add the number of
	 * attempts.
	 * @return a builder that makes exceptions of this class
	 */
	@Override
	public Builder toBuilder() {
		return new CopyBuilder(this);
	}

	/**
	 * What the session was wanted for.
	 * @return the key
	 */
	public SessionKey key() {
		return this.key;
	}

	/**
	 * The HTTP status that the service answered CreateSession with.
	 * @return the status, or 0 if the service did not answer
	 */
	public int statusCode() {
		return this.statusCode;
	}

	/**
	 * The error code that the service answered CreateSession with.
	 * @return the code, for example {@code AccessDenied}, or {@code null}
	 */
	public @Nullable String errorCode() {
		return this.errorCode;
	}

	/**
	 * The id under which the service knows the failed CreateSession.
	 * @return the request id, or {@code null} if the service did not answer
	 */
	public @Nullable String requestId() {
		return this.requestId;
	}

	/**
	 * Whether the same CreateSession may succeed a little later: the service was busy,
	 * broken or could not be reached.
	 * @return {@code false} if somebody has to change something first, such as a policy
	 */
	public boolean isPassing() {
		return this.passing;
	}

	private static @Nullable AwsServiceException answerIn(@Nullable Throwable failure) {
		for (Throwable candidate = failure; candidate != null; candidate = candidate.getCause()) {
			if (candidate instanceof AwsServiceException answer) {
				return answer;
			}
		}
		return null;
	}

	private static final class CopyBuilder extends BuilderImpl {

		private final SessionKey key;

		private final boolean passing;

		private CopyBuilder(SessionKey key, String message, @Nullable Throwable cause, boolean passing) {
			this.key = key;
			this.passing = passing;
			message(message);
			cause(cause);
		}

		private CopyBuilder(S3ExpressSessionException original) {
			super(original);
			this.key = original.key;
			this.passing = original.passing;
		}

		@Override
		public S3ExpressSessionException build() {
			return new S3ExpressSessionException(this);
		}

	}

}
