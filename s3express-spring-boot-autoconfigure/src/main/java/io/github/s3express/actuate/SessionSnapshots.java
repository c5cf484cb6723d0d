/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionSnapshot;

/**
 * Snapshots of the manager's sessions, by bucket.
 */
final class SessionSnapshots {

	private SessionSnapshots() {
	}

	static Map<String, List<SessionSnapshot>> byBucket(S3ExpressSessionManager manager) {
		return manager.snapshots()
			.stream()
			.collect(Collectors.groupingBy((snapshot) -> snapshot.key().bucket().value(), LinkedHashMap::new,
					Collectors.toList()));
	}

	static List<SessionSnapshot> of(S3ExpressSessionManager manager, String bucket) {
		return manager.snapshots()
			.stream()
			.filter((snapshot) -> snapshot.key().bucket().value().equals(bucket))
			.toList();
	}

}
