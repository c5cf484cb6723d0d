/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.CreateSessionPolicy;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;

/**
 * Knows what an IAM policy has to allow, by what is configured for a bucket.
 */
class CreateSessionPolicies {

	private final S3ExpressClientSettings settings;

	CreateSessionPolicies(S3ExpressClientSettings settings) {
		this.settings = settings;
	}

	CreateSessionPolicy policy(SessionKey key, @Nullable String refusal) {
		Region region = this.settings.buckets().regions().getOrDefault(key.bucket().value(), this.settings.region());
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
