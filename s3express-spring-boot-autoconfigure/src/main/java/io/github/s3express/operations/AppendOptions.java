/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DurationText;

/**
 * How a writer appends.
 *
 * @param create whether an object is made if there is none
 * @param fence whether the writer takes the object over when it is opened, by a copy onto
 * itself, so that writers opened earlier can no longer append
 * @param atLimit what to do when the object has as many parts as it may have
 * @param maxParts how many parts an object may have, 2 to 10,000
 * @param blockSize bytes that are collected before they are sent, if they are not written
 * at once; grows up to {@code maxBlockSize} as the number of parts grows
 * @param maxBlockSize the most bytes that are sent in one request; a writer holds twice
 * as many at most
 * @param flushInterval how long bytes wait before they are sent; zero: until the block is
 * full or somebody asks. Grows up to {@code maxFlushInterval} as the number of parts
 * grows
 * @param maxFlushInterval the longest that bytes wait
 * @param maxTries how often a request is sent, or its outcome looked for, before the
 * caller gets an exception; the client's own retries come on top
 * @param contentType of objects that the writer makes, or {@code null}
 * @param metadata of objects that the writer makes
 */
public record AppendOptions(boolean create, boolean fence, AtAppendLimit atLimit, int maxParts, int blockSize,
		int maxBlockSize, Duration flushInterval, Duration maxFlushInterval, int maxTries, @Nullable String contentType,
		Map<String, String> metadata) {

	private static final int STEPS = 16;

	/**
	 * Creates options.
	 * @throws IllegalArgumentException if one makes no sense; the message names it
	 */
	public AppendOptions {
		require(maxParts >= 2 && maxParts <= AppendRules.MAX_PARTS, "max-parts", maxParts, "between 2 and 10000");
		require(blockSize > 0, "block-size", blockSize, "one byte or more");
		require(maxBlockSize >= blockSize && maxBlockSize <= 1 << 30, "max-block-size", maxBlockSize,
				"between block-size (%d) and 1GB".formatted(blockSize));
		require(!flushInterval.isNegative(), "flush-interval", DurationText.of(flushInterval), "zero or more");
		require(maxFlushInterval.compareTo(flushInterval) >= 0, "max-flush-interval", DurationText.of(maxFlushInterval),
				"flush-interval (%s) or more".formatted(DurationText.of(flushInterval)));
		require(maxTries > 0, "max-tries", maxTries, "one or more");
		require(!metadata.containsKey(AppendEpoch.METADATA), "metadata", AppendEpoch.METADATA,
				"another name: this one is kept for the epoch");
		metadata = Map.copyOf(metadata);
	}

	private static void require(boolean holds, String option, Object value, String wanted) {
		if (!holds) {
			throw new IllegalArgumentException("%s is %s; make it %s.".formatted(option, value, wanted));
		}
	}

	/**
	 * The defaults: creates, fences, rewrites at the limit, blocks of 64 KiB to 8 MiB
	 * that wait for a second at most.
	 * @return the options
	 */
	public static AppendOptions defaults() {
		return new AppendOptions(true, true, AtAppendLimit.REWRITE, AppendRules.MAX_PARTS, 64 * 1024, 8 * 1024 * 1024,
				Duration.ofSeconds(1), Duration.ofSeconds(1), 8, null, Map.of());
	}

	/**
	 * The same options with some changed.
	 * @param change changes them
	 * @return the options
	 */
	public AppendOptions with(UnaryOperator<Builder> change) {
		return change.apply(new Builder(this)).build();
	}

	/**
	 * The bytes that are collected before they are sent. They double with each sixteenth
	 * of the parts that is used up.
	 */
	int blockSize(int parts) {
		return (int) Math.min(this.maxBlockSize, (long) this.blockSize << doublings(parts));
	}

	/**
	 * How many bytes a block still takes. What is written at once stays together: it is
	 * not cut because a block is full, only because it is as large as a block may be.
	 * @param count the bytes that are in it
	 * @param more the bytes that are being written
	 */
	int room(int parts, int count, int more) {
		int size = blockSize(parts);
		return (count < size) ? (int) Math.min(this.maxBlockSize, Math.max(size, (long) count + more)) - count : 0;
	}

	/**
	 * How long bytes wait, in nanoseconds.
	 */
	long flushNanos(int parts) {
		return Math.min(this.maxFlushInterval.toNanos(), this.flushInterval.toNanos() << doublings(parts));
	}

	private int doublings(int parts) {
		return (int) Math.min(STEPS, (long) STEPS * parts / this.maxParts);
	}

	AppendRules rules(String id) {
		return new AppendRules(id, this.create, this.fence, this.atLimit, this.maxParts, AppendRules.MAX_COPY,
				this.maxTries, Duration.ofMillis(100), Duration.ofSeconds(5));
	}

	/**
	 * Changes options.
	 */
	public static final class Builder {

		private boolean create;

		private boolean fence;

		private AtAppendLimit atLimit;

		private int maxParts;

		private int blockSize;

		private int maxBlockSize;

		private Duration flushInterval;

		private Duration maxFlushInterval;

		private int maxTries;

		private @Nullable String contentType;

		private Map<String, String> metadata;

		private Builder(AppendOptions options) {
			this.create = options.create;
			this.fence = options.fence;
			this.atLimit = options.atLimit;
			this.maxParts = options.maxParts;
			this.blockSize = options.blockSize;
			this.maxBlockSize = options.maxBlockSize;
			this.flushInterval = options.flushInterval;
			this.maxFlushInterval = options.maxFlushInterval;
			this.maxTries = options.maxTries;
			this.contentType = options.contentType;
			this.metadata = options.metadata;
		}

		/**
		 * Whether an object is made if there is none.
		 * @param create {@code false}: opening fails then
		 * @return this builder
		 */
		public Builder create(boolean create) {
			this.create = create;
			return this;
		}

		/**
		 * Whether writers opened earlier can no longer append.
		 * @param fence {@code false} saves a CopyObject at opening
		 * @return this builder
		 */
		public Builder fence(boolean fence) {
			this.fence = fence;
			return this;
		}

		/**
		 * What to do when the object has as many parts as it may have.
		 * @param atLimit what to do
		 * @return this builder
		 */
		public Builder atLimit(AtAppendLimit atLimit) {
			this.atLimit = atLimit;
			return this;
		}

		/**
		 * How many parts an object may have.
		 * @param maxParts 2 to 10,000
		 * @return this builder
		 */
		public Builder maxParts(int maxParts) {
			this.maxParts = maxParts;
			return this;
		}

		/**
		 * The bytes that are collected before they are sent.
		 * @param blockSize of an object with few parts
		 * @param maxBlockSize of one with many
		 * @return this builder
		 */
		public Builder blockSize(int blockSize, int maxBlockSize) {
			this.blockSize = blockSize;
			this.maxBlockSize = maxBlockSize;
			return this;
		}

		/**
		 * How long bytes wait before they are sent.
		 * @param flushInterval for an object with few parts; zero: until the block is
		 * full or somebody asks
		 * @param maxFlushInterval for one with many
		 * @return this builder
		 */
		public Builder flushInterval(Duration flushInterval, Duration maxFlushInterval) {
			this.flushInterval = flushInterval;
			this.maxFlushInterval = maxFlushInterval;
			return this;
		}

		/**
		 * How often something is tried.
		 * @param maxTries one or more
		 * @return this builder
		 */
		public Builder maxTries(int maxTries) {
			this.maxTries = maxTries;
			return this;
		}

		/**
		 * The content type of objects that the writer makes.
		 * @param contentType the type, or {@code null} for the service's default
		 * @return this builder
		 */
		public Builder contentType(@Nullable String contentType) {
			this.contentType = contentType;
			return this;
		}

		/**
		 * The metadata of objects that the writer makes.
		 * @param metadata names without {@code x-amz-meta-}, and values
		 * @return this builder
		 */
		public Builder metadata(Map<String, String> metadata) {
			this.metadata = metadata;
			return this;
		}

		private AppendOptions build() {
			return new AppendOptions(this.create, this.fence, this.atLimit, this.maxParts, this.blockSize,
					this.maxBlockSize, this.flushInterval, this.maxFlushInterval, this.maxTries, this.contentType,
					this.metadata);
		}

	}

}
