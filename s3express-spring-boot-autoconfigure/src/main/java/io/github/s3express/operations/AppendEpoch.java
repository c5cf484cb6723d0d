/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to append to an object. It stands in the object's metadata, which can
 * be set by creation and by copying only: both change the entity tag, so that an append
 * of an earlier epoch no longer fits.
 *
 * @param number one more than that of the epoch before
 * @param start the size of the object when this epoch began; -1 if others may have
 * written between the epoch before and this one
 * @param id the writer's own, used by no other
 * @param generation how often the writer copied the object onto itself
 */
record AppendEpoch(long number, long start, String id, int generation) {

	/**
	 * The name of the metadata, without {@code x-amz-meta-}.
	 */
	static final String METADATA = "s3express-epoch";

	private static final Pattern FORM = Pattern.compile("([0-9]{1,18})@(-1|[0-9]{1,18}):([^+]+)\\+([0-9]{1,9})");

	/**
	 * Reads an epoch.
	 * @param text the metadata's value, or {@code null} if there is none
	 * @return the epoch, or {@code null} if there is none or it was not written by us
	 */
	static @Nullable AppendEpoch parse(@Nullable String text) {
		Matcher matcher = FORM.matcher((text != null) ? text : "");
		return matcher.matches() ? new AppendEpoch(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
				matcher.group(3), Integer.parseInt(matcher.group(4))) : null;
	}

	AppendEpoch nextGeneration() {
		return new AppendEpoch(this.number, this.start, this.id, this.generation + 1);
	}

	@Override
	public String toString() {
		return this.number + "@" + this.start + ":" + this.id + "+" + this.generation;
	}

}
