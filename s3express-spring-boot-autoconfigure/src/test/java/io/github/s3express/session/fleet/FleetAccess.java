/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import io.github.s3express.session.SessionKey;

/**
 * Lets tests of other packages see what is kept to this one.
 */
public final class FleetAccess {

	private FleetAccess() {
	}

	public static String storeKey(Fleet fleet, SessionKey key) {
		return fleet.storeKeys(key).get(0);
	}

}
