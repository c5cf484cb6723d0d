/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamSupport;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.batch.infrastructure.item.file.transform.LineAggregator;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.WritableResource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.S3ExpressOperations;

/**
 * What {@code FlatFileItemWriter} is for files, for objects of directory buckets: writes
 * a line for each item, and after a restart the object is as if nothing had failed.
 * <p>
 * The lines of a chunk are in the object before its transaction commits, and with it the
 * position after them. A file is cut at that position at a restart; an object cannot be.
 * If more is there, since it was appended and not committed, the object is replaced by a
 * copy of what was committed. A run that is not a restart replaces an object that is
 * there.
 * <p>
 * Once something was appended and not committed, the step has to fail: neither retries
 * nor skips in writing can take it back.
 *
 * @param <T> the items
 */
public class ObjectItemWriter<T> extends ItemStreamSupport implements ItemStreamWriter<T> {

	private static final String POSITION = "position";

	private final S3ExpressOperations operations;

	private final ResourceLoader resources;

	private final String bucket;

	private final String key;

	private final LineAggregator<T> lines;

	private @Nullable AppendWriter writer;

	private boolean synchronizing;

	private boolean ahead;

	/**
	 * Creates a writer.
	 * @param operations appends
	 * @param resources knows locations like {@code s3express://bucket/key}
	 * @param bucket a directory bucket
	 * @param key the object
	 * @param lines makes lines of items
	 */
	public ObjectItemWriter(S3ExpressOperations operations, ResourceLoader resources, String bucket, String key,
			LineAggregator<T> lines) {
		this.operations = operations;
		this.resources = resources;
		this.bucket = bucket;
		this.key = key;
		this.lines = lines;
		setName("objectItemWriter");
	}

	@Override
	public void open(ExecutionContext context) {
		long committed = context.getLong(getExecutionContextKey(POSITION), 0);
		try {
			// From now on nothing that a run before has sent can arrive.
			AppendWriter writer = append();
			if (writer.position() > committed) {
				writer.close();
				cut(committed);
				writer = append();
			}
			this.writer = writer;
			if (writer.position() != committed) {
				throw new ItemStreamException("s3express://%s/%s has %d bytes, but %d were committed"
					.formatted(this.bucket, this.key, writer.position(), committed));
			}
		}
		catch (IOException ex) {
			throw new ItemStreamException("s3express://%s/%s cannot be written".formatted(this.bucket, this.key), ex);
		}
		this.synchronizing = false;
		this.ahead = false;
	}

	private AppendWriter append() throws IOException {
		return this.operations.append(this.bucket, this.key,
				(options) -> options.flushInterval(Duration.ZERO, Duration.ZERO));
	}

	// Written under another key and renamed: an object that is there is the old one or
	// the new one.
	private void cut(long length) throws IOException {
		WritableResource object = (WritableResource) this.resources
			.getResource("s3express://" + this.bucket + "/" + this.key);
		try (InputStream from = object.getInputStream(); OutputStream to = object.getOutputStream()) {
			byte[] buffer = new byte[64 * 1024];
			long left = length;
			while (left > 0) {
				int read = from.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
				if (read == 0) {
					throw new IOException("%d bytes are missing".formatted(left));
				}
				to.write(buffer, 0, read);
				left -= read;
			}
		}
	}

	@Override
	public void write(Chunk<? extends T> chunk) throws IOException {
		if (this.ahead) {
			throw new ItemStreamException("More may be there than was committed; restart the job");
		}
		StringBuilder text = new StringBuilder();
		for (T item : chunk) {
			text.append(this.lines.aggregate(item)).append('\n');
		}
		if (!this.synchronizing && TransactionSynchronizationManager.isSynchronizationActive()) {
			this.synchronizing = true;
			TransactionSynchronizationManager.registerSynchronization(new Rollback());
		}
		this.ahead = true;
		opened().write(text.toString().getBytes(StandardCharsets.UTF_8));
		opened().sync();
		this.ahead = false;
	}

	@Override
	public void update(ExecutionContext context) {
		context.putLong(getExecutionContextKey(POSITION), opened().syncedPosition());
	}

	private AppendWriter opened() {
		AppendWriter writer = this.writer;
		if (writer == null) {
			throw new ItemStreamException("The writer is not open; is it registered as a stream of the step?");
		}
		return writer;
	}

	@Override
	public void close() {
		AppendWriter writer = this.writer;
		this.writer = null;
		if (writer == null || this.ahead) {
			return;
		}
		try {
			writer.close();
		}
		catch (IOException ex) {
			throw new ItemStreamException("s3express://%s/%s was not closed".formatted(this.bucket, this.key), ex);
		}
	}

	/**
	 * Notes that a chunk is there that was not committed.
	 */
	private final class Rollback implements TransactionSynchronization {

		@Override
		public void afterCompletion(int status) {
			ObjectItemWriter.this.synchronizing = false;
			ObjectItemWriter.this.ahead |= status != STATUS_COMMITTED;
		}

	}

}
