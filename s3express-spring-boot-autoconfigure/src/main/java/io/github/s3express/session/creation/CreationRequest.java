/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionKey;

/**
 * A session that is to be made.
 *
 * @param key what the session is for
 * @param priority who goes first when not all can
 * @param wanted whether anybody still waits for the session, or it is kept for whoever
 * comes. Asked by any thread, and often, so it must be quick and take no lock. Once it is
 * not wanted, a creation that has not begun ends with a
 * {@link java.util.concurrent.CancellationException}
 * @param awaited whether somebody waits for the session at this moment. Asked as
 * {@code wanted} is
 * @param minimumLife how long the session should live
 * @param held the session that it is to replace, or {@code null} if there is none
 * @param madeWithOthers whether many may be made at this moment, here and elsewhere
 */
public record CreationRequest(SessionKey key, Priority priority, BooleanSupplier wanted, BooleanSupplier awaited,
		Duration minimumLife, @Nullable S3ExpressSession held, boolean madeWithOthers) {

	/**
	 * Creates a request.
	 */
	public CreationRequest {
		Objects.requireNonNull(key, "A request for a session needs a key");
		Objects.requireNonNull(priority, "A request for a session needs a priority");
		Objects.requireNonNull(wanted, "A request for a session needs to know whether it is wanted");
		Objects.requireNonNull(awaited, "A request for a session needs to know whether it is awaited");
		Objects.requireNonNull(minimumLife, "A request for a session needs a life; Duration.ZERO is any");
	}

	/**
	 * Creates a request for a session of any life that replaces none and is awaited.
	 * @param key what the session is for
	 * @param priority who goes first when not all can
	 * @param wanted whether anybody still waits for the session
	 */
	public CreationRequest(SessionKey key, Priority priority, BooleanSupplier wanted) {
		this(key, priority, wanted, wanted, Duration.ZERO, null, true);
	}

	/**
	 * Who goes first, the most important first.
	 */
	public enum Priority {

		/**
		 * The bucket is configured: a session that is refreshed, or made for it.
		 */
		CONFIGURED,

		/**
		 * A session of any other bucket that is refreshed while the old one serves.
		 */
		REFRESH,

		/**
		 * A session that somebody waits for.
		 */
		ON_DEMAND

	}

}
