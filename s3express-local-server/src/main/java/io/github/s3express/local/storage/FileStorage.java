/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Keeps bytes in files. Layout: {@code blobs/xx/<id>} are bytes, written once;
 * {@code buckets/<name>/bucket} describes a bucket;
 * {@code buckets/<name>/objects/xx/<sha256
 * of the key>} describes an object and names its blobs; {@code uploads/<id>} beside it
 * has an open upload and its parts, {@code moves/<id>} a rename under way. A description
 * is written beside its place, forced to the disk and renamed: that rename is the moment
 * at which an object exists. Bytes that no description names are swept at the next start.
 *
 * @author The S3 Express Spring Boot authors
 */
final class FileStorage implements Storage {

	private static final String TEMPORARY = ".tmp";

	private final Path blobs;

	private final Path buckets;

	private final FileChannel lockChannel;

	private final Disk disk;

	private final Map<String, FileBlob> loaded = new HashMap<>();

	private FileStorage(Path directory, FileChannel lockChannel, Disk disk) {
		this.disk = disk;
		this.blobs = directory.resolve("blobs");
		this.buckets = directory.resolve("buckets");
		this.lockChannel = lockChannel;
	}

	static FileStorage open(Path directory, Disk disk) throws IOException {
		disk.makeDirectories(directory.resolve("blobs"));
		disk.makeDirectories(directory.resolve("buckets"));
		FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (!lock(channel)) {
			channel.close();
			throw new IOException("The data directory " + directory
					+ " is used by another local server; stop it or choose another directory.");
		}
		return new FileStorage(directory, channel, disk);
	}

