/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * Names that have been checked before, so that requests need not check them again. Takes
 * up so many and no more: a flood of names costs time, not memory.
 */
final class DirectoryBucketNames {

	private static final int MAX = 10_000;

	private final ConcurrentMap<String, DirectoryBucketName> names = new ConcurrentHashMap<>();

	DirectoryBucketName get(@Nullable String value) {
		// Callers without null checks get the sentence of a bad name.
		String name = (value != null) ? value : "";
		DirectoryBucketName known = this.names.get(name);
		if (known != null) {
			return known;
		}
		DirectoryBucketName checked = new DirectoryBucketName(name);
		if (this.names.size() < MAX) {
			this.names.putIfAbsent(name, checked);
		}
		return checked;
	}

}
