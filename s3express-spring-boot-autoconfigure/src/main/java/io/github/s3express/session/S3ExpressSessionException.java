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

	S3ExpressSessionException(SessionKey key, String message, @Nullable Throwable cause) {
		this(new CopyBuilder(key, message, cause, CreationFailure.isPassing(cause)));
	}

	private S3ExpressSessionException(CopyBuilder builder) {
		super(builder);
		this.key = builder.key;
		this.passing = builder.passing;
		AwsServiceException answer = CreationFailure.answerIn(builder.cause());
		this.statusCode = (answer != null) ? answer.statusCode() : 0;
		this.errorCode = CreationFailure.errorCode(answer);
		this.requestId = (answer != null) ? answer.requestId() : null;
	}

	/**
	 * A failure that stays until somebody changes something.
	 */
	static S3ExpressSessionException lasting(SessionKey key, String message, @Nullable Throwable cause) {
		return new S3ExpressSessionException(new CopyBuilder(key, message, cause, false));
	}

	static S3ExpressSessionException stopped(SessionKey key, @Nullable Throwable cause) {
		return lasting(key, "No session for %s: the session manager has been stopped".formatted(key.bucket()), cause);
	}

	/**
	 * The same failure for one more caller, with that caller's stack trace.
	 */
	S3ExpressSessionException forCaller() {
		return new S3ExpressSessionException(
				new CopyBuilder(this.key, rawMessage(), (getCause() != null) ? getCause() : this, this.passing));
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
