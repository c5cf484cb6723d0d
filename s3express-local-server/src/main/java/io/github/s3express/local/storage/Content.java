/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of an object: slices of blobs, one after the other. Appending, completing an
 * upload and copying make new lists of slices and move no bytes.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Content {

	/** The content of an empty object. */
	public static final Content EMPTY = new Content(List.of());

	private final List<Slice> slices;

	private final long length;

	Content(List<Slice> slices) {
		this.slices = List.copyOf(slices);
		this.length = slices.stream().mapToLong(Slice::length).sum();
	}

	List<Slice> slices() {
		return this.slices;
	}

	/**
	 * The length.
	 * @return bytes
	 */
	public long length() {
		return this.length;
	}

	/**
	 * Holds the bytes for a while.
	 * @return {@code false} if they are gone
	 */
	public boolean retain() {
		for (int i = 0; i < this.slices.size(); i++) {
			if (!this.slices.get(i).blob.retain()) {
				for (int held = 0; held < i; held++) {
					this.slices.get(held).blob.release();
				}
				return false;
			}
		}
		return true;
	}

	/**
	 * Lets the bytes go.
	 */
	public void release() {
		this.slices.forEach((slice) -> slice.blob.release());
	}

	/**
	 * A part of this content. It holds the bytes no further than this one does.
	 * @param offset where it begins
	 * @param length the bytes it has
	 * @return a view
	 */
	public Content slice(long offset, long length) {
		List<Slice> result = new ArrayList<>();
		long skip = offset;
		long remaining = length;
		for (Slice slice : this.slices) {
			if (skip >= slice.length) {
				skip -= slice.length;
			}
			else if (remaining > 0) {
				long taken = Math.min(slice.length - skip, remaining);
				result.add(new Slice(slice.blob, slice.offset + skip, taken));
				remaining -= taken;
				skip = 0;
			}
		}
		return new Content(result);
	}

	/**
	 * Contents one after the other. It holds the bytes no further than they do.
	 * @param contents the contents
	 * @return a view
	 */
	public static Content concat(List<Content> contents) {
		List<Slice> slices = new ArrayList<>();
		contents.forEach((content) -> slices.addAll(content.slices));
		return new Content(slices);
	}

	/**
	 * Opens the bytes. The caller holds them meanwhile.
	 * @return a stream to be closed, that throws {@link UncheckedIOException} if the
	 * bytes cannot be read: a failing disk is not to be taken for a failing connection
	 */
	public InputStream open() {
		return new SlicesInputStream(this.slices);
	}

	/**
	 * A run of bytes of a blob.
	 *
	 * @param blob the blob
	 * @param offset where the run begins
	 * @param length the bytes it has
	 */
	record Slice(Blob blob, long offset, long length) {

	}

	private static final class SlicesInputStream extends InputStream {

		private final List<Slice> slices;

		private InputStream current = InputStream.nullInputStream();

		private int next;

		private long remaining;

		private SlicesInputStream(List<Slice> slices) {
			this.slices = slices;
			advance();
		}

		// Begins with the next slice that has bytes; the first one before an answer does.
		private boolean advance() {
			while (this.remaining == 0) {
				if (this.next == this.slices.size()) {
					return false;
				}
				Slice slice = this.slices.get(this.next++);
				try {
					this.current.close();
					this.current = slice.blob.open(slice.offset);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
				this.remaining = slice.length;
			}
			return true;
		}

		@Override
		public int read() {
			byte[] one = new byte[1];
			return (read(one, 0, 1) > 0) ? one[0] & 0xff : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (!advance()) {
				return -1;
			}
			try {
				int count = this.current.read(target, offset, (int) Math.min(length, this.remaining));
				if (count < 0) {
					throw new IOException("A stored blob is shorter than its length.");
				}
				this.remaining -= count;
				return count;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public void close() throws IOException {
			this.current.close();
		}

	}

}
