/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ObjectChecksum;

/**
 * One object.
 *
 * @param key its key
 * @param content its bytes
 * @param etag its entity tag without quotes; no MD5, as in directory buckets
 * @param lastModified when it was written, in whole seconds
 * @param headers what was sent with it and is sent back: content headers and user
 * metadata, by lower-case name
 * @param checksum its checksum
 * @param encryption how it is encrypted
 * @param parts its parts, empty unless it was uploaded in parts
 * @author The S3 Express Spring Boot authors
 */
public record StoredObject(String key, Content content, String etag, Instant lastModified, Map<String, String> headers,
		@Nullable ObjectChecksum checksum, Encryption encryption, List<StoredPart> parts) {

	/**
	 * Everything about the object but its bytes, which its entity tag stands for.
	 * @return one line
	 */
	public String describe() {
		return this.key + " " + this.etag + " " + this.lastModified + " " + this.content.length() + " " + this.headers
				+ " " + this.checksum + " " + this.encryption + " " + this.parts;
	}

	/**
	 * The same object under another key.
	 * @param newKey the key
	 * @return a copy
	 */
	public StoredObject withKey(String newKey) {
		return new StoredObject(newKey, this.content, this.etag, this.lastModified, this.headers, this.checksum,
				this.encryption, this.parts);
	}

}
