/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.client.ApplicationClients;
import io.github.s3express.client.RouteCreateSessionClients;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.S3ExpressEndpoints;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * The session manager, with its default settings but for the number of concurrent
 * creations.
 */
final class ManagedContender implements Contender {

	private static final int CONNECTIONS = 256;

	private static final SessionLimits LIMITS = new SessionLimits(Duration.ofSeconds(10), 10_000, 100);

	private final S3ExpressLocalServer server;

	private final AwsCredentialsProvider credentials;

	private final RouteCreateSessionClients createSessionClients;

	private final ApplicationClients application;

	private final S3ExpressSessionManager manager;

	private final S3ExpressClientCustomizer customizer;

	ManagedContender(S3ExpressLocalServer server) {
		this.server = server;
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
		S3ExpressEndpoints endpoints = new S3ExpressEndpoints(server.endpoint(), server.controlEndpoint());
		this.createSessionClients = new RouteCreateSessionClients(this::builder, endpoints);
		this.manager = S3ExpressSessionManagerBuilder
			.of(this.createSessionClients::client, SessionPrincipal.of(this.credentials))
			.limits(LIMITS)
			.build();
		this.application = new ApplicationClients(this::builder, endpoints);
		this.customizer = new S3ExpressClientCustomizer(this.manager, endpoints, true, this.application,
				this.createSessionClients);
	}

	@Override
	public S3ExpressLocalServer server() {
		return this.server;
	}

	S3ExpressSessionManager manager() {
		return this.manager;
	}

	@Override
	public S3Client newClient() {
		S3ClientBuilder builder = builder();
		this.customizer.customize(builder);
		return builder.build();
	}

	private S3ClientBuilder builder() {
		return S3Client.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.httpClientBuilder(Apache5HttpClient.builder().maxConnections(CONNECTIONS));
	}

	@Override
	public S3AsyncClient newAsyncClient() {
		return this.customizer.build(S3AsyncClient.builder()
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials)
			.httpClientBuilder(NettyNioAsyncHttpClient.builder().maxConcurrency(CONNECTIONS)));
	}

	@Override
	public S3Presigner newPresigner() {
		return this.customizer.presigner(Region.of(this.server.region()), this.credentials);
	}

	@Override
	public void warmUp(String bucket) {
		// In this order, as the starter does when an application starts.
		if (this.application.sessionsDisabled()) {
			return;
		}
		this.manager.keys(bucket).forEach((key) -> this.manager.getAsync(key).join());
	}

	@Override
	public void close() {
		this.manager.stop();
		this.createSessionClients.close();
		this.server.close();
	}

}
