/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a session's life. No event holds credentials.
 */
public sealed interface SessionEvent {

	/**
	 * What the session is for.
	 * @return the key
	 */
	SessionKey key();

	/**
	 * The first session of its key, or the first after one ended without replacement.
	 *
	 * @param key what the session is for
	 * @param expires when the service stops accepting it
	 * @param took how long its creation took, all tries and waits together
	 * @param origin where it comes from
	 */
	record Created(SessionKey key, Instant expires, Duration took, SessionOrigin origin) implements SessionEvent {

		/**
		 * Creates an event of a session that was made here.
		 * @param key what the session is for
		 * @param expires when the service stops accepting it
		 * @param took how long its creation took
		 */
		public Created(SessionKey key, Instant expires, Duration took) {
			this(key, expires, took, SessionOrigin.MADE_HERE);
		}

	}

	/**
	 * A session took the place of one that still served.
	 *
	 * @param key what the session is for
	 * @param expires when the service stops accepting the new one
	 * @param took how long its creation took, all tries and waits together
	 * @param failuresBefore failed refreshes in a row that this one ended
	 * @param origin where it comes from
	 */
	record Refreshed(SessionKey key, Instant expires, Duration took, int failuresBefore,
			SessionOrigin origin) implements SessionEvent {

		/**
		 * Creates an event of a session that was made here.
		 * @param key what the session is for
		 * @param expires when the service stops accepting the new one
		 * @param took how long its creation took
		 * @param failuresBefore failed refreshes in a row that this one ended
		 */
		public Refreshed(SessionKey key, Instant expires, Duration took, int failuresBefore) {
			this(key, expires, took, failuresBefore, SessionOrigin.MADE_HERE);
		}

	}

	/**
	 * A creation failed and no session serves.
	 *
	 * @param key what the session is for
	 * @param cause why
	 * @param took how long it tried
	 * @param failures failures in a row, this one included
	 */
	record CreationFailed(SessionKey key, S3ExpressSessionException cause, Duration took,
			int failures) implements SessionEvent {
	}

	/**
	 * A refresh failed while the old session still serves.
	 *
	 * @param key what the session is for
	 * @param cause why
	 * @param took how long it tried
	 * @param failures failures in a row, this one included
	 * @param left for how long the old session serves
	 */
	record RefreshFailed(SessionKey key, S3ExpressSessionException cause, Duration took, int failures,
			Duration left) implements SessionEvent {
	}

	/**
	 * A session ended and nothing took its place.
	 *
	 * @param key what the session was for
	 * @param cause the failure of the last refresh, or {@code null} if none failed, as
	 * when nobody used the session
	 */
	record Expired(SessionKey key, @Nullable S3ExpressSessionException cause) implements SessionEvent {
	}

	/**
	 * The service refused a session, or somebody asked to use it no more.
	 *
	 * @param key what the session was for
	 */
	record Invalidated(SessionKey key) implements SessionEvent {
	}

	/**
	 * An unused session was let go.
	 *
	 * @param key what the session was for
	 */
	record Released(SessionKey key) implements SessionEvent {
	}

}
