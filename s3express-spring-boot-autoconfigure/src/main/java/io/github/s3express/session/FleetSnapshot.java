/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;

/**
 * How sharing sessions stands at one moment, and what it did since the manager was made.
 *
 * @param sharing whether the store is asked; otherwise it failed, and each session is
 * made here until it is well again
 * @param taken sessions taken from others
 * @param made sessions made here and kept in the store for others
 * @param leases rights to make a session that the store gave
 * @param storeFailures answers of the store that were errors, or came too late
 * @param undecipherable values in the store that no key opens
 * @param removed sessions removed from the store because the service refused them
 * @param lastFailure what the store's last failure was, or {@code null} if there was none
 */
public record FleetSnapshot(boolean sharing, long taken, long made, long leases, long storeFailures,
		long undecipherable, long removed, @Nullable String lastFailure) {

}
