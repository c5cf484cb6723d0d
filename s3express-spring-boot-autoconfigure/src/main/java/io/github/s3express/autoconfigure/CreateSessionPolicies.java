/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.CreateSessionPolicy;

/**
 * Knows what an IAM policy has to allow, by what is configured for a bucket.
 */
public final class CreateSessionPolicies {

	private final S3ExpressClientSettings settings;

	CreateSessionPolicies(S3ExpressClientSettings settings) {
		this.settings = settings;
	}

	/**
	 * Writes the least policy that allows a session.
	 * @param key what the session is for
	 * @param refusal what the service answered, or {@code null} if it refused nothing
	 * @return the policy
	 */
	public CreateSessionPolicy policy(SessionKey key, @Nullable String refusal) {
		Region elsewhere = key.route().region();
		Region region = (elsewhere != null) ? elsewhere : this.settings.region();
		SessionEncryption encryption = this.settings.buckets()
			.settings()
			.stream()
			.filter((bucket) -> bucket.name().equals(key.bucket()))
			.map(BucketSettings::encryption)
			.findFirst()
			.orElse(SessionEncryption.BUCKET_DEFAULT);
		return CreateSessionPolicy.of(key, region, encryption, refusal);
	}

}
