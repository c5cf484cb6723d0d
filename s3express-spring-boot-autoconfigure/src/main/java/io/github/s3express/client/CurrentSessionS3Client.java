/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.CreateSessionRequest;
import software.amazon.awssdk.services.s3.model.CreateSessionResponse;
import software.amazon.awssdk.services.s3.model.SessionCredentials;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;

/**
 * The client that the SDK's presigner asks to make a session for each URL. Answers with
 * the session that was chosen for the URL, and can do nothing else.
 */
final class CurrentSessionS3Client implements S3Client {

	// The presigner schedules a refresh of what it is given for the time shortly before
	// its expiration, and never cancels it, unless that is more than seven days ahead.
	// The URL's life does not depend on it.
	private static final Duration BEYOND_ALL_REFRESHES = Duration.ofDays(30);

	// Presigning happens on the thread that asks for the URL, from begin to end.
	private final ThreadLocal<@Nullable S3ExpressSession> current = new ThreadLocal<>();

	<R> R during(S3ExpressSession session, Supplier<R> action) {
		this.current.set(session);
		try {
			return action.get();
		}
		finally {
			this.current.remove();
		}
	}

	@Override
	public CreateSessionResponse createSession(CreateSessionRequest request) {
		S3ExpressSession session = this.current.get();
		if (session == null) {
			throw new IllegalStateException("No session was chosen for the URL of bucket " + request.bucket());
		}
		S3ExpressSessionCredentials credentials = session.credentials();
		return CreateSessionResponse.builder()
			.credentials(SessionCredentials.builder()
				.accessKeyId(credentials.accessKeyId())
				.secretAccessKey(credentials.secretAccessKey())
				.sessionToken(credentials.sessionToken())
				.expiration(Instant.now().plus(BEYOND_ALL_REFRESHES))
				.build())
			.build();
	}

	@Override
	public S3ServiceClientConfiguration serviceClientConfiguration() {
		return S3ServiceClientConfiguration.builder().build();
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
		// Nothing to close.
	}

}
