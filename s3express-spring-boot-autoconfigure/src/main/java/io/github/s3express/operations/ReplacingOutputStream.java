/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Writes an object under another key, which takes the place of the old one when the
 * stream is closed. Memory is bounded as that of a writer.
 */
final class ReplacingOutputStream extends OutputStream {

	private final S3Client client;

	private final S3ExpressOperations operations;

	private final String bucket;

	private final String key;

	private final AppendWriter writer;

	private boolean failed;

	private boolean closed;

	private ReplacingOutputStream(S3Client client, S3ExpressOperations operations, String bucket, String key,
			AppendWriter writer) {
		this.client = client;
		this.operations = operations;
		this.bucket = bucket;
		this.key = key;
		this.writer = writer;
	}

	static ReplacingOutputStream open(S3Client client, S3ExpressOperations operations, String bucket, String key)
			throws IOException {
		String temporary = key + "." + UUID.randomUUID() + ".tmp";
		// Nobody else knows the key.
		AppendWriter writer = operations.append(bucket, temporary,
				(options) -> options.create(true)
					.fence(false)
					.atLimit(AtAppendLimit.REWRITE)
					.flushInterval(Duration.ZERO, Duration.ZERO));
		return new ReplacingOutputStream(client, operations, bucket, key, writer);
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		try {
			this.writer.write(bytes, offset, length);
		}
		catch (IOException ex) {
			this.failed = true;
			throw ex;
		}
	}

	@Override
	public void close() throws IOException {
		if (this.closed) {
			return;
		}
		this.closed = true;
		boolean replaced = false;
		try {
			this.writer.close();
			if (!this.failed) {
				this.operations.rename(this.bucket, this.writer.key(), this.key);
				replaced = true;
			}
		}
		catch (SdkException ex) {
			throw new IOException(
					"s3express://%s/%s could not be replaced: %s".formatted(this.bucket, this.key, ex.getMessage()),
					ex);
		}
		finally {
			if (!replaced) {
				delete();
			}
		}
	}

	private void delete() {
		try {
			this.client.deleteObject((delete) -> delete.bucket(this.bucket).key(this.writer.key()));
		}
		catch (SdkException ex) {
			// What made it fail is thrown.
		}
	}

}
