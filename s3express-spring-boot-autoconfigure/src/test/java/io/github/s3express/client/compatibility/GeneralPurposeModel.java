/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a general purpose bucket lists, by its documentation: names in the order of their
 * UTF-8 bytes, keys rolled up at the first delimiter after the prefix.
 *
 * @param keys the keys in the bucket
 */
record GeneralPurposeModel(Collection<String> keys) {

	/**
	 * All names that a listing holds, over all its pages.
	 * @param prefix the prefix
	 * @param delimiter the delimiter, or {@code null}
	 * @param after the marker or {@code start-after}, or {@code null}
	 */
	List<String> names(String prefix, @Nullable String delimiter, @Nullable String after) {
		TreeMap<byte[], String> names = new TreeMap<>(Arrays::compareUnsigned);
		for (String key : this.keys) {
			if (key.startsWith(prefix)) {
				int end = (delimiter != null) ? key.indexOf(delimiter, prefix.length()) : -1;
				String name = (delimiter != null && end >= 0) ? key.substring(0, end + delimiter.length()) : key;
				names.put(name.getBytes(StandardCharsets.UTF_8), name);
			}
		}
		return new ArrayList<>(
				((after != null) ? names.tailMap(after.getBytes(StandardCharsets.UTF_8), false) : names).values());
	}

}
