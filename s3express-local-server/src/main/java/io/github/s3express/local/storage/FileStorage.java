/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

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

	/**
	 * The end of the name of what is being written.
	 */
	static final String TEMPORARY = ".tmp";

	private final FileBlobs blobs;

	private final Path buckets;

	private final FileChannel lockChannel;

	private final Disk disk;

	private FileStorage(Path directory, FileChannel lockChannel, Disk disk) {
		this.disk = disk;
		this.blobs = new FileBlobs(directory.resolve("blobs"), disk);
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
		return new FileRecovery(this, this.buckets, this.blobs).load();
	}

	@Override
	public BlobWriter newBlob() {
		return this.blobs.newBlob();
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
		Disk.deleteTree(directory);
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
		Disk.deleteTree(directory);
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

	Path description(BucketInfo bucket, String key) {
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

	/**
	 * Writes a description.
	 */
	@FunctionalInterface
	private interface Description {

		void writeTo(DataOutputStream out) throws IOException;

	}

}
