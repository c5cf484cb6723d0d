/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * The uploads of a bucket that are not complete.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Uploads {

	/** More open uploads than a test or a laptop needs. */
	private static final int MAX_UPLOADS = 10_000;

	private final ConcurrentSkipListMap<String, MultipartUpload> byId = new ConcurrentSkipListMap<>();

	private final Bucket bucket;

	private final Storage storage;

	Uploads(Bucket bucket, Storage storage, Collection<MultipartUpload> uploads) {
		this.bucket = bucket;
		this.storage = storage;
		uploads.forEach((upload) -> this.byId.put(upload.id(), upload));
	}

	/**
	 * Adds an upload.
	 * @param upload the upload
	 */
	public void add(MultipartUpload upload) {
		if (this.byId.size() >= MAX_UPLOADS) {
			throw S3Errors.invalidRequest("The bucket has " + MAX_UPLOADS
					+ " open multipart uploads, which is the local server's limit; complete or abort some.");
		}
		this.bucket.alive(() -> {
			this.storage.saveUpload(this.bucket.info(), upload);
			this.byId.put(upload.id(), upload);
			return upload;
		});
	}

	/**
	 * Adds a part to an upload, in place of one of the same number.
	 * @param upload the upload
	 * @param part the part, whose content the upload holds from now on, unless this fails
	 * @throws S3Exception 404 if the upload has ended meanwhile
	 */
	public void add(MultipartUpload upload, MultipartUpload.UploadedPart part) {
		boolean added = false;
		try {
			added = this.bucket.alive(() -> {
				synchronized (upload) {
					if (upload.isEnded()) {
						return false;
					}
					this.storage.savePart(this.bucket.info(), upload, part);
					upload.add(part);
					return true;
				}
			});
		}
		finally {
			if (!added) {
				part.content().release();
			}
		}
		if (!added) {
			throw noSuchUpload(upload.id());
		}
	}

	/**
	 * Finds an upload.
	 * @param id its id
	 * @param key the key that it must be for
	 * @return the upload
	 */
	public MultipartUpload get(String id, String key) {
		MultipartUpload upload = this.byId.get(id);
		if (upload == null || !upload.key().equals(key)) {
			throw noSuchUpload(id);
		}
		return upload;
	}

	/**
	 * Makes an object of an upload and ends it. Whoever ends the same upload at the same
	 * moment comes before, and there is no object, or after, and there is no upload.
	 * @param upload the upload
	 * @param object the object, of the bytes of its parts
	 * @param check is asked before, with what is in the object's place or {@code null}
	 * @throws S3Exception 404 if the upload has ended before
	 */
	public void complete(MultipartUpload upload, StoredObject object, Consumer<@Nullable StoredObject> check) {
		this.bucket.alive(() -> {
			synchronized (upload) {
				if (upload.isEnded()) {
					throw noSuchUpload(upload.id());
				}
				store(object, check);
				finish(upload);
			}
			return upload;
		});
	}

	private void store(StoredObject object, Consumer<@Nullable StoredObject> check) throws IOException {
		boolean held = false;
		boolean stored = false;
		try {
			// The object holds the parts' bytes before the upload lets go. A part that
			// was sent again meanwhile has taken the place of the one that is listed.
			held = object.content().retain();
			if (!held) {
				throw invalidPart();
			}
			this.bucket.change(object.key(), (current) -> {
				check.accept(current);
				return object;
			});
			stored = true;
		}
		finally {
			if (held && !stored) {
				object.content().release();
			}
		}
	}

	/**
	 * Ends an upload and lets its parts go.
	 * @param upload the upload
	 * @throws S3Exception 404 if it has ended before
	 */
	public void end(MultipartUpload upload) {
		this.bucket.alive(() -> {
			synchronized (upload) {
				if (upload.isEnded()) {
					throw noSuchUpload(upload.id());
				}
				finish(upload);
			}
			return upload;
		});
	}

	private void finish(MultipartUpload upload) throws IOException {
		this.storage.deleteUpload(this.bucket.info(), upload);
		upload.end();
		this.byId.remove(upload.id());
	}

	/**
	 * All uploads.
	 * @return in the order of their ids
	 */
	public List<MultipartUpload> all() {
		return new ArrayList<>(this.byId.values());
	}

	/**
	 * 400: a part that is listed is not there.
	 * @return a new exception
	 */
	public static S3Exception invalidPart() {
		return new S3Exception(400, "InvalidPart",
				"One or more of the specified parts could not be found. The part may not have been uploaded, or the "
						+ "specified entity tag or checksum may not match the part's.");
	}

	/**
	 * 404: no such upload.
	 * @param id its id
	 * @return a new exception
	 */
	public static S3Exception noSuchUpload(String id) {
		return new S3Exception(404, "NoSuchUpload",
				"The specified upload does not exist. The upload ID may be invalid, or the upload may have been "
						+ "aborted or completed.")
			.with("UploadId", id);
	}

}
