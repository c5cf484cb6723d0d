/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

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

	private final Uploads uploads;

	/** Held to read by all changes, to write by the deletion of the bucket. */
	private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();

	private boolean deleted;

	private volatile Instant swept = Instant.MIN;

	private volatile BucketInfo info;

	Bucket(Storage storage, BucketInfo info, Collection<StoredObject> objects, Collection<MultipartUpload> uploads) {
		this.storage = storage;
		this.uploads = new Uploads(this, storage, uploads);
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
	 * @param change gives the new state, of the same name
	 * @throws UncheckedIOException if it cannot be stored
	 */
	public void update(UnaryOperator<BucketInfo> change) {
		alive(() -> {
			synchronized (this) {
				BucketInfo changed = change.apply(this.info);
				this.storage.saveBucket(changed);
				this.info = changed;
				return changed;
			}
		});
	}

	/**
	 * When the bucket's lifecycle was last carried out.
	 * @return a moment, long ago if never
	 */
	public Instant swept() {
		return this.swept;
	}

	/**
	 * Notes that the bucket's lifecycle was carried out.
	 * @param now when
	 */
	public void swept(Instant now) {
		this.swept = now;
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
	 * Changes one object.
	 * @param key its key
	 * @param change says what becomes of it
	 * @return what became of it
	 * @throws IOException if it cannot be stored
	 */
	public @Nullable StoredObject change(String key, Change change) throws IOException {
		this.life.readLock().lock();
		ReentrantLock lock = lock(key);
		lock.lock();
		try {
			checkAlive();
			StoredObject before = this.objects.get(key);
			StoredObject after = change.apply(before);
			replace(key, before, after);
			return after;
		}
		finally {
			lock.unlock();
			this.life.readLock().unlock();
		}
	}

	/**
	 * Does something while the bucket cannot be deleted.
	 * @throws S3Exception 404 if it is deleted already
	 */
	<T> T alive(Work<T> work) {
		this.life.readLock().lock();
		try {
			checkAlive();
			return work.run();
		}
		catch (IOException ex) {
			// Not to be taken for a failing connection.
			throw new UncheckedIOException(ex);
		}
		finally {
			this.life.readLock().unlock();
		}
	}

	/**
	 * Deletes the bucket if it is empty: whoever writes at the same moment comes before,
	 * and it is not empty, or after, and there is no bucket.
	 * @throws IOException if it cannot be stored
	 * @throws S3Exception 404 NoSuchBucket, 409 BucketNotEmpty
	 */
	void delete() throws IOException {
		this.life.writeLock().lock();
		try {
			checkAlive();
			// Amazon S3 API Reference, DeleteBucket: not with uploads in progress.
			if (!this.objects.isEmpty() || !this.uploads.all().isEmpty()) {
				throw new S3Exception(409, "BucketNotEmpty", "The bucket you tried to delete is not empty")
					.with("BucketName", this.info.name());
			}
			if (!this.info.accessPoints().isEmpty()) {
				throw new S3Exception(400, "BucketHasAccessPointsAttached",
						"The bucket you tried to delete has Amazon S3 access points attached. Delete your access points "
								+ "and try again.")
					.with("BucketName", this.info.name());
			}
			this.storage.deleteBucket(this.info);
			this.deleted = true;
		}
		finally {
			this.life.writeLock().unlock();
		}
	}

	private void checkAlive() {
		if (this.deleted) {
			throw S3Errors.noSuchBucket(this.info.name());
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
		this.life.readLock().lock();
		first.lock();
		second.lock();
		try {
			checkAlive();
			StoredObject source = this.objects.get(from);
			StoredObject target = this.objects.get(to);
			StoredObject checked = check.check(source, target);
			if (!from.equals(to)) {
				move(checked, target, checked.withKey(to));
			}
		}
		finally {
			second.unlock();
			first.unlock();
			this.life.readLock().unlock();
		}
	}

	private void move(StoredObject source, @Nullable StoredObject before, StoredObject after) {
		try {
			this.storage.moveObject(this.info, source.key(), after);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.objects.put(after.key(), after);
		this.objects.remove(source.key());
		if (before != null) {
			before.content().release();
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
			this.uploads.end(upload);
		}
	}

	private ReentrantLock lock(String key) {
		return this.locks[stripe(key)];
	}

	private static int stripe(String key) {
		return (key.hashCode() & 0x7fffffff) % STRIPES;
	}

	/**
	 * What is done while the bucket lives.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface Work<T> {

		T run() throws IOException;

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
