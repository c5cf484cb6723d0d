/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * One bucket: its objects by key. Changes of one key happen one after the other, readers
 * never wait.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Bucket {

	private static final int STRIPES = 64;

	private final Storage storage;

	private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();

	private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

	private final Uploads uploads = new Uploads();

	private volatile BucketInfo info;

	Bucket(Storage storage, BucketInfo info, Collection<StoredObject> objects) {
		this.storage = storage;
		this.info = info;
		for (int i = 0; i < STRIPES; i++) {
			this.locks[i] = new ReentrantLock();
		}
		objects.forEach((object) -> this.objects.put(object.key(), object));
	}

	/**
	 * What is known of the bucket.
	 * @return the current state
	 */
	public BucketInfo info() {
		return this.info;
	}

	/**
	 * Changes what is known of the bucket.
	 * @param changed the new state, of the same name
	 * @throws IOException if it cannot be stored
	 */
	public synchronized void update(BucketInfo changed) throws IOException {
		this.storage.saveBucket(changed);
		this.info = changed;
	}

	/**
	 * The uploads that are not complete.
	 * @return the bucket's uploads
	 */
	public Uploads uploads() {
		return this.uploads;
	}

	/**
	 * Begins to store bytes.
	 * @return a writer to be closed
	 * @throws IOException if they cannot be stored
	 */
	public BlobWriter newBlob() throws IOException {
		return this.storage.newBlob();
	}

	/**
	 * Finds an object.
	 * @param key its key
	 * @return the object, or {@code null} if there is none
	 */
	public @Nullable StoredObject find(String key) {
		return this.objects.get(key);
	}

	/**
	 * Finds an object and holds its content.
	 * @param key its key
	 * @return the object, whose content the caller must release, or {@code null} if there
	 * is none
	 */
	public @Nullable StoredObject hold(String key) {
		while (true) {
			StoredObject object = this.objects.get(key);
			if (object == null || object.content().retain()) {
				return object;
			}
			// It was replaced between the two lines above: look again.
			Thread.onSpinWait();
		}
	}

	/**
	 * The objects from a key on.
	 * @param prefix the beginning of the keys
	 * @return a live view in the order of keys that begins with the prefix and goes on
	 * beyond it
	 */
	public SortedMap<String, StoredObject> from(String prefix) {
		return this.objects.tailMap(prefix);
	}

	/**
	 * Whether the bucket has no objects.
	 * @return {@code true} if it may be deleted
	 */
	public boolean isEmpty() {
		return this.objects.isEmpty();
	}

	/**
	 * Changes one object.
	 * @param key its key
	 * @param change says what becomes of it
	 * @return what became of it
	 * @throws IOException if it cannot be stored
	 */
	public @Nullable StoredObject change(String key, Change change) throws IOException {
		ReentrantLock lock = lock(key);
		lock.lock();
		try {
			StoredObject before = this.objects.get(key);
			StoredObject after = change.apply(before);
			replace(key, before, after);
			return after;
		}
		finally {
			lock.unlock();
		}
	}

	/**
	 * Gives an object another key, at once for all who look.
	 * @param from its key
	 * @param to its new key
	 * @param check is asked before, with the object and what is in its way
	 */
	public void rename(String from, String to, RenameCheck check) {
		ReentrantLock first = lock(from);
		ReentrantLock second = lock(to);
		if (stripe(from) > stripe(to)) {
			first = second;
			second = lock(from);
		}
		first.lock();
		second.lock();
		try {
			StoredObject source = this.objects.get(from);
			StoredObject target = this.objects.get(to);
			StoredObject checked = check.check(source, target);
			if (!from.equals(to)) {
				checked.content().retain();
				replace(to, target, checked.withKey(to));
				replace(from, source, null);
			}
		}
		finally {
			second.unlock();
			first.unlock();
		}
	}

	private void replace(String key, @Nullable StoredObject before, @Nullable StoredObject after) {
		if (after == before) {
			return;
		}
		try {
			if (after != null) {
				this.storage.saveObject(this.info, after);
			}
			else {
				this.storage.deleteObject(this.info, key);
			}
		}
		catch (IOException ex) {
			// Not to be taken for a failing connection: it is answered with 500.
			throw new UncheckedIOException(ex);
		}
		if (after != null) {
			this.objects.put(key, after);
		}
		else {
			this.objects.remove(key);
		}
		if (before != null) {
			before.content().release();
		}
	}

	/**
	 * Deletes all objects and uploads.
	 * @throws IOException if that cannot be stored
	 */
	public void clear() throws IOException {
		for (String key : this.objects.keySet()) {
			change(key, (current) -> null);
		}
		for (MultipartUpload upload : this.uploads.all()) {
			this.uploads.end(upload, List.of());
		}
	}

	void discard() {
		this.uploads.all().forEach((upload) -> upload.end(List.of()));
		this.objects.values().forEach((object) -> object.content().release());
		this.objects.clear();
	}

	private ReentrantLock lock(String key) {
		return this.locks[stripe(key)];
	}

	private static int stripe(String key) {
		return (key.hashCode() & 0x7fffffff) % STRIPES;
	}

	/**
	 * Says what becomes of an object.
	 */
	@FunctionalInterface
	public interface Change {

		/**
		 * Called while nobody else can change the object.
		 * @param before the object, or {@code null} if there is none
		 * @return the object from now on, whose content is now held by the bucket, or
		 * {@code null} to delete it
		 * @throws IOException if it cannot be stored
		 */
		@Nullable StoredObject apply(@Nullable StoredObject before) throws IOException;

	}

	/**
	 * Says whether an object may be renamed.
	 */
	@FunctionalInterface
	public interface RenameCheck {

		/**
		 * Called while nobody else can change either object.
		 * @param source the object, or {@code null} if there is none
		 * @param target what is in its way, or {@code null}
		 * @return the object to be renamed
		 */
		StoredObject check(@Nullable StoredObject source, @Nullable StoredObject target);

	}

}
