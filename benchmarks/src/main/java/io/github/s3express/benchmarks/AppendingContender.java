/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.time.Duration;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.DefaultS3ExpressOperations;

/**
 * One way to append.
 */
abstract class AppendingContender implements AutoCloseable {

	private final Contender contender;

	final S3Client client;

	private AppendingContender(Contender contender) {
		this.contender = contender;
		this.client = contender.newClient();
	}

	/**
	 * A loop that counts the offset.
	 */
	static AppendingContender byHand(Contender contender) {
		return new AppendingContender(contender) {

			@Override
			Appends open(String key) {
				return new Loop(this.client, key);
			}

		};
	}

	static AppendingContender writer(Contender contender) {
		return new AppendingContender(contender) {

			@Override
			Appends open(String key) throws IOException {
				return new Writer(new DefaultS3ExpressOperations(this.client).append(Buckets.name(0), key,
						(options) -> options.flushInterval(Duration.ZERO, Duration.ZERO)));
			}

		};
	}

	abstract Appends open(String key) throws IOException;

	long puts() {
		return this.contender.server().counters().count("PutObject");
	}

	/**
	 * Appends blocks, each acknowledged before the next.
	 */
	void append(String key, byte[] block, int blocks, AppendTimes times) throws IOException {
		try (Appends appends = open(key)) {
			for (int i = 0; i < blocks; i++) {
				long before = System.nanoTime();
				appends.write(block);
				appends.sync();
				times.add(System.nanoTime() - before);
			}
		}
	}

	/**
	 * Appends lines of which only the last is waited for.
	 * @return milliseconds
	 */
	double lines(String key, byte[] line, int lines) throws IOException {
		long before = System.nanoTime();
		try (Appends appends = open(key)) {
			for (int i = 0; i < lines; i++) {
				appends.write(line);
			}
			appends.sync();
		}
		return (System.nanoTime() - before) / 1e6;
	}

	@Override
	public void close() {
		this.client.close();
	}

	/**
	 * What is appended to.
	 */
	interface Appends extends AutoCloseable {

		void write(byte[] bytes) throws IOException;

		void sync() throws IOException;

		@Override
		void close() throws IOException;

	}

	private static final class Loop implements Appends {

		private final S3Client client;

		private final String key;

		private long offset;

		private Loop(S3Client client, String key) {
			this.client = client;
			this.key = key;
		}

		@Override
		public void write(byte[] bytes) {
			long offset = this.offset;
			this.client.putObject((put) -> put.bucket(Buckets.name(0)).key(this.key).writeOffsetBytes(offset),
					RequestBody.fromBytes(bytes));
			this.offset += bytes.length;
		}

		@Override
		public void sync() {
		}

		@Override
		public void close() {
		}

	}

	private record Writer(AppendWriter writer) implements Appends {

		@Override
		public void write(byte[] bytes) throws IOException {
			this.writer.write(bytes);
		}

		@Override
		public void sync() throws IOException {
			this.writer.sync();
		}

		@Override
		public void close() throws IOException {
			this.writer.close();
		}

	}

}
