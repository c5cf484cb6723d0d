/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;

/**
 * A transition of a writer.
 *
 * @param state its state from now on
 * @param delay how long to wait before the effect
 * @param effect what is to be done
 */
record AppendStep(AppendState state, Duration delay, AppendEffect effect) {

	AppendStep(AppendState state, AppendEffect effect) {
		this(state, Duration.ZERO, effect);
	}

}
