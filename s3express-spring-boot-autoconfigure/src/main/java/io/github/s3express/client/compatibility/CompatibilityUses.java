/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what was made up for, and says it once for each bucket and kind. Thread-safe.
 */
public final class CompatibilityUses {

	private static final Logger logger = LoggerFactory.getLogger(CompatibilityUses.class);

	// As many buckets as an account may have by far; further ones are only counted.
	private static final int MAX_SAID = 1000;

	private final Map<CompatibilityKind, LongAdder> counts = new EnumMap<>(CompatibilityKind.class);

	private final Set<Said> said = ConcurrentHashMap.newKeySet();

	/**
	 * Creates counters that stand at zero.
	 */
	public CompatibilityUses() {
		for (CompatibilityKind kind : CompatibilityKind.values()) {
			this.counts.put(kind, new LongAdder());
		}
	}

	/**
	 * How often something was made up for.
	 * @param kind what
	 * @return the number of calls
	 */
	public long count(CompatibilityKind kind) {
		return counter(kind).sum();
	}

	/**
	 * Counts one call and says so if it is the first for the bucket.
	 * @param kind what is made up for
	 * @param bucket the bucket that the call is about
	 */
	void used(CompatibilityKind kind, String bucket) {
		counter(kind).increment();
		if (isFirst(kind, bucket)) {
			logger.info(
					"Made a call for directory bucket {} work that general purpose buckets allow: {}. "
							+ "Switch this off with s3express.compatibility.{}",
					bucket, kind.explanation(), switchOff(kind));
		}
	}

	/**
	 * Counts one call.
	 * @param kind what is made up for
	 * @param subject the bucket or bean that it is about
	 * @return whether it is the first for this subject, and so to be said
	 */
	public boolean usedFirst(CompatibilityKind kind, String subject) {
		counter(kind).increment();
		return isFirst(kind, subject);
	}

	private static String switchOff(CompatibilityKind kind) {
		return kind.id() + ((kind == CompatibilityKind.LIST_OPEN_UPLOADS) ? "=true" : "=false");
	}

	private boolean isFirst(CompatibilityKind kind, String subject) {
		Said one = new Said(kind, subject);
		return !this.said.contains(one) && this.said.size() < MAX_SAID && this.said.add(one);
	}

	private LongAdder counter(CompatibilityKind kind) {
		return this.counts.computeIfAbsent(kind, (each) -> new LongAdder());
	}

	private record Said(CompatibilityKind kind, String subject) {
	}

}
