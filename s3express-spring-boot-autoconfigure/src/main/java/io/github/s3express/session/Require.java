/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;

/**
 * Checks of settings, all in the same words.
 */
final class Require {

	private Require() {
	}

	static void that(boolean holds, String setting, Object value, String wanted) {
		if (!holds) {
			throw new InvalidSessionSettingException(setting, value, wanted);
		}
	}

	static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

}
