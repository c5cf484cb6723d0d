/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.SessionRegistry;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Buckets;

/**
 * All that operations work on.
 *
 * @param region the region that signatures must name
 * @param otherRegions regions that signatures may name instead
 * @param clock the server's time
 * @param principals the principals by access key
 * @param sessions the sessions
 * @param buckets the buckets
 * @author The S3 Express Spring Boot authors
 */
public record ServerState(String region, Set<String> otherRegions, InstantSource clock,
		Map<String, Principal> principals, SessionRegistry sessions, Buckets buckets) {

	// Finds the bucket behind an access point, if the target names one.
	Target resolve(Target target) {
		String name = target.bucket();
		Bucket bucket = (name != null && BucketNames.isAccessPoint(name)) ? this.buckets.ofAccessPoint(name) : null;
		return (name != null && bucket != null) ? target.through(name, bucket.info().name()) : target;
	}

	boolean isSignedFor(String signedRegion) {
		return this.region.equals(signedRegion) || this.otherRegions.contains(signedRegion);
	}

}
