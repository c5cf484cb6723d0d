/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;

/**
 * Runs tasks later. Tasks are short: they decide, and leave the work to others.
 */
@FunctionalInterface
public interface SessionTimer {

	/**
	 * Runs a task once.
	 * @param task the task
	 * @param delay how long to wait; none if zero or negative
	 * @return cancels the task, if it has not begun
	 */
	Runnable schedule(Runnable task, Duration delay);

}
