/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DurationText;

/**
 * The least that a duration can mean. What is below was most likely written without its
 * unit: {@code 10} is ten milliseconds.
 */
public enum DurationFloor {

	/**
	 * For what is counted in milliseconds.
	 */
	MILLISECOND(Duration.ofMillis(1), false),

	/**
	 * For time-outs of calls and of who waits for them.
	 */
	MOMENT(Duration.ofMillis(100), false),

	/**
	 * The same, where zero means not at all.
	 */
	MOMENT_OR_ZERO(Duration.ofMillis(100), true),

	/**
	 * For what is counted in seconds or more.
	 */
	SECOND(Duration.ofSeconds(1), false),

	/**
	 * The same, where zero means not at all.
	 */
	SECOND_OR_ZERO(Duration.ofSeconds(1), true);

	private final Duration least;

	private final boolean zeroAllowed;

	DurationFloor(Duration least, boolean zeroAllowed) {
		this.least = least;
		this.zeroAllowed = zeroAllowed;
	}

	/**
	 * Checks a duration.
	 * @param property the property's name
	 * @param value its value, or {@code null} if it is not set
	 * @return the value
	 * @throws InvalidS3ExpressPropertyException if it is too short
	 */
	public @Nullable Duration check(String property, @Nullable Duration value) {
		if (value == null || value.compareTo(this.least) >= 0 || (value.isZero() && this.zeroAllowed)) {
			return value;
		}
		boolean unitMissing = value.toMillis() > 0;
		throw new InvalidS3ExpressPropertyException("%s is %s".formatted(property, DurationText.of(value)),
				unitMissing
						? "write %ds, if seconds are meant; the least is %s".formatted(value.toMillis(),
								DurationText.of(this.least))
						: "make it a positive duration of %s or more".formatted(DurationText.of(this.least)));
	}

}
