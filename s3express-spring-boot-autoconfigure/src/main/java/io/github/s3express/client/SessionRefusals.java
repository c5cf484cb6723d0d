/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;

/**
 * Finds out whether the service refused a request for its session.
 * <p>
 * Where the answer says so, the session is used no more. An answer to HEAD has no body
 * and says nothing: a dead session gives the same {@code 400} as a key that is too long.
 * Then the session is only replaced, while it goes on serving others, and if its
 * replacement gets the same answer it was not to blame, and neither is the next for a
 * while.
 */
final class SessionRefusals implements ExecutionInterceptor {

	/**
	 * For so long after sessions of a key were suspected none is again.
	 */
	static final Duration TRUST = Duration.ofMinutes(1);

	private static final String TOKEN_HEADER = "x-amz-s3session-token";

	// The documentation names no code for a dead session: these are the ones that S3 has
	// for dead credentials. Per docs, not checked against AWS.
	private static final Set<String> CODES = Set.of("ExpiredToken", "InvalidToken", "InvalidAccessKeyId");

	private static final int BAD_REQUEST = 400;

	private static final int NOT_FOUND = 404;

	private static final int PRECONDITION_FAILED = 412;

	private static final int MAX_TRUSTED = 1_000;

	private final S3ExpressSessionManager manager;

	private final LongSupplier nanoTime;

	private final ConcurrentMap<SessionKey, Long> suspectedAt = new ConcurrentHashMap<>();

	SessionRefusals(S3ExpressSessionManager manager, LongSupplier nanoTime) {
		this.manager = manager;
		this.nanoTime = nanoTime;
	}

	/**
	 * What to do after a failed attempt.
	 * @param handle the call
	 * @param failure why the attempt failed
	 */
	Verdict judge(SessionHandle handle, Throwable failure) {
		S3ExpressSession carried = handle.carried();
		if (carried == null || !(failure instanceof AwsServiceException answer)) {
			return Verdict.NOT_THE_SESSION;
		}
		if (isDead(answer)) {
			this.manager.invalidate(handle.key().bucket().value(), carried.credentials().sessionToken());
			return handle.repeats() ? Verdict.REPEAT : Verdict.NOT_THE_SESSION;
		}
		boolean suspicious = handle.isAnsweredWithoutBody() && answer.statusCode() == BAD_REQUEST;
		if (!suspicious || handle.suspects()) {
			return Verdict.NOT_THE_SESSION;
		}
		S3ExpressSession current = this.manager.getIfPresent(handle.key());
		if (current != carried) {
			return Verdict.REPEAT;
		}
		return suspect(handle.key()) ? Verdict.REPEAT_WITH_ANOTHER : Verdict.NOT_THE_SESSION;
	}

	/**
	 * What the service answered in earnest, it took the session for.
	 */
	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
		if (isTaken(context.httpResponse().statusCode())) {
			context.httpRequest()
				.firstMatchingHeader(TOKEN_HEADER)
				.ifPresent((token) -> context.request()
					.getValueForField("Bucket", String.class)
					.ifPresent((bucket) -> this.manager.served(bucket, token)));
		}
	}

	/**
	 * A net under clients whose retry strategy is not of this package, such as those with
	 * a retry policy of old.
	 */
	@Override
	public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
		String bucket = context.request().getValueForField("Bucket", String.class).orElse(null);
		if (context.exception() instanceof AwsServiceException answer && isDead(answer) && bucket != null
				&& DirectoryBucketName.isDirectoryBucket(bucket)) {
			context.httpRequest()
				.flatMap((request) -> request.firstMatchingHeader(TOKEN_HEADER))
				.ifPresent((token) -> this.manager.invalidate(bucket, token));
		}
	}

	// That there is no such object, or that a condition does not hold, is told only those
	// whose session is good.
	private static boolean isTaken(int status) {
		return status < BAD_REQUEST || status == NOT_FOUND || status == PRECONDITION_FAILED;
	}

	private boolean suspect(SessionKey key) {
		long now = this.nanoTime.getAsLong();
		if (this.suspectedAt.size() >= MAX_TRUSTED) {
			this.suspectedAt.values().removeIf((moment) -> !isTrusted(moment, now));
		}
		Long moment = this.suspectedAt.merge(key, now, (before, fresh) -> isTrusted(before, now) ? before : fresh);
		return moment == now && this.suspectedAt.size() <= MAX_TRUSTED;
	}

	private static boolean isTrusted(long suspectedAt, long now) {
		return now - suspectedAt < TRUST.toNanos();
	}

	private static boolean isDead(AwsServiceException answer) {
		String code = (answer.awsErrorDetails() != null) ? answer.awsErrorDetails().errorCode() : null;
		return isDeadCredentials(code);
	}

	private static boolean isDeadCredentials(@Nullable String code) {
		return code != null && CODES.contains(code);
	}

	/**
	 * Whether an attempt is worth another, for the sake of its session.
	 */
	enum Verdict {

		/**
		 * The session has nothing to do with it.
		 */
		NOT_THE_SESSION,

		/**
		 * The next attempt carries another session anyway.
		 */
		REPEAT,

		/**
		 * The next attempt is to wait for another session. The old one goes on serving.
		 */
		REPEAT_WITH_ANOTHER

	}

}
