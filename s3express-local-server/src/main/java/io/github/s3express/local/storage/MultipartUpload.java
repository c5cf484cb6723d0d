/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;

/**
 * An upload in parts that is not complete.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class MultipartUpload {

	private final String id;

	private final String key;

	private final Instant initiated;

	private final Map<String, String> headers;

	private final Encryption encryption;

	private final Checksumming checksumming;

	private final TreeMap<Integer, UploadedPart> parts = new TreeMap<>();

	private boolean ended;

	/**
	 * Create an upload.
	 * @param id its id
	 * @param key the key of the object to be
	 * @param initiated when it began
	 * @param headers what is stored with the object
	 * @param encryption how it is encrypted
	 * @param checksumming which checksum it gets
	 */
	public MultipartUpload(String id, String key, Instant initiated, Map<String, String> headers, Encryption encryption,
			Checksumming checksumming) {
		this.id = id;
		this.key = key;
		this.initiated = initiated;
		this.headers = headers;
		this.encryption = encryption;
		this.checksumming = checksumming;
	}

	/**
	 * The id.
	 * @return as CreateMultipartUpload answered it
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The key of the object to be.
	 * @return a key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * When the upload began.
	 * @return a moment
	 */
	public Instant initiated() {
		return this.initiated;
	}

	/**
	 * What is stored with the object.
	 * @return values by lower-case name
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * How the object is encrypted.
	 * @return the encryption
	 */
	public Encryption encryption() {
		return this.encryption;
	}

	/**
	 * Which checksum the object gets.
	 * @return the algorithm and its type
	 */
	public Checksumming checksumming() {
		return this.checksumming;
	}

	// Adds a part, in place of one of the same number. The upload holds its content from
	// now on.
	synchronized void add(UploadedPart part) {
		UploadedPart before = this.parts.put(part.number(), part);
		if (before != null) {
			before.content().release();
		}
	}

	synchronized boolean isEnded() {
		return this.ended;
	}

	/**
	 * The parts so far.
	 * @return in the order of their numbers
	 */
	public synchronized List<UploadedPart> parts() {
		// Who found the upload just before it ended must not take it for one without
		// parts: a client that resumes would send them all again.
		if (this.ended) {
			throw Uploads.noSuchUpload(this.id);
		}
		return new ArrayList<>(this.parts.values());
	}

	/**
	 * Everything about the upload but its parts' bytes, which their entity tags stand
	 * for.
	 * @return one line
	 */
	public synchronized String describe() {
		StringBuilder text = new StringBuilder(this.id).append(' ').append(this.key).append(' ').append(this.headers);
		this.parts.values().forEach((part) -> text.append(' ').append(part.number()).append('=').append(part.etag()));
		return text.toString();
	}

	// Ends the upload and lets all parts go.
	synchronized void end() {
		this.ended = true;
		this.parts.values().forEach((part) -> part.content().release());
		this.parts.clear();
	}

	/**
	 * The checksum of an upload.
	 *
	 * @param algorithm the algorithm
	 * @param composite whether it is the checksum of the parts' checksums
	 * @param declared whether the client asked for it
	 */
	public record Checksumming(ChecksumAlgorithm algorithm, boolean composite, boolean declared) {

		/**
		 * The type as headers and XML spell it.
		 * @return {@code COMPOSITE} or {@code FULL_OBJECT}
		 */
		public String type() {
			return this.composite ? "COMPOSITE" : "FULL_OBJECT";
		}

	}

	/**
	 * A part.
	 *
	 * @param number its number, from 1 on
	 * @param etag its entity tag without quotes
	 * @param lastModified when it was written
	 * @param content its bytes
	 * @param checksum its checksum in Base64 by the upload's algorithm
	 */
	public record UploadedPart(int number, String etag, Instant lastModified, Content content,
			@Nullable String checksum) {

	}

}
