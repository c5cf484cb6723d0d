/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.ApplicationClients;
import io.github.s3express.client.RouteCreateSessionClients;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.S3ExpressEndpoints;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * A client of each contender over {@link InstantTransport}, without a custom endpoint.
 */
final class InstantClients implements AutoCloseable {

	private final AwsCredentialsProvider credentials = StaticCredentialsProvider
		.create(AwsBasicCredentials.create("AKIAEXAMPLE", "a-secret-key"));

	private final RouteCreateSessionClients createSessionClients = new RouteCreateSessionClients(this::builder,
			S3ExpressEndpoints.SERVICE);

	private final S3ExpressSessionManager manager = S3ExpressSessionManagerBuilder
		.of(this.createSessionClients::client, SessionPrincipal.of(this.credentials))
		.limits(new SessionLimits(Duration.ofSeconds(10), 10_000, 16))
		.build();

	private final S3Client sdk = builder().build();

	private final S3Client managed;

	InstantClients() {
		S3ClientBuilder builder = builder();
		new S3ExpressClientCustomizer(this.manager, S3ExpressEndpoints.SERVICE, true,
				new ApplicationClients(this::builder, S3ExpressEndpoints.SERVICE), this.createSessionClients)
			.customize(builder);
		this.managed = builder.build();
	}

	private S3ClientBuilder builder() {
		return S3Client.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(this.credentials)
			.httpClient(new InstantTransport());
	}

	S3Client sdk() {
		return this.sdk;
	}

	S3Client managed() {
		return this.managed;
	}

	@Override
	public void close() {
		this.managed.close();
		this.sdk.close();
		this.manager.stop();
		this.createSessionClients.close();
	}

}
