/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionEncryption;

/**
 * The configured buckets, checked.
 */
public final class ConfiguredBuckets {

	private final Map<DirectoryBucketName, ConfiguredBucket> buckets = new LinkedHashMap<>();

	private ConfiguredBuckets() {
	}

	/**
	 * Checks the properties of all buckets.
	 * @param properties the properties
	 * @param region the Region of buckets that name none
	 * @return the buckets
	 * @throws InvalidS3ExpressPropertyException if one cannot be right
	 */
	public static ConfiguredBuckets of(S3ExpressProperties properties, String region) {
		ConfiguredBuckets buckets = new ConfiguredBuckets();
		properties.getBuckets().forEach((id, bucket) -> buckets.add(id, bucket, region));
		return buckets;
	}

	/**
	 * The Region for a server that stands in for AWS: that of the properties, else where
	 * a bucket is that names none. Looks for none where AWS would be asked.
	 * @param properties the properties
	 * @param fallback the Region if no bucket tells
	 * @return the Region's id
	 */
	public static String localRegion(S3ExpressProperties properties, String fallback) {
		if (properties.getRegion() != null) {
			return properties.getRegion();
		}
		return properties.getBuckets()
			.entrySet()
			.stream()
			.filter((bucket) -> bucket.getValue().getRegion() == null)
			.map((bucket) -> regionOfZone(bucket.getKey(), bucket.getValue().getName()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(fallback);
	}

	private static @Nullable String regionOfZone(String id, @Nullable String name) {
		String bucket = (name != null) ? name : id;
		return DirectoryBucketName.isDirectoryBucket(bucket) ? ZoneRegions.find(new DirectoryBucketName(bucket).zone())
				: null;
	}

	private void add(String id, S3ExpressBucketProperties properties, String region) {
		DirectoryBucketName name = name(id, properties.getName());
		checkRegion(id, name, properties, region);
		ConfiguredBucket earlier = this.buckets.putIfAbsent(name, new ConfiguredBucket(id, name, properties));
		if (earlier != null) {
			throw new InvalidS3ExpressPropertyException(
					"s3express.buckets.%s and s3express.buckets.%s are both the bucket %s".formatted(earlier.id(), id,
							name),
					"keep one of them");
		}
	}

	private static DirectoryBucketName name(String id, @Nullable String name) {
		if (name == null && !DirectoryBucketName.isDirectoryBucket(id)) {
			throw new InvalidS3ExpressPropertyException("s3express.buckets.%s.name is not set".formatted(id),
					"set it to the directory bucket's name, for example %s--use1-az4--x-s3".formatted(id));
		}
		if (name != null && name.startsWith("arn:")) {
			String bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
			throw new InvalidS3ExpressPropertyException("s3express.buckets.%s.name is the ARN %s".formatted(id, name),
					"write the name alone, %s".formatted(bare));
		}
		try {
			return new DirectoryBucketName((name != null) ? name : id);
		}
		catch (IllegalArgumentException ex) {
			String property = (name != null) ? "s3express.buckets." + id + ".name" : "s3express.buckets." + id;
			throw new InvalidS3ExpressPropertyException(property + " is refused: " + ex.getMessage(),
					"correct the name");
		}
	}

	private static void checkRegion(String id, DirectoryBucketName name, S3ExpressBucketProperties properties,
			String region) {
		RegionNames.check("s3express.buckets." + id + ".region", properties.getRegion());
		String actual = (properties.getRegion() != null) ? properties.getRegion() : region;
		if (ZoneRegions.contradicts(name.zone(), actual)) {
			throw new InvalidS3ExpressPropertyException(
					"s3express.buckets.%s is %s in zone %s, which is not in Region %s".formatted(id, name, name.zone(),
							actual),
					"set s3express.buckets.%s.region (or s3express.region) to the Region of zone %s, or correct the name"
						.formatted(id, name.zone()));
		}
	}

	/**
	 * The names of all configured buckets.
	 * @return them, in the order of the configuration
	 */
	public Set<DirectoryBucketName> names() {
		return Collections.unmodifiableSet(this.buckets.keySet());
	}

	/**
	 * The Regions that buckets name for themselves.
	 * @return their ids
	 */
	public Set<String> otherRegions() {
		return all().stream()
			.map((bucket) -> bucket.properties().getRegion())
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
	}

	Collection<ConfiguredBucket> all() {
		return this.buckets.values();
	}

	List<BucketSettings> settings() {
		List<BucketSettings> settings = new ArrayList<>();
		for (ConfiguredBucket bucket : all()) {
			settings.add(SessionPropertiesMapper.checked("s3express.buckets." + bucket.id() + ".",
					() -> new BucketSettings(bucket.name(), bucket.properties().getMode(),
							bucket.properties().isKeepWarm(), encryption(bucket.properties().getEncryption()),
							region(bucket.properties().getRegion()))));
		}
		return settings;
	}

	private static SessionEncryption encryption(S3ExpressBucketProperties.Encryption properties) {
		return new SessionEncryption(properties.getAlgorithm(), properties.getKmsKeyId(), properties.getContext(),
				properties.getBucketKeyEnabled());
	}

	private static @Nullable Region region(@Nullable String region) {
		return (region != null) ? Region.of(region) : null;
	}

	/**
	 * A configured bucket.
	 *
	 * @param id its id in the properties
	 * @param name its checked name
	 * @param properties its properties
	 */
	record ConfiguredBucket(String id, DirectoryBucketName name, S3ExpressBucketProperties properties) {
	}

}
