/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionRoute;

/**
 * The SDK's presigners that do the work: one with and one without sessions for each
 * Region that is used, because a presigner knows only one.
 */
final class PresignersByRegion implements AutoCloseable {

	private final Region region;

	private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

	private final S3ExpressEndpoints endpoints;

	private final S3ExpressSessionManager manager;

	private final ApplicationClients application;

	private final CurrentSessionS3Client sessions = new CurrentSessionS3Client();

	private final Map<PresignerKey, S3Presigner> presigners = new ConcurrentHashMap<>();

	PresignersByRegion(Region region, IdentityProvider<? extends AwsCredentialsIdentity> credentials,
			S3ExpressEndpoints endpoints, S3ExpressSessionManager manager, ApplicationClients application) {
		this.region = region;
		this.credentials = credentials;
		this.endpoints = endpoints;
		this.manager = manager;
		this.application = application;
	}

	/**
	 * Whether the application's clients use sessions, by the SDK's own switches.
	 */
	boolean sessionsDisabled() {
		return this.application.sessionsDisabled();
	}

	/**
	 * Where the sessions of URLs are made.
	 */
	SessionRoute route() {
		EffectiveSettings known = this.application.settings();
		boolean usual = known != null && known.region().equals(this.region);
		return usual ? SessionRoute.APPLICATION : SessionRoute.APPLICATION.in(this.region);
	}

	S3Presigner withoutSession(@Nullable String bucket) {
		return presigner(bucket, false);
	}

	<R> R withSession(String bucket, S3ExpressSession session, Function<S3Presigner, R> action) {
		return this.sessions.during(session, () -> action.apply(presigner(bucket, true)));
	}

	private S3Presigner presigner(@Nullable String bucket, boolean withSessions) {
		boolean express = DirectoryBucketName.isDirectoryBucket(bucket);
		Region configured = (bucket != null && express) ? this.manager.region(bucket) : null;
		Region actual = (configured != null) ? configured : this.region;
		return this.presigners.computeIfAbsent(new PresignerKey(actual, express, withSessions), this::build);
	}

	private S3Presigner build(PresignerKey key) {
		S3Presigner.Builder builder = S3Presigner.builder().region(key.region()).credentialsProvider(this.credentials);
		S3AuthSchemeParams params = this.application.params();
		if (params != null) {
			followApplication(builder, params);
		}
		boolean elsewhere = params != null && params.endpoint() != null;
		if (this.endpoints.zonal() != null && (key.express() || (this.endpoints.exclusive() && !elsewhere))) {
			builder.endpointOverride(this.endpoints.zonal());
		}
		if (key.withSessions()) {
			builder.s3Client(this.sessions);
		}
		return builder.build();
	}

	// A presigner has no settings but these in common with the clients.
	private static void followApplication(S3Presigner.Builder builder, S3AuthSchemeParams params) {
		if (params.endpoint() != null) {
			builder.endpointOverride(URI.create(params.endpoint()));
		}
		builder.fipsEnabled(params.useFips()).dualstackEnabled(params.useDualStack());
		builder.serviceConfiguration(S3Configuration.builder()
			.pathStyleAccessEnabled(params.forcePathStyle())
			.accelerateModeEnabled(params.accelerate())
			.useArnRegionEnabled(params.useArnRegion())
			.build());
	}

	@Override
	public void close() {
		this.presigners.values().forEach(S3Presigner::close);
	}

	private record PresignerKey(Region region, boolean express, boolean withSessions) {
	}

}
