/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;

/**
 * Learns when the creation of a session starts, and when it ends: its tries and the waits
 * between them together. Must be quick; what it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface SessionCreationObserver {

	/**
	 * A creation starts. Called on the thread that asked for the session, or on one of
	 * the manager's if it is a refresh.
	 * @param key what the session is for
	 * @return learns how it ends
	 */
	Creation started(SessionKey key);

	/**
	 * A creation under way.
	 */
	@FunctionalInterface
	interface Creation {

		/**
		 * The creation has ended.
		 * @param failure why there is no session, or {@code null} if there is one
		 */
		void ended(@Nullable S3ExpressSessionException failure);

	}

}
