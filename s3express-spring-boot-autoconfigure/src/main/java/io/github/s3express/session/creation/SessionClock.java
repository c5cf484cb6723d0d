/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.InstantSource;

/**
 * Time as the manager sees it: a monotonic clock to decide by, and the wall clock to show
 * to people.
 */
public interface SessionClock extends InstantSource {

	/**
	 * Like {@link System#nanoTime()}.
	 * @return nanoseconds since an arbitrary origin
	 */
	long nanoTime();

}
