/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

/**
 * What a connection is doing and since when, so that one thread can close those that
 * stall. A blocking socket has no timeout for writing, and one for reading cannot tell a
 * slow client from a client that sends one byte a minute.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ConnectionActivity {

	private final HttpLimits limits;

	private volatile Phase phase = Phase.IDLE;

	private volatile long since = System.nanoTime();

	ConnectionActivity(HttpLimits limits) {
		this.limits = limits;
	}

	void enter(Phase next) {
		this.since = System.nanoTime();
		this.phase = next;
	}

	// The connection waits for the client to send or to take bytes. While headers are
	// read the clock runs on.
	void waits() {
		if (this.phase == Phase.WORKING) {
			enter(Phase.TRANSFER);
		}
	}

	// Bytes moved: what comes next is the server's own work, until it waits again.
	void progressed() {
		if (this.phase == Phase.TRANSFER) {
			enter(Phase.WORKING);
		}
	}

	boolean isWaitingForRequest() {
		return this.phase == Phase.IDLE || this.phase == Phase.HEADERS;
	}

	long since() {
		return this.since;
	}

	boolean isOverdue() {
		long limit = switch (this.phase) {
			case IDLE -> this.limits.idleTime().toNanos();
			case HEADERS -> this.limits.headerTime().toNanos();
			case TRANSFER -> this.limits.stallTime().toNanos();
			case WORKING -> Long.MAX_VALUE;
		};
		return System.nanoTime() - this.since > limit;
	}

	/**
	 * What the connection waits for.
	 */
	enum Phase {

		/** The first byte of a request. */
		IDLE,

		/** The rest of the headers. */
		HEADERS,

		/** The client, which sends a body or takes an answer. */
		TRANSFER,

		/** The server itself, however long it works. */
		WORKING

	}

}
