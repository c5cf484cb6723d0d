/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.time.Duration;

/**
 * What the engine grants to a client before it closes the connection.
 *
 * @param connections open connections; beyond them the one that has waited longest for a
 * request is closed
 * @param headerBytes request line and headers together, in bytes
 * @param headerCount number of headers
 * @param headerTime from the first byte of a request to the end of its headers
 * @param idleTime between two requests
 * @param stallTime without one byte moved in a body, either way
 * @author The S3 Express Spring Boot authors
 */
public record HttpLimits(int connections, int headerBytes, int headerCount, Duration headerTime, Duration idleTime,
		Duration stallTime) {

	/**
	 * The limits of a server that nobody configured.
	 * @return 1000 connections, 64 KiB of headers, 10 s for headers, 60 s idle, 30 s
	 * stalled
	 */
	public static HttpLimits defaults() {
		return new HttpLimits(1000, 64 * 1024, 200, Duration.ofSeconds(10), Duration.ofSeconds(60),
				Duration.ofSeconds(30));
	}

}
