/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.MultipartUpload;
import io.github.s3express.local.storage.StoredObject;

/**
 * Carries out lifecycle rules against the server's clock: before a request that concerns
 * the bucket, at most once a minute of that clock, so that whoever looks sees what the
 * rules left.
 *
 * @author The S3 Express Spring Boot authors
 */
final class LifecycleSweep {

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final ServerState state;

	LifecycleSweep(ServerState state) {
		this.state = state;
	}

	void sweep(@Nullable String name) {
		Bucket bucket = (name != null) ? this.state.buckets().find(name) : null;
		String document = (bucket != null) ? bucket.info().configurations().get(LifecycleRule.CONFIGURATION) : null;
		if (bucket == null || document == null) {
			return;
		}
		Instant now = this.state.clock().instant();
		if (bucket.swept().equals(Instant.MIN) || Duration.between(bucket.swept(), now).abs().compareTo(PAUSE) >= 0) {
			bucket.swept(now);
			carryOut(bucket, LifecycleRule.parse(document.getBytes(StandardCharsets.UTF_8)), now);
		}
	}

	private static void carryOut(Bucket bucket, List<LifecycleRule> rules, Instant now) {
		for (StoredObject object : bucket.from("").values()) {
			if (rules.stream().anyMatch((rule) -> expires(rule, object, now))) {
				try {
					// Whoever replaced it meanwhile has a new object, which stays.
					bucket.change(object.key(), (current) -> (current == object) ? null : current);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
		}
		for (MultipartUpload upload : bucket.uploads().all()) {
			if (rules.stream()
				.anyMatch((rule) -> rule.takesUpload(upload.key())
						&& LifecycleRule.isDue(upload.initiated(), rule.abortDays(), now))) {
				end(bucket, upload);
			}
		}
	}

	private static boolean expires(LifecycleRule rule, StoredObject object, Instant now) {
		return rule.takesObject(object.key(), object.content().length())
				&& LifecycleRule.isDue(object.lastModified(), rule.expirationDays(), now);
	}

	private static void end(Bucket bucket, MultipartUpload upload) {
		try {
			bucket.uploads().end(upload);
		}
		catch (S3Exception ex) {
			// It ended by itself.
		}
	}

}
