/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.s3express.operations.AppendObserver;
import io.github.s3express.session.DirectoryBucketName;

/**
 * Meters of what writers append. Numbers of meters are bounded: only so many buckets get
 * a tag value of their own.
 */
public final class AppendMeters implements AppendObserver, MeterBinder {

	static final String APPENDS = "s3express.appends";

	static final String BYTES = "s3express.append.bytes";

	static final String SETTLED = "s3express.append.settled";

	static final String REWRITES = "s3express.append.rewrites";

	static final String ROLLOVERS = "s3express.append.rollovers";

	private final BucketTags buckets;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final Map<String, Counts> counts = new ConcurrentHashMap<>();

	/**
	 * Creates the meters.
	 * @param maxBuckets number of buckets that get a tag value of their own; all others
	 * share {@code other}
	 */
	public AppendMeters(int maxBuckets) {
		this.buckets = new BucketTags(maxBuckets);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		synchronized (this.counts) {
			this.registries.add(registry);
			this.counts.forEach((tag, counts) -> register(registry, tag, counts));
		}
	}

	@Override
	public Appending started(String bucket, String key, int bytes) {
		Counts counts = counts(this.buckets.tag(new DirectoryBucketName(bucket)));
		return (end) -> {
			counts.rewrites.add(end.rewrites());
			counts.rollovers.add(end.rollovers());
			if (end.failure() != null) {
				counts.failures.increment();
				return;
			}
			counts.appends.increment();
			counts.bytes.add(bytes);
			counts.settled.add(end.settled() ? 1 : 0);
		};
	}

	private Counts counts(String tag) {
		Counts known = this.counts.get(tag);
		if (known != null) {
			return known;
		}
		synchronized (this.counts) {
			return this.counts.computeIfAbsent(tag, (name) -> {
				Counts counts = new Counts();
				this.registries.forEach((registry) -> register(registry, name, counts));
				return counts;
			});
		}
	}

	private static void register(MeterRegistry registry, String tag, Counts counts) {
		FunctionCounter.builder(APPENDS, counts.appends, LongAdder::sum)
			.description(
					"Blocks that writers appended, by whether they are in the object or the caller got an exception")
			.baseUnit("blocks")
			.tags("bucket", tag, "outcome", "success")
			.register(registry);
		FunctionCounter.builder(APPENDS, counts.failures, LongAdder::sum)
			.description(
					"Blocks that writers appended, by whether they are in the object or the caller got an exception")
			.baseUnit("blocks")
			.tags("bucket", tag, "outcome", "failure")
			.register(registry);
		register(registry, BYTES, "Bytes that writers appended", "bytes", tag, counts.bytes);
		register(registry, SETTLED, "Appends without an answer that the object itself settled", "blocks", tag,
				counts.settled);
		register(registry, REWRITES, "Copies of an object onto itself since it had as many parts as it may have",
				"copies", tag, counts.rewrites);
		register(registry, ROLLOVERS, "Objects begun since the one before had as many parts as it may have", "objects",
				tag, counts.rollovers);
	}

	private static void register(MeterRegistry registry, String name, String description, String unit, String tag,
			LongAdder count) {
		FunctionCounter.builder(name, count, LongAdder::sum)
			.description(description)
			.baseUnit(unit)
			.tag("bucket", tag)
			.register(registry);
	}

	private static final class Counts {

		private final LongAdder appends = new LongAdder();

		private final LongAdder failures = new LongAdder();

		private final LongAdder bytes = new LongAdder();

		private final LongAdder settled = new LongAdder();

		private final LongAdder rewrites = new LongAdder();

		private final LongAdder rollovers = new LongAdder();

	}

}
