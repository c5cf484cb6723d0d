/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.S3ExpressOperations;

/**
 * A log that is renamed once it is large: {@code app.log} becomes
 * {@code app.log.2026-11-29T10-15-30.250Z}, and the next line begins a new
 * {@code app.log}. Whatever throws can be called again and goes on where it failed. Used
 * by one thread.
 */
class RollingLog {

	private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final int PRECONDITION_FAILED = 412;

	private static final int NOT_FOUND = 404;

	private final S3ExpressOperations operations;

	private final String bucket;

	private final String key;

	private final long maxSize;

	private final Clock clock;

	private @Nullable AppendWriter writer;

	private boolean rolling;

	RollingLog(S3ExpressOperations operations, String bucket, String key, long maxSize, Clock clock) {
		this.operations = operations;
		this.bucket = bucket;
		this.key = key;
		this.maxSize = maxSize;
		this.clock = clock;
	}

	/**
	 * Takes bytes. They may stand in two objects only if they come in two calls.
	 * @param bytes what is left of them afterwards has not been taken
	 */
	void write(ByteBuffer bytes) throws IOException {
		AppendWriter writer = open();
		if (writer.position() >= this.maxSize) {
			roll(writer);
			writer = open();
		}
		long before = writer.position();
		try {
			writer.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
		}
		finally {
			bytes.position(bytes.position() + (int) (writer.position() - before));
		}
	}

	/**
	 * Returns when all that was taken is in the bucket.
	 */
	void sync() throws IOException {
		if (this.writer != null) {
			this.writer.sync();
		}
	}

	// Sent on demand alone: a thread that flushes would log, too.
	private AppendWriter open() throws IOException {
		if (this.rolling) {
			rename();
		}
		AppendWriter writer = this.writer;
		if (writer == null) {
			writer = this.operations.append(this.bucket, this.key,
					(options) -> options.flushInterval(Duration.ZERO, Duration.ZERO).contentType("text/plain"));
			this.writer = writer;
		}
		return writer;
	}

	private void roll(AppendWriter writer) throws IOException {
		writer.sync();
		writer.close();
		this.writer = null;
		this.rolling = true;
	}

	// The object may be gone since a rename before had no answer.
	private void rename() {
		Instant now = this.clock.instant();
		boolean renamed = false;
		while (!renamed) {
			String name = this.key + "." + NAME.format(now);
			try {
				this.operations.rename(this.bucket, this.key, name,
						(conditions) -> conditions.destinationIfNoneMatch("*"));
				renamed = true;
			}
			catch (S3Exception ex) {
				renamed = ex.statusCode() == NOT_FOUND;
				if (!renamed && ex.statusCode() != PRECONDITION_FAILED) {
					throw ex;
				}
				now = now.plusMillis(1);
			}
		}
		this.rolling = false;
	}

	void close() throws IOException {
		if (this.writer != null) {
			this.writer.close();
		}
	}

}
