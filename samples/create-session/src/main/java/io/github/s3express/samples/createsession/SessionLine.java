/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.SessionSnapshot;

/**
 * How a session stands, in one line: bucket, freshness, time left and a bar.
 */
final class SessionLine {

	private static final int LONGEST_BAR = 30;

	private static final int SHORTEST_BAR = 5;

	private SessionLine() {
	}

	static String of(String name, @Nullable SessionSnapshot snapshot, int width) {
		if (snapshot == null) {
			return shorten(name + "  no session", width);
		}
		String state = "%s  %-10s".formatted(name, snapshot.freshness().name().toLowerCase(Locale.ROOT));
		Duration remaining = snapshot.remaining();
		Instant created = snapshot.created();
		Instant expires = snapshot.expires();
		if (remaining == null || created == null || expires == null) {
			return shorten("%s %s".formatted(state, (snapshot.lastError() != null) ? snapshot.lastError() : ""), width);
		}
		String text = "%s %2d:%02d ".formatted(state, remaining.toMinutes(), remaining.toSecondsPart());
		int length = Math.min(LONGEST_BAR, width - text.length() - 3);
		return (length < SHORTEST_BAR) ? shorten(text.trim(), width)
				: text + bar(remaining, Duration.between(created, expires), length);
	}

	private static String bar(Duration remaining, Duration life, int length) {
		double share = (double) remaining.toMillis() / Math.max(1, life.toMillis());
		int full = (int) Math.round(Math.max(0, Math.min(1, share)) * length);
		return "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
	}

	private static String shorten(String text, int width) {
		return (text.length() < width) ? text : text.substring(0, Math.max(0, width - 1));
	}

}
