/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

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

	Uploads() {
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
		this.byId.put(upload.id(), upload);
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
	 * Ends an upload.
	 * @param upload the upload
	 * @param kept the parts that became the object
	 */
	public void end(MultipartUpload upload, List<MultipartUpload.UploadedPart> kept) {
		this.byId.remove(upload.id());
		if (!upload.end(kept)) {
			throw noSuchUpload(upload.id());
		}
	}

	/**
	 * All uploads.
	 * @return in the order of their ids
	 */
	public List<MultipartUpload> all() {
		return new ArrayList<>(this.byId.values());
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
