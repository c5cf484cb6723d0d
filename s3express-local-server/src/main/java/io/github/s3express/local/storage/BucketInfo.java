/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a bucket besides its objects.
 *
 * @param name its name
 * @param created when it was made
 * @param policy its policy as JSON, or {@code null}
 * @param encryption its default encryption
 * @param configurations the XML of other configurations: {@code lifecycle},
 * {@code inventory/<id>}, {@code metrics/<id>}
 * @param tags its tags
 * @param accessPoints its access points by name
 * @author The S3 Express Spring Boot authors
 */
public record BucketInfo(String name, Instant created, @Nullable String policy, Encryption encryption,
		Map<String, String> configurations, Map<String, String> tags, Map<String, AccessPoint> accessPoints) {

	/**
	 * A new bucket.
	 * @param name its name
	 * @param created when it was made
	 * @param tags its tags
	 */
	public BucketInfo(String name, Instant created, Map<String, String> tags) {
		this(name, created, null, Encryption.AES256, Map.of(), sorted(tags), Map.of());
	}

	/**
	 * The same bucket with another policy.
	 * @param newPolicy the policy as JSON, or {@code null}
	 * @return a copy
	 */
	public BucketInfo withPolicy(@Nullable String newPolicy) {
		return new BucketInfo(this.name, this.created, newPolicy, this.encryption, this.configurations, this.tags,
				this.accessPoints);
	}

	/**
	 * The same bucket with another default encryption.
	 * @param newEncryption the encryption
	 * @return a copy
	 */
	public BucketInfo withEncryption(Encryption newEncryption) {
		return new BucketInfo(this.name, this.created, this.policy, newEncryption, this.configurations, this.tags,
				this.accessPoints);
	}

	/**
	 * The same bucket with another configuration.
	 * @param key names the configuration
	 * @param document its XML, or {@code null} for none
	 * @return a copy
	 */
	public BucketInfo withConfiguration(String key, @Nullable String document) {
		Map<String, String> changed = changed(this.configurations, (map) -> {
			map.remove(key);
			if (document != null) {
				map.put(key, document);
			}
		});
		return new BucketInfo(this.name, this.created, this.policy, this.encryption, changed, this.tags,
				this.accessPoints);
	}

	/**
	 * The same bucket with other tags.
	 * @param newTags all its tags
	 * @return a copy
	 */
	public BucketInfo withTags(Map<String, String> newTags) {
		return new BucketInfo(this.name, this.created, this.policy, this.encryption, this.configurations,
				sorted(newTags), this.accessPoints);
	}

	/**
	 * The same bucket with an access point, in place of one of that name.
	 * @param accessPoint the access point
	 * @return a copy
	 */
	public BucketInfo with(AccessPoint accessPoint) {
		return withAccessPoints((map) -> map.put(accessPoint.name(), accessPoint));
	}

	/**
	 * The same bucket without an access point.
	 * @param accessPoint its name
	 * @return a copy
	 */
	public BucketInfo without(String accessPoint) {
		return withAccessPoints((map) -> map.remove(accessPoint));
	}

	private BucketInfo withAccessPoints(Consumer<Map<String, AccessPoint>> change) {
		return new BucketInfo(this.name, this.created, this.policy, this.encryption, this.configurations, this.tags,
				changed(this.accessPoints, change));
	}

	/**
	 * Tags without some of them.
	 * @param tags tags by key
	 * @param keys the keys that go
	 * @return a copy
	 */
	public static Map<String, String> without(Map<String, String> tags, Collection<String> keys) {
		return changed(tags, (map) -> map.keySet().removeAll(keys));
	}

	/**
	 * Tags with others, which win.
	 * @param tags tags by key
	 * @param more the others
	 * @return a copy
	 */
	public static Map<String, String> with(Map<String, String> tags, Map<String, String> more) {
		return changed(tags, (map) -> map.putAll(more));
	}

	private static <V> Map<String, V> changed(Map<String, V> map, Consumer<Map<String, V>> change) {
		Map<String, V> copy = new TreeMap<>(map);
		change.accept(copy);
		return Collections.unmodifiableMap(copy);
	}

	// Always in the same order, also in text.
	private static <V> Map<String, V> sorted(Map<String, V> map) {
		return Collections.unmodifiableMap(new TreeMap<>(map));
	}

}
