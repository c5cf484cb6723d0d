/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.SessionEncryption;

/**
 * What is asked of CreateSession.
 *
 * @param buckets the directory buckets, at least one
 * @param mode {@code ReadOnly}, {@code ReadWrite}, or {@code null} for the service's
 * choice
 * @param encryption the encryption of the objects that the sessions write
 */
record SessionParameters(List<String> buckets, @Nullable String mode, SessionEncryption encryption) {

	boolean hasEncryption() {
		return !this.encryption.equals(SessionEncryption.BUCKET_DEFAULT);
	}

}
