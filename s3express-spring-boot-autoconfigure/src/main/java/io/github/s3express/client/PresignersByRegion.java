/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;

/**
 * The SDK's presigners that do the work: one with and one without sessions for each
 * Region that is used, because a presigner knows only one.
 */
final class PresignersByRegion implements AutoCloseable {

	private final Region region;

	private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

	private final S3ExpressEndpoints endpoints;

	private final CurrentSessionS3Client sessions = new CurrentSessionS3Client();

	private final Map<PresignerKey, S3Presigner> presigners = new ConcurrentHashMap<>();

	PresignersByRegion(Region region, IdentityProvider<? extends AwsCredentialsIdentity> credentials,
			S3ExpressEndpoints endpoints) {
		this.region = region;
		this.credentials = credentials;
		this.endpoints = endpoints;
	}

	S3Presigner withoutSession(@Nullable String bucket) {
		return presigner(bucket, false);
	}

	<R> R withSession(String bucket, S3ExpressSession session, Function<S3Presigner, R> action) {
		return this.sessions.during(session, () -> action.apply(presigner(bucket, true)));
	}

	private S3Presigner presigner(@Nullable String bucket, boolean withSessions) {
		Region configured = (bucket != null) ? this.endpoints.regions().get(bucket) : null;
		Region actual = (configured != null) ? configured : this.region;
		boolean express = DirectoryBucketName.isDirectoryBucket(bucket);
		return this.presigners.computeIfAbsent(new PresignerKey(actual, express, withSessions), this::build);
	}

	private S3Presigner build(PresignerKey key) {
		S3Presigner.Builder builder = S3Presigner.builder().region(key.region()).credentialsProvider(this.credentials);
		if (key.express()) {
			builder.endpointOverride(this.endpoints.zonal());
		}
		if (key.withSessions()) {
			builder.s3Client(this.sessions);
		}
		return builder.build();
	}

	@Override
	public void close() {
		this.presigners.values().forEach(S3Presigner::close);
	}

	private record PresignerKey(Region region, boolean express, boolean withSessions) {
	}

}
