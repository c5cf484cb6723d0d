/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.storage.MultipartUpload.Checksumming;
import io.github.s3express.local.storage.MultipartUpload.UploadedPart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the power away before each moment at which bytes or names are forced to the disk,
 * and after the last: only what had been forced is there then. What was acknowledged must
 * be, and nothing by half.
 *
 * @author The S3 Express Spring Boot authors
 */
class PowerLossTests {

	private static final String BUCKET = "demo--use1-az4--x-s3";

	private final ForgetfulDisk disk = new ForgetfulDisk();

	/** What the objects may be if the power goes now: text by key. */
	private List<Map<String, String>> allowed = List.of(Map.of());

	private int losses;

	@TempDir
	private Path parent;

	@Test
	void acknowledgedObjectsShouldLast() throws IOException {
		try (Buckets buckets = open()) {
			Bucket bucket = buckets.get(BUCKET);
			Map<String, String> before = Map.of();
			for (String key : List.of("one", "two", "one", "three", "one")) {
				String text = key + this.losses;
				Map<String, String> after = new TreeMap<>(before);
				after.put(key, text);
				this.allowed = List.of(before, after);
				Content content = store(bucket, text);
				bucket.change(key, (current) -> object(key, content));
				expect(after);
				before = after;
			}
			this.allowed = List.of(before, Map.of("one", before.get("one"), "three", before.get("three")));
			bucket.change("two", (current) -> null);
			expect(this.allowed.get(1));
		}
		assertThat(this.losses).isGreaterThan(20);
	}

	@Test
	void renamedObjectShouldHaveOneOfItsKeys() throws IOException {
		try (Buckets buckets = open()) {
			Bucket bucket = buckets.get(BUCKET);
			this.allowed = List.of(Map.of(), Map.of("k0", "some"));
			Content content = store(bucket, "some");
			bucket.change("k0", (current) -> object("k0", content));
			for (int i = 0; i < 5; i++) {
				Map<String, String> after = Map.of("k" + (i + 1), "some");
				this.allowed = List.of(Map.of("k" + i, "some"), after);
				bucket.rename("k" + i, "k" + (i + 1), (source, target) -> Objects.requireNonNull(source));
				expect(after);
			}
		}
	}

	@Test
	void acknowledgedPartsAndTheirObjectShouldLast() throws IOException {
		try (Buckets buckets = open()) {
			Bucket bucket = buckets.get(BUCKET);
			MultipartUpload upload = new MultipartUpload("id", "k", Instant.EPOCH, Map.of(), Encryption.AES256,
					new Checksumming(ChecksumAlgorithm.CRC32, false, false));
			bucket.uploads().add(upload);
			bucket.uploads().add(upload, new UploadedPart(1, "e", Instant.EPOCH, store(bucket, "some"), null));
			try (Buckets after = afterLoss()) {
				assertThat(after.get(BUCKET).uploads().get("id", "k").parts()).singleElement()
					.satisfies((part) -> assertThat(text(part.content())).isEqualTo("some"));
			}
			this.allowed = List.of(Map.of(), Map.of("k", "some"));
			bucket.uploads().complete(upload, object("k", upload.parts().get(0).content()), (current) -> {
			});
			expect(Map.of("k", "some"));
			try (Buckets after = afterLoss()) {
				assertThat(after.get(BUCKET).uploads().all()).isEmpty();
			}
		}
	}

	@Test
	void deletedBucketShouldNotComeBack() throws IOException {
		try (Buckets buckets = open()) {
			buckets.delete(BUCKET);
			try (Buckets after = afterLoss()) {
				assertThat(after.all()).isEmpty();
			}
		}
	}

	private Buckets open() throws IOException {
		Buckets buckets = Buckets.inFiles(this.parent.resolve("data"), this.disk);
		buckets.create(BUCKET, Instant.EPOCH, Map.of());
		try (Buckets after = afterLoss()) {
			assertThat(after.all()).hasSize(1);
		}
		return buckets;
	}

	private void expect(Map<String, String> objects) throws IOException {
		this.allowed = List.of(objects);
		lose();
	}

	private void lose() throws IOException {
		this.losses++;
		try (Buckets after = afterLoss()) {
			Map<String, String> found = new TreeMap<>();
			Bucket bucket = after.find(BUCKET);
			if (bucket != null) {
				bucket.from("").forEach((key, object) -> found.put(key, text(object.content())));
			}
			assertThat(found).isIn(this.allowed);
		}
	}

	private Buckets afterLoss() throws IOException {
		Path image = this.parent.resolve("image" + this.losses + "-" + System.nanoTime());
		this.disk.write(this.parent.resolve("data"), Files.createDirectory(image));
		return Buckets.inFiles(image);
	}

	private static Content store(Bucket bucket, String text) throws IOException {
		try (BlobWriter writer = bucket.newBlob()) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			writer.write(bytes, 0, bytes.length);
			return writer.commit();
		}
	}

	private static StoredObject object(String key, Content content) {
		return new StoredObject(key, content, "etag", Instant.EPOCH, Map.of(), null, Encryption.AES256, List.of());
	}

	private static String text(Content content) {
		try (InputStream in = content.open()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Remembers what was forced.
	 */
	private final class ForgetfulDisk extends Disk {

		/** Files by what identifies them, whatever they are called. */
		private final Map<Object, byte[]> files = new HashMap<>();

		/** The names in each directory, a directory's with {@code null}. */
		private final Map<Path, Map<String, byte @Nullable []>> names = new HashMap<>();

		@Override
		void force(FileChannel channel, Path file) throws IOException {
			lose();
			super.force(channel, file);
			this.files.put(identity(file), Files.readAllBytes(file));
		}

		@Override
		void force(Path directory) {
			try {
				lose();
				super.force(directory);
				Map<String, byte @Nullable []> entries = new HashMap<>();
				try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
					for (Path child : children) {
						byte[] bytes = Files.isDirectory(child) ? null
								: this.files.getOrDefault(identity(child), new byte[0]);
						entries.put(child.getFileName().toString(), bytes);
					}
				}
				this.names.put(directory, entries);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		private Object identity(Path file) throws IOException {
			return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
		}

		// Writes what is left.
		private void write(Path directory, Path image) throws IOException {
			for (Map.Entry<String, byte @Nullable []> entry : this.names.getOrDefault(directory, Map.of()).entrySet()) {
				Path target = image.resolve(entry.getKey());
				if (entry.getValue() != null) {
					Files.write(target, entry.getValue());
				}
				else {
					write(directory.resolve(entry.getKey()), Files.createDirectory(target));
				}
			}
		}

	}

}
