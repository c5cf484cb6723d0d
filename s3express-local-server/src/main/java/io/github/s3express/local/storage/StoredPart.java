/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import org.jspecify.annotations.Nullable;

/**
 * A part of an object that was uploaded in parts.
 *
 * @param number its number in the upload
 * @param length its bytes
 * @param checksum its checksum in Base64 by the object's algorithm, or {@code null}
 * @author The S3 Express Spring Boot authors
 */
public record StoredPart(int number, long length, @Nullable String checksum) {

}
