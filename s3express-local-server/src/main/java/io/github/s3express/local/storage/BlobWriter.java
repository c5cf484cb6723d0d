/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.Closeable;
import java.io.IOException;

/**
 * Takes the bytes of a blob. Closed without {@link #commit()} it leaves nothing behind.
 *
 * @author The S3 Express Spring Boot authors
 */
public interface BlobWriter extends Closeable {

	/**
	 * Takes more bytes.
	 * @param data a buffer
	 * @param offset where the bytes begin
	 * @param length how many they are
	 * @throws IOException if they cannot be stored
	 */
	void write(byte[] data, int offset, int length) throws IOException;

	/**
	 * Makes the blob last.
	 * @return the content, held once by the caller
	 * @throws IOException if it cannot be stored
	 */
	Content commit() throws IOException;

}
