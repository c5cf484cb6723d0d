/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How the session of a key stands at one moment. Holds no credentials.
 *
 * @param key what the session is for
 * @param freshness how fresh it is
 * @param created when the service made it, or {@code null} if none serves
 * @param expires when the service stops accepting it, or {@code null} if none serves
 * @param remaining how long it still lives, {@code null} if none serves
 * @param lastRefresh when a session of the key was last made, by this machine's clock, or
 * {@code null} if none ever was
 * @param failures failures to make one in a row
 * @param lastError what the last of these failures said, or {@code null} if there is none
 * @param keepWarm whether it is refreshed even when unused
 * @param encryption the encryption that CreateSession answered, or {@code null} if none
 * serves
 * @param origin where it comes from, or {@code null} if none serves
 */
public record SessionSnapshot(SessionKey key, SessionFreshness freshness, @Nullable Instant created,
		@Nullable Instant expires, @Nullable Duration remaining, @Nullable Instant lastRefresh, int failures,
		@Nullable String lastError, boolean keepWarm, @Nullable SessionEncryption encryption,
		@Nullable SessionOrigin origin) {

	/**
	 * Creates a snapshot of a session that was made here.
	 * @param key what the session is for
	 * @param freshness how fresh it is
	 * @param created when the service made it, or {@code null} if none serves
	 * @param expires when the service stops accepting it, or {@code null} if none serves
	 * @param remaining how long it still lives, {@code null} if none serves
	 * @param lastRefresh when a session of the key was last made, or {@code null}
	 * @param failures failures to make one in a row
	 * @param lastError what the last of these failures said, or {@code null}
	 * @param keepWarm whether it is refreshed even when unused
	 * @param encryption the encryption that CreateSession answered, or {@code null} if
	 * none serves
	 */
	public SessionSnapshot(SessionKey key, SessionFreshness freshness, @Nullable Instant created,
			@Nullable Instant expires, @Nullable Duration remaining, @Nullable Instant lastRefresh, int failures,
			@Nullable String lastError, boolean keepWarm, @Nullable SessionEncryption encryption) {
		this(key, freshness, created, expires, remaining, lastRefresh, failures, lastError, keepWarm, encryption,
				(created != null) ? SessionOrigin.MADE_HERE : null);
	}

}
