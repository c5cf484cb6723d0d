/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.github.s3express.session.FleetSnapshot;

/**
 * How sharing sessions with other instances stands, as operators see it.
 *
 * @param sharing whether the store is asked; otherwise it failed, and each session is
 * made here until it is well again
 * @param taken sessions taken from others
 * @param made sessions made here and kept for others
 * @param leases rights to make a session that the store gave
 * @param storeFailures answers of the store that were errors, or came too late
 * @param undecipherable values in the store that no key opens
 * @param removed sessions removed because the service refused them
 * @param lastFailure what the store's last failure was, or {@code null}
 */
public record FleetDescriptor(boolean sharing, long taken, long made, long leases, long storeFailures,
		long undecipherable, long removed, @Nullable String lastFailure) implements OperationResponseBody {

	static @Nullable FleetDescriptor of(@Nullable FleetSnapshot snapshot, SessionTexts texts, boolean showValues) {
		if (snapshot == null) {
			return null;
		}
		return new FleetDescriptor(snapshot.sharing(), snapshot.taken(), snapshot.made(), snapshot.leases(),
				snapshot.storeFailures(), snapshot.undecipherable(), snapshot.removed(),
				texts.error(snapshot.lastFailure(), showValues));
	}

}