	private static boolean lock(FileChannel channel) throws IOException {
		try {
			FileLock lock = channel.tryLock();
			return lock != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	@Override
	public List<Bucket> load() throws IOException {
		List<Bucket> result = new ArrayList<>();
		for (Path bucket : children(this.buckets)) {
			Path description = bucket.resolve("bucket");
			if (!Files.exists(description)) {
				// Its creation was cut off before anybody was told of it.
				deleteTree(bucket);
				continue;
			}
			BucketInfo info = Descriptions.readBucket(Files.readAllBytes(description), description);
			finishMoves(info, bucket.resolve("moves"));
			result.add(new Bucket(this, info, loadObjects(bucket.resolve("objects")),
					loadUploads(bucket.resolve("uploads"))));
		}
		sweepBlobs();
		this.loaded.clear();
		return result;
	}

	private List<StoredObject> loadObjects(Path directory) throws IOException {
		List<StoredObject> result = new ArrayList<>();
		for (Path shard : children(directory)) {
			for (Path description : children(shard)) {
				if (description.toString().endsWith(TEMPORARY)) {
					Files.delete(description);
				}
				else {
					result.add(Descriptions.readObject(Files.readAllBytes(description), description, this::reference));
				}
			}
		}
		return result;
	}

	private List<MultipartUpload> loadUploads(Path directory) throws IOException {
		List<MultipartUpload> result = new ArrayList<>();
		for (Path upload : children(directory)) {
			Path description = upload.resolve("upload");
			if (!Files.exists(description)) {
				// Its creation or its end was cut off.
				deleteTree(upload);
				continue;
			}
			MultipartUpload loaded = Descriptions.readUpload(Files.readAllBytes(description), description);
			for (Path part : children(upload.resolve("parts"))) {
				if (part.toString().endsWith(TEMPORARY)) {
					Files.delete(part);
				}
				else {
					loaded.add(Descriptions.readPart(Files.readAllBytes(part), part, this::reference));
				}
			}
			result.add(loaded);
		}
		return result;
	}

	// A rename that was cut off is finished if the object has its new key already, else
	// it
	// has not begun.
	private void finishMoves(BucketInfo bucket, Path directory) throws IOException {
		for (Path file : children(directory)) {
			if (!file.toString().endsWith(TEMPORARY)) {
				Descriptions.Move move = Descriptions.readMove(Files.readAllBytes(file), file);
				if (hasEtag(description(bucket, move.to()), move.etag())
						&& hasEtag(description(bucket, move.from()), move.etag())) {
					deleteObject(bucket, move.from());
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

	private Blob reference(String id, long length) {
		FileBlob blob = this.loaded.get(id);
		if (blob == null) {
			blob = new FileBlob(id, length);
			this.loaded.put(id, blob);
		}
		else {
			blob.retain();
		}
		return blob;
	}

	private void sweepBlobs() throws IOException {
		for (Path shard : children(this.blobs)) {
			for (Path blob : children(shard)) {
				if (!this.loaded.containsKey(String.valueOf(blob.getFileName()))) {
					Files.delete(blob);
				}
			}
		}
	}

	@Override
	public BlobWriter newBlob() {
		return new FileWriter(UUID.randomUUID().toString().replace("-", ""));
	}

	@Override
	public void saveBucket(BucketInfo bucket) throws IOException {
		Path directory = this.buckets.resolve(bucket.name());
		this.disk.makeDirectories(directory.resolve("objects"));
		write(directory.resolve("bucket"), (out) -> Descriptions.writeBucket(bucket, out));
		this.disk.force(this.buckets);
	}

	@Override
	public void deleteBucket(BucketInfo bucket) throws IOException {
		Path directory = this.buckets.resolve(bucket.name());
		Files.deleteIfExists(directory.resolve("bucket"));
		this.disk.force(directory);
		deleteTree(directory);
	}

	@Override
	public void saveObject(BucketInfo bucket, StoredObject object) throws IOException {
		write(description(bucket, object.key()), (out) -> Descriptions.writeObject(object, out));
	}

	@Override
	public void moveObject(BucketInfo bucket, String from, StoredObject moved) throws IOException {
		Path move = this.buckets.resolve(bucket.name()).resolve("moves").resolve(UUID.randomUUID().toString());
		write(move, (out) -> Descriptions.writeMove(new Descriptions.Move(from, moved.key(), moved.etag()), out));
		try {
			saveObject(bucket, moved);
		}
		catch (IOException ex) {
			Files.deleteIfExists(move);
			throw ex;
		}
		// Should the process end here, the next start finishes the rename.
		deleteObject(bucket, from);
		Files.deleteIfExists(move);
	}

	@Override
	public void saveUpload(BucketInfo bucket, MultipartUpload upload) throws IOException {
		write(upload(bucket, upload).resolve("upload"), (out) -> Descriptions.writeUpload(upload, out));
	}

	@Override
	public void savePart(BucketInfo bucket, MultipartUpload upload, MultipartUpload.UploadedPart part)
			throws IOException {
		write(upload(bucket, upload).resolve("parts").resolve(Integer.toString(part.number())),
				(out) -> Descriptions.writePart(part, out));
	}

	@Override
	public void deleteUpload(BucketInfo bucket, MultipartUpload upload) throws IOException {
		Path directory = upload(bucket, upload);
		Files.deleteIfExists(directory.resolve("upload"));
		this.disk.force(directory);
		deleteTree(directory);
	}

	private Path upload(BucketInfo bucket, MultipartUpload upload) {
		return this.buckets.resolve(bucket.name()).resolve("uploads").resolve(upload.id());
	}

	@Override
	public void deleteObject(BucketInfo bucket, String key) throws IOException {
		Path description = description(bucket, key);
		if (Files.deleteIfExists(description)) {
			this.disk.force(Disk.parent(description));
		}
	}

	@Override
	public void close() throws IOException {
		this.lockChannel.close();
	}

	private Path description(BucketInfo bucket, String key) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			String name = HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
			return this.buckets.resolve(bucket.name())
				.resolve("objects")
				.resolve(name.substring(0, 2))
				.resolve(name.substring(2));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Path blobFile(String id) {
		return this.blobs.resolve(id.substring(0, 2)).resolve(id);
	}

	private void write(Path target, Description description) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
		description.writeTo(new DataOutputStream(bytes));
		Path directory = Disk.parent(target);
		this.disk.makeDirectories(directory);
		Path temporary = target.resolveSibling(target.getFileName() + TEMPORARY);
		try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
			while (buffer.hasRemaining()) {
				channel.write(buffer);
			}
			this.disk.force(channel, temporary);
		}
		catch (IOException ex) {
			Files.deleteIfExists(temporary);
			throw ex;
		}
		Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		this.disk.force(directory);
	}

	private static List<Path> children(Path directory) throws IOException {
		List<Path> result = new ArrayList<>();
		if (Files.isDirectory(directory)) {
			try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
				stream.forEach(result::add);
			}
		}
		return result;
	}

	private static void deleteTree(Path path) throws IOException {
		for (Path child : children(path)) {
			deleteTree(child);
		}
		Files.deleteIfExists(path);
	}

	/**
	 * Writes a description.
	 */
	@FunctionalInterface
	private interface Description {

		void writeTo(DataOutputStream out) throws IOException;

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
				Path file = blobFile(this.id);
				FileStorage.this.disk.makeDirectories(Disk.parent(file));
				open = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
			FileStorage.this.disk.force(open, blobFile(this.id));
			open.close();
			this.channel = null;
			FileStorage.this.disk.force(Disk.parent(blobFile(this.id)));
			return new Content(List.of(new Content.Slice(new FileBlob(this.id, this.length), 0, this.length)));
		}

		@Override
		public void close() throws IOException {
			if (this.channel != null) {
				this.channel.close();
				this.channel = null;
				Files.deleteIfExists(blobFile(this.id));
			}
		}

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

	private final class FileBlob extends Blob {

		private FileBlob(String id, long length) {
			super(id, length);
		}

		@Override
		InputStream open(long offset) throws IOException {
			FileChannel channel = FileChannel.open(blobFile(id()), StandardOpenOption.READ);
			channel.position(offset);
			return Channels.newInputStream(channel);
		}

		@Override
		void discard() {
			try {
				Files.deleteIfExists(blobFile(id()));
			}
			catch (IOException ex) {
				// The next start sweeps it.
			}
		}

	}

}
