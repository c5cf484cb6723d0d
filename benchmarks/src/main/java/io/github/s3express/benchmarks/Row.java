/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/**
 * A row of the table. Smaller figures are better in all of them.
 *
 * @param work what was done
 * @param figure what is counted or measured, with its unit
 * @param sdk the figure of the SDK alone, or {@code null} where it has no such thing
 * @param managed the figure of the session manager
 * @param least the least possible, or {@code null} where none can be named
 * @param exact whether the managed figure is the same in every run, on every machine
 * @param headline what the chart calls this row, or {@code null} to leave it out there
 */
record Row(String work, String figure, @Nullable Double sdk, double managed, @Nullable Double least, boolean exact,
		@Nullable String headline) {

	static Row counted(String work, String figure, double sdk, double managed, double least) {
		return new Row(work, figure, sdk, managed, least, true, null);
	}

	static Row measured(String work, String figure, double sdk, double managed) {
		return new Row(work, figure, sdk, managed, null, false, null);
	}

	/**
	 * This row, to be shown in the chart too.
	 */
	Row withHeadline(String headline) {
		return new Row(work(), figure(), sdk(), managed(), least(), exact(), headline);
	}

	/**
	 * How many times better the session manager is, if both figures can be divided.
	 */
	OptionalDouble ratio() {
		return (this.sdk != null && this.managed > 0) ? OptionalDouble.of(this.sdk / this.managed)
				: OptionalDouble.empty();
	}

}
