/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A second, as signatures name it.
 *
 * @param second seconds since 1970
 * @param text day and time in UTC, as {@code 20260131T235959Z}
 * @param day the day in UTC, as {@code 20260131}
 */
record SigningTime(long second, String text, String day) {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int DAY = 8;

	static SigningTime of(long second) {
		String text = FORMAT.format(Instant.ofEpochSecond(second));
		return new SigningTime(second, text, text.substring(0, DAY));
	}

}
