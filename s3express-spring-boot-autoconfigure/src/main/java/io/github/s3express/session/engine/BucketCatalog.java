/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;

/**
 * What is known of buckets beforehand.
 */
final class BucketCatalog {

	private final Map<DirectoryBucketName, BucketSettings> buckets;

	private final SessionModeStrategy defaultMode;

	BucketCatalog(List<BucketSettings> buckets, SessionModeStrategy defaultMode) {
		Map<DirectoryBucketName, BucketSettings> known = new LinkedHashMap<>();
		for (BucketSettings bucket : buckets) {
			if (known.put(bucket.name(), bucket) != null) {
				throw new IllegalArgumentException(
						"The bucket %s is configured twice; keep one of them".formatted(bucket.name()));
			}
		}
		this.buckets = Collections.unmodifiableMap(known);
		this.defaultMode = defaultMode;
	}

	/**
	 * How many sessions the configured buckets have together.
	 */
	int sessions() {
		return all().stream().mapToInt((bucket) -> mode(bucket.name()).modes().size()).sum();
	}

	Collection<BucketSettings> all() {
		return this.buckets.values();
	}

	SessionModeStrategy mode(DirectoryBucketName bucket) {
		BucketSettings known = this.buckets.get(bucket);
		SessionModeStrategy mode = (known != null) ? known.mode() : null;
		return (mode != null) ? mode : this.defaultMode;
	}

	SessionEncryption encryption(DirectoryBucketName bucket) {
		BucketSettings known = this.buckets.get(bucket);
		return (known != null) ? known.encryption() : SessionEncryption.BUCKET_DEFAULT;
	}

	/**
	 * The Region that a bucket is configured with.
	 */
	@Nullable Region region(DirectoryBucketName bucket) {
		BucketSettings known = this.buckets.get(bucket);
		return (known != null) ? known.region() : null;
	}

	SlotKind kind(SessionKey key, SessionPrincipal applicationPrincipal) {
		BucketSettings known = this.buckets.get(key.bucket());
		if (known == null || !key.principal().equals(applicationPrincipal)
				|| !key.route().equals(SessionRoute.APPLICATION.in(known.region()))
				|| !mode(key.bucket()).modes().contains(key.mode())) {
			boolean ofRequest = key.principal().isOfRequest() && !key.principal().equals(applicationPrincipal);
			return ofRequest ? SlotKind.OF_REQUEST : SlotKind.ON_DEMAND;
		}
		return known.keepWarm() ? SlotKind.KEPT_WARM : SlotKind.CONFIGURED;
	}

	/**
	 * Refuses a key whose mode the bucket's configuration forbids.
	 */
	void check(SessionKey key) {
		if (mode(key.bucket()) == SessionModeStrategy.READ_ONLY && key.mode() != SessionMode.READ_ONLY) {
			throw new IllegalArgumentException(
					"mode is %s, but bucket %s is configured for READ_ONLY sessions; ask for READ_ONLY or change the bucket's mode"
						.formatted(key.mode(), key.bucket()));
		}
	}

}
