/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.github.s3express.autoconfigure.ConfiguredBuckets;
import io.github.s3express.autoconfigure.S3ExpressProperties;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.DirectoryBucketName;

/**
 * The configured buckets, and where they are, for a local server.
 */
public final class LocalServerBuckets {

	private static final String DEFAULT_REGION = "us-east-1";

	private final String region;

	private final Set<String> otherRegions;

	private final Set<String> names = new LinkedHashSet<>();

	private LocalServerBuckets(String region, Set<String> otherRegions) {
		this.region = region;
		this.otherRegions = otherRegions;
	}

	/**
	 * Checks the configured buckets.
	 * @param properties the properties
	 * @return the buckets
	 * @throws RuntimeException if one cannot be right, or is an access point; explained
	 * by a failure analyzer
	 */
	public static LocalServerBuckets of(S3ExpressProperties properties) {
		String region = ConfiguredBuckets.localRegion(properties, DEFAULT_REGION);
		ConfiguredBuckets configured = ConfiguredBuckets.of(properties, region);
		LocalServerBuckets buckets = new LocalServerBuckets(region, configured.otherRegions());
		configured.names().forEach(buckets::add);
		return buckets;
	}

	private void add(DirectoryBucketName bucket) {
		if (bucket.value().endsWith("--xa-s3")) {
			throw new InvalidConfigurationPropertyValueException("s3express.buckets", bucket.value(),
					"That is the name of an access point, which the local server cannot start with; name a bucket, base--zone--x-s3.");
		}
		this.names.add(bucket.value());
	}

	/**
	 * Adds the buckets and their Regions to a server.
	 * @param server the server's builder
	 */
	public void addTo(S3ExpressLocalServer.Builder server) {
		server.region(this.region);
		this.otherRegions.forEach(server::otherRegion);
		this.names.forEach(server::bucket);
	}

	Set<String> names() {
		return Collections.unmodifiableSet(this.names);
	}

}
