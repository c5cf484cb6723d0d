/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.github.s3express.local.protocol.S3Exception;

/**
 * Keeps bytes in memory, in pieces, up to a bound.
 *
 * @author The S3 Express Spring Boot authors
 */
final class MemoryStorage implements Storage {

	private static final int PIECE = 64 * 1024;

	private final long capacity;

	private final AtomicLong used = new AtomicLong();

	MemoryStorage(long capacity) {
		this.capacity = capacity;
	}

	@Override
	public List<Bucket> load() {
		return List.of();
	}

	@Override
	public BlobWriter newBlob() {
		return new MemoryWriter();
	}

	@Override
	public void saveBucket(BucketInfo bucket) {
	}

	@Override
	public void deleteBucket(BucketInfo bucket) {
	}

	@Override
	public void saveObject(BucketInfo bucket, StoredObject object) {
	}

	@Override
	public void moveObject(BucketInfo bucket, String from, StoredObject moved) {
	}

	@Override
	public void saveUpload(BucketInfo bucket, MultipartUpload upload) {
	}

	@Override
	public void savePart(BucketInfo bucket, MultipartUpload upload, MultipartUpload.UploadedPart part) {
	}

	@Override
	public void deleteUpload(BucketInfo bucket, MultipartUpload upload) {
	}

	@Override
	public void deleteObject(BucketInfo bucket, String key) {
	}

	@Override
	public void close() {
	}

	private void reserve(int bytes) {
		if (this.used.addAndGet(bytes) > this.capacity) {
			this.used.addAndGet(-bytes);
			throw new S3Exception(400, "EntityTooLarge", "The local server keeps at most " + this.capacity
					+ " bytes in memory; delete objects, give it more heap or set a data directory.");
		}
	}

	private final class MemoryWriter implements BlobWriter {

		private final List<byte[]> pieces = new ArrayList<>();

		private byte[] last = new byte[0];

		private int filled;

		private long length;

		private long reserved;

		private boolean committed;

		@Override
		public void write(byte[] data, int offset, int length) {
			int from = offset;
			int remaining = length;
			while (remaining > 0) {
				if (this.filled == this.last.length) {
					grow(remaining);
				}
				int count = Math.min(remaining, this.last.length - this.filled);
				System.arraycopy(data, from, this.last, this.filled, count);
				this.filled += count;
				from += count;
				remaining -= count;
				this.length += count;
			}
		}

		private void grow(int wanted) {
			if (!this.pieces.isEmpty() && this.last.length < PIECE) {
				int bigger = Math.min(PIECE, Math.max(this.last.length * 4, this.filled + wanted));
				reserve(bigger - this.last.length);
				this.reserved += bigger - this.last.length;
				this.last = Arrays.copyOf(this.last, bigger);
				this.pieces.set(this.pieces.size() - 1, this.last);
				return;
			}
			int size = this.pieces.isEmpty() ? Math.min(PIECE, Math.max(wanted, 64)) : PIECE;
			reserve(size);
			this.reserved += size;
			this.last = new byte[size];
			this.filled = 0;
			this.pieces.add(this.last);
		}

		@Override
		public Content commit() {
			this.committed = true;
			if (this.length == 0) {
				return Content.EMPTY;
			}
			Blob blob = new MemoryBlob(this.pieces, this.length, this.reserved);
			return new Content(List.of(new Content.Slice(blob, 0, this.length)));
		}

		@Override
		public void close() {
			if (!this.committed) {
				MemoryStorage.this.used.addAndGet(-this.reserved);
				this.committed = true;
			}
		}

	}

	private final class MemoryBlob extends Blob {

		private final List<byte[]> pieces;

		private final long reserved;

		private MemoryBlob(List<byte[]> pieces, long length, long reserved) {
			super("", length);
			this.pieces = pieces;
			this.reserved = reserved;
		}

		@Override
		InputStream open(long offset) {
			return new PiecesInputStream(this.pieces, offset, length());
		}

		@Override
		void discard() {
			MemoryStorage.this.used.addAndGet(-this.reserved);
		}

	}

	private static final class PiecesInputStream extends InputStream {

		private final List<byte[]> pieces;

		private final long length;

		private long position;

		private PiecesInputStream(List<byte[]> pieces, long offset, long length) {
			this.pieces = pieces;
			this.position = offset;
			this.length = length;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) > 0) ? one[0] & 0xff : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.position >= this.length) {
				return -1;
			}
			byte[] piece = this.pieces.get((int) (this.position / PIECE));
			int start = (int) (this.position % PIECE);
			long available = Math.min(piece.length - start, this.length - this.position);
			int count = (int) Math.min(length, available);
			System.arraycopy(piece, start, target, offset, count);
			this.position += count;
			return count;
		}

	}

}
