/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Files of the data directory, for tests.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class StorageFiles {

	private StorageFiles() {
	}

	/**
	 * The note of a rename under way.
	 * @param from the object's key
	 * @param to its new key
	 * @param etag its entity tag
	 * @return the bytes of the file
	 * @throws IOException never
	 */
	public static byte[] move(String from, String to, String etag) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Descriptions.writeMove(new Descriptions.Move(from, to, etag), new DataOutputStream(bytes));
		return bytes.toByteArray();
	}

}
