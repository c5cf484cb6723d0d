/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
		return inFiles(directory, new Disk());
	}

	static Buckets inFiles(Path directory, Disk disk) throws IOException {
		FileStorage storage = FileStorage.open(directory.toAbsolutePath(), disk);
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
	 * @param tags its tags
	 * @return {@code false} if there is one of that name
	 * @throws UncheckedIOException if it cannot be stored
	 */
	public synchronized boolean create(String name, Instant created, Map<String, String> tags) {
		if (this.byName.containsKey(name)) {
			return false;
		}
		try {
			add(new BucketInfo(name, created, tags));
			return true;
		}
		catch (IOException ex) {
			// Not to be taken for a failing connection.
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds the bucket that has an access point.
	 * @param accessPoint the access point's name
	 * @return the bucket, or {@code null} if there is no such access point
	 */
	public @Nullable Bucket ofAccessPoint(String accessPoint) {
		for (Bucket bucket : this.byName.values()) {
			if (bucket.info().accessPoints().containsKey(accessPoint)) {
				return bucket;
			}
		}
		return null;
	}

	/**
	 * Adds an access point to a bucket.
	 * @param bucket the bucket
	 * @param accessPoint the access point
	 * @return {@code false} if a bucket has one of that name
	 */
	public synchronized boolean add(Bucket bucket, AccessPoint accessPoint) {
		if (ofAccessPoint(accessPoint.name()) != null) {
			return false;
		}
		bucket.update((info) -> info.with(accessPoint));
		return true;
	}

	/**
	 * Deletes an empty bucket.
	 * @param name its name
	 * @throws UncheckedIOException if it cannot be stored
	 * @throws S3Exception 404 NoSuchBucket, 409 BucketNotEmpty
	 */
	public synchronized void delete(String name) {
		Bucket bucket = get(name);
		try {
			bucket.delete();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.byName.remove(name);
	}

	/**
	 * All buckets.
	 * @return in the order of their names
	 */
	public Collection<Bucket> all() {
		return new ArrayList<>(this.byName.values());
	}

	/**
	 * Puts the buckets back: those given stay or come back, others go, and none has
	 * objects or uploads.
	 * @param infos what the buckets are to be
	 * @throws IOException if it cannot be stored
	 */
	public synchronized void restore(Collection<BucketInfo> infos) throws IOException {
		Map<String, BucketInfo> wanted = new LinkedHashMap<>();
		infos.forEach((info) -> wanted.put(info.name(), info));
		for (Bucket bucket : all()) {
			BucketInfo info = wanted.remove(bucket.info().name());
			bucket.clear();
			if (info == null) {
				delete(bucket.info().name());
			}
			else if (!info.equals(bucket.info())) {
				bucket.update((current) -> info);
			}
		}
		for (BucketInfo missing : wanted.values()) {
			add(missing);
		}
	}

	private void add(BucketInfo info) throws IOException {
		this.storage.saveBucket(info);
		this.byName.put(info.name(), new Bucket(this.storage, info, List.of(), List.of()));
	}

	@Override
	public void close() throws IOException {
		this.storage.close();
	}

}
