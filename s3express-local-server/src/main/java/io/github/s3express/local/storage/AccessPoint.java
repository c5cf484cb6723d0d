/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An access point of a directory bucket.
 *
 * @param name its name, {@code base--zone--xa-s3}, also its alias
 * @param created when it was made
 * @param policy its policy as JSON, or {@code null}
 * @param scope what it gives access to
 * @param tags its tags
 * @author The S3 Express Spring Boot authors
 */
public record AccessPoint(String name, Instant created, @Nullable String policy, Scope scope,
		Map<String, String> tags) {

	/**
	 * The same access point with another policy.
	 * @param newPolicy the policy as JSON, or {@code null}
	 * @return a copy
	 */
	public AccessPoint withPolicy(@Nullable String newPolicy) {
		return new AccessPoint(this.name, this.created, newPolicy, this.scope, this.tags);
	}

	/**
	 * The same access point with another scope.
	 * @param newScope the scope
	 * @return a copy
	 */
	public AccessPoint withScope(Scope newScope) {
		return new AccessPoint(this.name, this.created, this.policy, newScope, this.tags);
	}

	/**
	 * The same access point with other tags.
	 * @param newTags all its tags
	 * @return a copy
	 */
	public AccessPoint withTags(Map<String, String> newTags) {
		return new AccessPoint(this.name, this.created, this.policy, this.scope, newTags);
	}

	/**
	 * What an access point gives access to (Amazon S3 API Reference, Scope).
	 *
	 * @param prefixes beginnings of keys, none for all keys
	 * @param permissions names of operations, none for all
	 */
	public record Scope(List<String> prefixes, List<String> permissions) {

		/** All keys, all operations. */
		public static final Scope ALL = new Scope(List.of(), List.of());

		/**
		 * Whether a key is within the scope.
		 * @param key an object's key, or the prefix of a listing
		 * @return {@code true} if it begins with one of the prefixes
		 */
		public boolean takesKey(String key) {
			return this.prefixes.isEmpty()
					|| this.prefixes.stream().anyMatch((prefix) -> key.startsWith(withoutStar(prefix)));
		}

		// Per docs, not checked against AWS: examples write a star after a prefix.
		private static String withoutStar(String prefix) {
			return prefix.endsWith("*") ? prefix.substring(0, prefix.length() - 1) : prefix;
		}

		/**
		 * Whether an operation is within the scope.
		 * @param permission its permission's name, for example {@code GetObject}
		 * @return {@code true} if it is one of the permissions
		 */
		public boolean takesOperation(String permission) {
			return this.permissions.isEmpty() || this.permissions.contains(permission);
		}

	}

}
