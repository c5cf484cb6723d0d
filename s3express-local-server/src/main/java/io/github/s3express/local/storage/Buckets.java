/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * All buckets of the server.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Buckets implements Closeable {

	private final Storage storage;

	private final ConcurrentSkipListMap<String, Bucket> byName = new ConcurrentSkipListMap<>();

	private Buckets(Storage storage) throws IOException {
		this.storage = storage;
		for (Bucket bucket : storage.load()) {
			this.byName.put(bucket.info().name(), bucket);
		}
	}

	/**
	 * Buckets in memory.
	 * @param capacity the bytes that objects may take
	 * @return no buckets yet
	 */
	public static Buckets inMemory(long capacity) {
		try {
			return new Buckets(new MemoryStorage(capacity));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Buckets in files.
	 * @param directory where they are or will be
	 * @return what is there
	 * @throws IOException if the directory cannot be used or another server uses it
	 */
	public static Buckets inFiles(Path directory) throws IOException {
		FileStorage storage = FileStorage.open(directory);
		try {
			return new Buckets(storage);
		}
		catch (IOException | RuntimeException ex) {
			storage.close();
			throw ex;
		}
	}

	/**
	 * Finds a bucket.
	 * @param name its name
	 * @return the bucket, or {@code null} if there is none
	 */
	public @Nullable Bucket find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Finds a bucket that must be there.
	 * @param name its name
	 * @return the bucket
	 * @throws S3Exception 404 NoSuchBucket if there is none
	 */
	public Bucket get(String name) {
		Bucket bucket = this.byName.get(name);
		if (bucket == null) {
			throw S3Errors.noSuchBucket(name);
		}
		return bucket;
	}

	/**
	 * Makes a bucket.
	 * @param name its name
	 * @param created when
	 * @return {@code false} if there is one of that name
	 * @throws IOException if it cannot be stored
	 */
	public synchronized boolean create(String name, Instant created) throws IOException {
		if (this.byName.containsKey(name)) {
			return false;
		}
		BucketInfo info = new BucketInfo(name, created, null, Encryption.AES256);
		this.storage.saveBucket(info);
		this.byName.put(name, new Bucket(this.storage, info, List.of()));
		return true;
	}

	/**
	 * Deletes an empty bucket.
	 * @param name its name
	 * @throws IOException if it cannot be stored
	 * @throws S3Exception 404 NoSuchBucket, 409 BucketNotEmpty
	 */
	public synchronized void delete(String name) throws IOException {
		Bucket bucket = get(name);
		if (!bucket.isEmpty()) {
			throw new S3Exception(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
				.with("BucketName", name);
		}
		this.storage.deleteBucket(bucket.info());
		this.byName.remove(name);
		bucket.discard();
	}

	/**
	 * All buckets.
	 * @return in the order of their names
	 */
	public Collection<Bucket> all() {
		return new ArrayList<>(this.byName.values());
	}

	@Override
	public void close() throws IOException {
		this.storage.close();
	}

}
