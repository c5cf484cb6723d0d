/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Bytes in files {@code xx/<id>}, each written once. Who names them is told by the
 * descriptions that are read at a start; the others are swept then.
 *
 * @author The S3 Express Spring Boot authors
 */
final class FileBlobs {

	private final Path directory;

	private final Disk disk;

	private final Map<String, FileBlob> named = new HashMap<>();

	FileBlobs(Path directory, Disk disk) {
		this.directory = directory;
		this.disk = disk;
	}

	BlobWriter newBlob() {
		return new FileWriter(UUID.randomUUID().toString().replace("-", ""));
	}

	/**
	 * Bytes that a description names.
	 * @param id which
	 * @param length how many
	 * @return the bytes, one object for all descriptions that name them
	 */
	Blob named(String id, long length) {
		FileBlob blob = this.named.get(id);
		if (blob == null) {
			blob = new FileBlob(id, length);
			this.named.put(id, blob);
		}
		else {
			blob.retain();
		}
		return blob;
	}

	/**
	 * Deletes the bytes that no description has named since the start.
	 * @throws IOException if that fails
	 */
	void sweep() throws IOException {
		for (Path shard : Disk.children(this.directory)) {
			for (Path blob : Disk.children(shard)) {
				if (!this.named.containsKey(String.valueOf(blob.getFileName()))) {
					Files.delete(blob);
				}
			}
		}
		this.named.clear();
	}

	private Path file(String id) {
		return this.directory.resolve(id.substring(0, 2)).resolve(id);
	}

	private final class FileWriter implements BlobWriter {

		private final String id;

		private @Nullable FileChannel channel;

		private long length;

		private FileWriter(String id) {
			this.id = id;
		}

		@Override
		public void write(byte[] data, int offset, int length) throws IOException {
			FileChannel open = this.channel;
			if (open == null) {
				Path target = file(this.id);
				FileBlobs.this.disk.makeDirectories(Disk.parent(target));
				open = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
				this.channel = open;
			}
			ByteBuffer buffer = ByteBuffer.wrap(data, offset, length);
			while (buffer.hasRemaining()) {
				open.write(buffer);
			}
			this.length += length;
		}

		@Override
		public Content commit() throws IOException {
			FileChannel open = this.channel;
			if (open == null) {
				return Content.EMPTY;
			}
			FileBlobs.this.disk.force(open, file(this.id));
			open.close();
			this.channel = null;
			FileBlobs.this.disk.force(Disk.parent(file(this.id)));
			return new Content(List.of(new Content.Slice(new FileBlob(this.id, this.length), 0, this.length)));
		}

		@Override
		public void close() throws IOException {
			if (this.channel != null) {
				this.channel.close();
				this.channel = null;
				Files.deleteIfExists(file(this.id));
			}
		}

	}

	private final class FileBlob extends Blob {

		private FileBlob(String id, long length) {
			super(id, length);
		}

		@Override
		InputStream open(long offset) throws IOException {
			FileChannel channel = FileChannel.open(file(id()), StandardOpenOption.READ);
			channel.position(offset);
			return Channels.newInputStream(channel);
		}

		@Override
		void discard() {
			try {
				Files.deleteIfExists(file(id()));
			}
			catch (IOException ex) {
				// The next start sweeps it.
			}
		}

	}

}
