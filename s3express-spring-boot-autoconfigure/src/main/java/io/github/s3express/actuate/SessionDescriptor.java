/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionSnapshot;

/**
 * How one session stands, as operators see it. Holds no credentials.
 *
 * @param mode {@code default}, {@code read-write} or {@code read-only}
 * @param principal a name that tells apart whose credentials make the session
 * @param freshness how fresh it is
 * @param created when the service made it, or {@code null} if none serves
 * @param expires when the service stops accepting it, or {@code null} if none serves
 * @param remaining how long it still lives, in whole seconds, or {@code null} if none
 * serves
 * @param lastRefresh when a session was last made, or {@code null} if none ever was
 * @param failures failures to make one in a row
 * @param lastError what the last of these failures said, or {@code null}
 * @param keepWarm whether it is refreshed even when unused
 * @param origin {@code made-here} or {@code from-fleet}, or {@code null} if none serves
 */
public record SessionDescriptor(String mode, String principal, SessionFreshness freshness, @Nullable Instant created,
		@Nullable Instant expires, @Nullable Duration remaining, @Nullable Instant lastRefresh, int failures,
		@Nullable String lastError, boolean keepWarm, @Nullable String origin) implements OperationResponseBody {

	static List<SessionDescriptor> of(List<SessionSnapshot> snapshots, SessionTexts texts, boolean showValues) {
		return snapshots.stream().map((snapshot) -> of(snapshot, texts, showValues)).toList();
	}

	private static SessionDescriptor of(SessionSnapshot snapshot, SessionTexts texts, boolean showValues) {
		Duration remaining = snapshot.remaining();
		return new SessionDescriptor(name(snapshot.key().mode()), snapshot.key().principal().toString(),
				snapshot.freshness(), snapshot.created(), snapshot.expires(),
				(remaining != null) ? remaining.truncatedTo(ChronoUnit.SECONDS) : null, snapshot.lastRefresh(),
				snapshot.failures(), texts.error(snapshot.lastError(), showValues), snapshot.keepWarm(),
				(snapshot.origin() != null) ? name(snapshot.origin()) : null);
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
