/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * Notices that the service refused a request for its session, so that the session is not
 * used again and the SDK's retry of the same call is signed with a new one.
 * <p>
 * An interceptor sees which session each attempt carried, the retry strategy sees why the
 * service refused it. A mark on the refused response joins the two.
 */
final class SessionRefusals implements ExecutionInterceptor {

	private static final String TOKEN_HEADER = "x-amz-s3session-token";

	private static final String MARK = "s3express-session-refusal";

	// The documentation names no code for a dead session: these are the ones that S3 has
	// for dead credentials. Per docs, not checked against AWS.
	private static final Set<String> CODES = Set.of("ExpiredToken", "InvalidToken", "InvalidAccessKeyId");

	private static final int BAD_REQUEST = 400;

	private static final int FORBIDDEN = 403;

	private final S3ExpressSessionManager manager;

	private final RefusedSessions refused = new RefusedSessions();

	SessionRefusals(S3ExpressSessionManager manager) {
		this.manager = manager;
	}

	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		SdkHttpResponse response = context.httpResponse();
		if (response.statusCode() != BAD_REQUEST && response.statusCode() != FORBIDDEN) {
			return response;
		}
		Optional<String> token = context.httpRequest().firstMatchingHeader(TOKEN_HEADER);
		String bucket = context.request().getValueForField("Bucket", String.class).orElse(null);
		if (token.isEmpty() || bucket == null || !DirectoryBucketName.isDirectoryBucket(bucket)) {
			return response;
		}
		boolean bodiless = context.httpRequest().method() == SdkHttpMethod.HEAD;
		String mark = this.refused.add(new RefusedSessions.Refusal(bucket, token.get(), bodiless));
		return response.toBuilder().putHeader(MARK, mark).build();
	}

	/**
	 * Decides for the retry strategy whether a failed attempt is worth another because
	 * the next one will carry another session.
	 * @param failure why the attempt failed
	 * @return whether it was refused for its session
	 */
	boolean isRefusal(Throwable failure) {
		if (!(failure instanceof AwsServiceException answer) || answer.awsErrorDetails() == null
				|| answer.awsErrorDetails().sdkHttpResponse() == null) {
			return false;
		}
		RefusedSessions.Refusal refusal = answer.awsErrorDetails()
			.sdkHttpResponse()
			.firstMatchingHeader(MARK)
			.map(this.refused::take)
			.orElse(null);
		if (refusal == null || !isForItsSession(answer, refusal)) {
			return false;
		}
		this.manager.invalidate(refusal.bucket(), refusal.sessionToken());
		return true;
	}

	private static boolean isForItsSession(AwsServiceException answer, RefusedSessions.Refusal refusal) {
		String code = answer.awsErrorDetails().errorCode();
		return isDeadCredentials(code) || (refusal.bodiless() && answer.statusCode() == BAD_REQUEST);
	}

	private static boolean isDeadCredentials(@Nullable String code) {
		return code != null && CODES.contains(code);
	}

}
