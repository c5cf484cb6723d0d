/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a start makes of the files that it finds, whatever the last process was at when it
 * ended.
 *
 * @author The S3 Express Spring Boot authors
 */
final class FileRecovery {

	private final FileStorage storage;

	private final Path buckets;

	private final FileBlobs blobs;

	FileRecovery(FileStorage storage, Path buckets, FileBlobs blobs) {
		this.storage = storage;
		this.buckets = buckets;
		this.blobs = blobs;
	}

	/**
	 * Reads what there is, and finishes or takes back what was cut off.
	 * @return the buckets
	 * @throws IOException if something cannot be read
	 */
	List<Bucket> load() throws IOException {
		List<Bucket> result = new ArrayList<>();
		for (Path bucket : Disk.children(this.buckets)) {
			Path description = bucket.resolve("bucket");
			if (!Files.exists(description)) {
				// Its creation was cut off before anybody was told of it.
				Disk.deleteTree(bucket);
				continue;
			}
			BucketInfo info = Descriptions.readBucket(Files.readAllBytes(description), description);
			finishMoves(info, bucket.resolve("moves"));
			result.add(new Bucket(this.storage, info, loadObjects(bucket.resolve("objects")),
					loadUploads(bucket.resolve("uploads"))));
		}
		this.blobs.sweep();
		return result;
	}

	private List<StoredObject> loadObjects(Path directory) throws IOException {
		List<StoredObject> result = new ArrayList<>();
		for (Path shard : Disk.children(directory)) {
			for (Path description : Disk.children(shard)) {
				if (description.toString().endsWith(FileStorage.TEMPORARY)) {
					Files.delete(description);
				}
				else {
					result
						.add(Descriptions.readObject(Files.readAllBytes(description), description, this.blobs::named));
				}
			}
		}
		return result;
	}

	private List<MultipartUpload> loadUploads(Path directory) throws IOException {
		List<MultipartUpload> result = new ArrayList<>();
		for (Path upload : Disk.children(directory)) {
			Path description = upload.resolve("upload");
			if (!Files.exists(description)) {
				// Its creation or its end was cut off.
				Disk.deleteTree(upload);
				continue;
			}
			MultipartUpload loaded = Descriptions.readUpload(Files.readAllBytes(description), description);
			for (Path part : Disk.children(upload.resolve("parts"))) {
				if (part.toString().endsWith(FileStorage.TEMPORARY)) {
					Files.delete(part);
				}
				else {
					loaded.add(Descriptions.readPart(Files.readAllBytes(part), part, this.blobs::named));
				}
			}
			result.add(loaded);
		}
		return result;
	}

	// A rename that was cut off is finished if the object has its new key already, else
	// it has not begun.
	private void finishMoves(BucketInfo bucket, Path directory) throws IOException {
		for (Path file : Disk.children(directory)) {
			if (!file.toString().endsWith(FileStorage.TEMPORARY)) {
				Descriptions.Move move = Descriptions.readMove(Files.readAllBytes(file), file);
				if (hasEtag(this.storage.description(bucket, move.to()), move.etag())
						&& hasEtag(this.storage.description(bucket, move.from()), move.etag())) {
					this.storage.deleteObject(bucket, move.from());
				}
			}
			Files.delete(file);
		}
	}

	private static boolean hasEtag(Path description, String etag) throws IOException {
		return Files.exists(description) && Descriptions
			.readObject(Files.readAllBytes(description), description, (id, length) -> new NoBlob(id, length))
			.etag()
			.equals(etag);
	}

	// Stands for bytes that are not to be read.
	private static final class NoBlob extends Blob {

		private NoBlob(String id, long length) {
			super(id, length);
		}

		@Override
		InputStream open(long offset) {
			throw new IllegalStateException("These bytes are not to be read.");
		}

		@Override
		void discard() {
		}

	}

}
