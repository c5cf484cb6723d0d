/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Appends to an object of a directory bucket. Bytes are collected into blocks; each block
 * is in the object as a whole or not at all, once, and in order. Safe for use by several
 * threads: those that wait for {@link #sync()} share requests.
 * <p>
 * After an {@link AppendException} that is {@linkplain AppendException#isResumable()
 * resumable} the writer still holds what was not acknowledged; {@link #sync()} tries
 * again. {@link #position()} tells how many bytes of a failed {@code write} were taken.
 */
public abstract class AppendWriter extends OutputStream {

	/**
	 * The key that is being written.
	 * @return the key, another one after the writer has rolled over
	 */
	public abstract String key();

	/**
	 * Where the next byte will stand.
	 * @return the object's size after all that was written so far, in bytes
	 */
	public abstract long position();

	/**
	 * Up to where the service has acknowledged.
	 * @return bytes from the beginning of the object
	 */
	public abstract long syncedPosition();

	/**
	 * Sends what was written so far, and returns when the service has acknowledged it.
	 * @throws AppendException if that cannot be had
	 * @throws IOException if the writer is closed
	 */
	public abstract void sync() throws IOException;

	/**
	 * Begins to send what was written so far and returns at once; without a flush
	 * interval the same as {@link #sync()}.
	 * @throws AppendException if bytes could not be sent since the last call
	 * @throws IOException if the writer is closed
	 */
	@Override
	public abstract void flush() throws IOException;

	/**
	 * Sends what was written so far, waits until the service has acknowledged it, and
	 * ends the writer.
	 * @throws AppendException if that cannot be had, unless the caller has got that
	 * exception already
	 */
	@Override
	public abstract void close() throws IOException;

}
