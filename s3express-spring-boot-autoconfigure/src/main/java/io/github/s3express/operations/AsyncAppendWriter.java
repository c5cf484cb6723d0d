/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

import org.reactivestreams.Publisher;

/**
 * {@link AppendWriter} that makes no thread wait, with the same guarantees. Its memory is
 * bounded: a future of {@link #write(ByteBuffer)} completes once there is room for more,
 * and until then nothing else is taken.
 * <p>
 * A future that is cancelled changes nothing of what becomes of the bytes.
 */
public interface AsyncAppendWriter {

	/**
	 * The key that is being written.
	 * @return the key, another one after the writer has rolled over
	 */
	String key();

	/**
	 * Where the next byte will stand.
	 * @return the object's size after all that was taken so far, in bytes
	 */
	long position();

	/**
	 * Up to where the service has acknowledged.
	 * @return bytes from the beginning of the object
	 */
	long syncedPosition();

	/**
	 * Takes bytes. They must not change before the future completes.
	 * @param bytes what remains of them is taken
	 * @return completes when all are taken, though not yet acknowledged, and the next may
	 * be written; or with an {@link AppendException}
	 * @throws IllegalStateException if the future of the write before has not completed
	 */
	CompletableFuture<Void> write(ByteBuffer bytes);

	/**
	 * Takes all that a publisher has, asking for one buffer at a time: as fast as the
	 * service acknowledges, and no faster.
	 * @param bytes what to write
	 * @return completes when all are taken; or with an {@link AppendException} or what
	 * the publisher failed with. Cancelling it ends the subscription
	 */
	CompletableFuture<Void> writeAll(Publisher<ByteBuffer> bytes);

	/**
	 * Sends what was taken so far.
	 * @return completes when the service has acknowledged it; or with an
	 * {@link AppendException}
	 */
	CompletableFuture<Void> sync();

	/**
	 * Sends what was taken so far and ends the writer.
	 * @return completes when the service has acknowledged it; or with an
	 * {@link AppendException}. The writer has ended either way
	 */
	CompletableFuture<Void> close();

}
