/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.RenameObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One rename: what is sent, and what the two keys say about its outcome. It names the
 * entity tag of the object that is meant, so that a late attempt never renames another
 * one that has been put there since.
 */
final class RenameCall {

	static final int MAX_TRIES = 5;

	private static final Duration FIRST_WAIT = Duration.ofMillis(100);

	private final String bucket;

	private final String from;

	private final String to;

	private final RenameObjectRequest request;

	/**
	 * Creates a call.
	 * @param etag of the object that is to be renamed
	 */
	RenameCall(String bucket, String from, String to, String etag, Consumer<RenameObjectRequest.Builder> conditions) {
		this.bucket = bucket;
		this.from = from;
		this.to = to;
		RenameObjectRequest.Builder builder = RenameObjectRequest.builder()
			.bucket(bucket)
			.key(to)
			.renameSource("/" + bucket + "/" + encode(from))
			.sourceIfMatch(etag)
			.clientToken(UUID.randomUUID().toString());
		conditions.accept(builder);
		this.request = builder.build();
	}

	RenameObjectRequest request() {
		return this.request;
	}

	String etag() {
		return this.request.sourceIfMatch();
	}

	/**
	 * Whether a failure says for certain that nothing was renamed.
	 * @param failure what the client threw
	 * @param before whether an earlier attempt got no answer
	 */
	static boolean isRefusal(Throwable failure, boolean before) {
		return !before && isAnswer(failure) && failure instanceof S3Exception exception
				&& Integer.valueOf(1).equals(exception.numAttempts());
	}

	/**
	 * Whether the service has answered, for this attempt or an earlier one.
	 * @param failure what the client threw
	 */
	static boolean isAnswer(Throwable failure) {
		return failure instanceof S3Exception exception && exception.statusCode() >= 400 && exception.statusCode() < 500
				&& exception.statusCode() != 408 && exception.statusCode() != 429;
	}

	/**
	 * Whether the object was renamed.
	 * @param source what the old key holds, or {@code null} for nothing
	 * @param target what the new key holds, or {@code null} for nothing
	 */
	boolean isDone(@Nullable HeadObjectResponse source, @Nullable HeadObjectResponse target) {
		boolean gone = source == null || !source.eTag().equals(etag());
		return gone && target != null && target.eTag().equals(etag());
	}

	/**
	 * How long to wait before the next try.
	 */
	static Duration wait(int tries) {
		return FIRST_WAIT.multipliedBy(1L << (tries - 1));
	}

	RenameOutcomeUnknownException unknown(Throwable cause) {
		return new RenameOutcomeUnknownException(
				"The service does not say whether %s was renamed to %s in %s; look at both keys before trying again."
					.formatted(this.from, this.to, this.bucket),
				cause);
	}

	private static String encode(String key) {
		return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
	}

}
