/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The three spellings of a moment that S3 uses.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Timestamps {

	private static final DateTimeFormatter HTTP = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter AMZ = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter MILLIS = DateTimeFormatter
		.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private Timestamps() {
	}

	/**
	 * Spells a moment as HTTP headers do (RFC 9110 section 5.6.7).
	 * @param instant any moment
	 * @return for example {@code Sun, 22 Nov 2026 03:00:00 GMT}
	 */
	public static String http(Instant instant) {
		return HTTP.format(instant);
	}

	/**
	 * Reads an HTTP date.
	 * @param text what a client sent
	 * @return the moment, or {@code null} if it is none
	 */
	public static @Nullable Instant parseHttp(String text) {
		return parse(DateTimeFormatter.RFC_1123_DATE_TIME, text);
	}

	/**
	 * Reads the date of a signature.
	 * @param text what a client sent, {@code yyyyMMddTHHmmssZ}
	 * @return the moment, or {@code null} if it is none
	 */
	public static @Nullable Instant parseAmz(String text) {
		return parse(AMZ, text);
	}

	/**
	 * Spells a moment as S3's XML does.
	 * @param instant any moment
	 * @return for example {@code 2026-11-22T03:00:00.000Z}
	 */
	public static String iso(Instant instant) {
		return MILLIS.format(instant);
	}

	/**
	 * Spells a moment with a precision of seconds.
	 * @param instant any moment
	 * @return for example {@code 2026-11-22T03:00:00Z}
	 */
	public static String isoSeconds(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/**
	 * Reads a moment as S3's XML spells it.
	 * @param text what a client sent
	 * @return the moment, or {@code null} if it is none
	 */
	public static @Nullable Instant parseIso(String text) {
		return parse(DateTimeFormatter.ISO_OFFSET_DATE_TIME, text);
	}

	private static @Nullable Instant parse(DateTimeFormatter format, String text) {
		try {
			return format.parse(text, Instant::from);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
