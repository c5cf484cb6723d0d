/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.operations;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import io.github.s3express.autoconfigure.DurationFloor;
import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;
import io.github.s3express.operations.AppendOptions;
import io.github.s3express.operations.AtAppendLimit;

/**
 * Configuration properties of writers that append to objects. Each writer can be told
 * otherwise when it is opened.
 */
@ConfigurationProperties("s3express.append")
public class S3ExpressAppendProperties {

	private static final String PREFIX = "s3express.append.";

	private static final DataSize MAX_BLOCK_SIZE = DataSize.ofMegabytes(8);

	private static final DataSize LARGEST = DataSize.ofGigabytes(1);

	/**
	 * Whether an object is made if there is none.
	 */
	private boolean create = true;

	/**
	 * Whether a writer takes the object over when it is opened, so that writers opened
	 * earlier can no longer append.
	 */
	private boolean fence = true;

	/**
	 * What to do when the object has as many parts as it may have.
	 */
	private AtAppendLimit atLimit = AtAppendLimit.REWRITE;

	/**
	 * Number of parts that an object may have.
	 */
	private int maxParts = 10000;

	/**
	 * Bytes that are collected before they are sent, if they are not written at once;
	 * grows up to max-block-size as the number of parts grows.
	 */
	private DataSize blockSize = DataSize.ofKilobytes(64);

	/**
	 * The most bytes that are sent in one request. A writer holds twice as many at most.
	 */
	private DataSize maxBlockSize = DataSize.ofMegabytes(8);

	/**
	 * How long bytes wait before they are sent; grows up to max-flush-interval as the
	 * number of parts grows. Zero: until the block is full or somebody asks.
	 */
	private Duration flushInterval = Duration.ofSeconds(1);

	/**
	 * The longest that bytes wait. By default the same as flush-interval.
	 */
	private @Nullable Duration maxFlushInterval;

	/**
	 * Number of times that a request is sent, or its outcome looked for, before the
	 * caller gets an exception. The client's own retries come on top.
	 */
	private int maxTries = 8;

	public boolean isCreate() {
		return this.create;
	}

	public void setCreate(boolean create) {
		this.create = create;
	}

	public boolean isFence() {
		return this.fence;
	}

	public void setFence(boolean fence) {
		this.fence = fence;
	}

	public AtAppendLimit getAtLimit() {
		return this.atLimit;
	}

	public void setAtLimit(AtAppendLimit atLimit) {
		this.atLimit = atLimit;
	}

	public int getMaxParts() {
		return this.maxParts;
	}

	public void setMaxParts(int maxParts) {
		this.maxParts = maxParts;
	}

	public DataSize getBlockSize() {
		return this.blockSize;
	}

	public void setBlockSize(DataSize blockSize) {
		this.blockSize = blockSize;
	}

	public DataSize getMaxBlockSize() {
		return this.maxBlockSize;
	}

	public void setMaxBlockSize(DataSize maxBlockSize) {
		this.maxBlockSize = maxBlockSize;
	}

	public Duration getFlushInterval() {
		return this.flushInterval;
	}

	public void setFlushInterval(Duration flushInterval) {
		this.flushInterval = flushInterval;
	}

	public @Nullable Duration getMaxFlushInterval() {
		return this.maxFlushInterval;
	}

	public void setMaxFlushInterval(@Nullable Duration maxFlushInterval) {
		this.maxFlushInterval = maxFlushInterval;
	}

	public int getMaxTries() {
		return this.maxTries;
	}

	public void setMaxTries(int maxTries) {
		this.maxTries = maxTries;
	}

	AppendOptions options() {
		DurationFloor.MOMENT_OR_ZERO.check(PREFIX + "flush-interval", this.flushInterval);
		DurationFloor.MOMENT_OR_ZERO.check(PREFIX + "max-flush-interval", this.maxFlushInterval);
		int block = bytes("block-size", this.blockSize);
		int maxBlock = bytes("max-block-size", this.maxBlockSize);
		checkOrder(this.blockSize, this.maxBlockSize);
		try {
			return new AppendOptions(this.create, this.fence, this.atLimit, this.maxParts, block, maxBlock,
					this.flushInterval, (this.maxFlushInterval != null) ? this.maxFlushInterval : this.flushInterval,
					this.maxTries, null, Map.of());
		}
		catch (IllegalArgumentException ex) {
			// An option is named as its property, and said what to make of it.
			String[] sentence = String.valueOf(ex.getMessage()).split("; ", 2);
			throw new InvalidS3ExpressPropertyException(PREFIX + sentence[0],
					sentence[1].substring(0, sentence[1].length() - 1));
		}
	}

	private static int bytes(String property, DataSize size) {
		if (size.toBytes() <= 0 || size.compareTo(LARGEST) > 0) {
			throw new InvalidS3ExpressPropertyException("%s%s is %s".formatted(PREFIX, property, text(size)),
					"make it a size from 1B to 1GB");
		}
		return (int) size.toBytes();
	}

	private static void checkOrder(DataSize blockSize, DataSize maxBlockSize) {
		if (blockSize.compareTo(maxBlockSize) > 0) {
			throw new InvalidS3ExpressPropertyException("%sblock-size is %s".formatted(PREFIX, text(blockSize)),
					"make it no more than %smax-block-size, which is %s%s".formatted(PREFIX, text(maxBlockSize),
							maxBlockSize.equals(MAX_BLOCK_SIZE) ? " by default" : ""));
		}
	}

	private static String text(DataSize size) {
		long bytes = size.toBytes();
		if (bytes != 0 && bytes % (1024 * 1024) == 0) {
			return size.toMegabytes() + "MB";
		}
		return (bytes != 0 && bytes % 1024 == 0) ? size.toKilobytes() + "KB" : size.toString();
	}

}
