/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.ApplicationClients;
import io.github.s3express.client.RouteCreateSessionClients;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.S3ExpressEndpoints;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * A local server, and clients that users would build: on a builder of their own, with one
 * call of the customizer.
 */
final class CompatibilityFixture implements AutoCloseable {

	static final String BUCKET = "compat--use1-az4--x-s3";

	static final String GENERAL_PURPOSE = "general-purpose";

	// Shared and never closed: the end of each takes two seconds.
	private static final SdkAsyncHttpClient HTTP = NettyNioAsyncHttpClient.builder().maxConcurrency(20).build();

	final S3ExpressLocalServer server;

	final CompatibilityUses uses = new CompatibilityUses();

	private final AwsCredentialsProvider credentials;

	private final S3ExpressEndpoints endpoints;

	private final RouteCreateSessionClients createSessionClients;

	private final S3ExpressSessionManager manager;

	private final List<AutoCloseable> clients = new ArrayList<>();

	private final int pageSize;

	CompatibilityFixture() {
		this(ListingQuery.LARGEST);
	}

	/**
	 * Starts a server.
	 * @param pageSize number of entries that the service is asked for where most may not
	 * be wanted
	 */
	CompatibilityFixture(int pageSize) {
		this.pageSize = pageSize;
		this.server = S3ExpressLocalServer.builder().bucket(BUCKET).generalPurposeBucket(GENERAL_PURPOSE).start();
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey()));
		this.endpoints = new S3ExpressEndpoints(this.server.endpoint(), this.server.controlEndpoint(), true);
		this.createSessionClients = new RouteCreateSessionClients(this::builder, this.endpoints);
		this.manager = S3ExpressSessionManagerBuilder
			.of(this.createSessionClients::client, SessionPrincipal.of(this.credentials))
			.build();
	}

	static CompatibilitySettings sorted(int maxKeysSorted) {
		CompatibilitySettings defaults = CompatibilitySettings.DEFAULT;
		return new CompatibilitySettings(true, true, true, maxKeysSorted, defaults.maxEmptyPages(), true, true, true,
				defaults.presignedLife(), true);
	}

	S3ClientBuilder builder() {
		return S3Client.builder().region(Region.of(this.server.region())).credentialsProvider(this.credentials);
	}

	S3ExpressClientCustomizer customizer(CompatibilitySettings settings) {
		return new S3ExpressClientCustomizer(this.manager, this.endpoints, true,
				new ApplicationClients(this::builder, this.endpoints), this.createSessionClients,
				new Compatibility(settings, this.uses, this.pageSize));
	}

	/**
	 * Makes up for all that it can, and sends requests where the SDK does.
	 */
	void customizeWithoutEndpoints(S3ClientBuilder builder) {
		CompatibilitySettings all = new CompatibilitySettings(true, true, false, 100, 100, true, true, true,
				PresignedLife.SHORTEN, true);
		new S3ExpressClientCustomizer(this.manager, S3ExpressEndpoints.SERVICE, true,
				new ApplicationClients(this::builder, S3ExpressEndpoints.SERVICE), this.createSessionClients,
				new Compatibility(all, this.uses))
			.customize(builder);
	}

	S3Client client(CompatibilitySettings settings) {
		return client(settings, (builder) -> {
		});
	}

	S3Client client(CompatibilitySettings settings, Consumer<S3ClientBuilder> more) {
		S3ClientBuilder builder = builder();
		more.accept(builder);
		customizer(settings).customize(builder);
		S3Client client = builder.build();
		this.clients.add(client);
		return client;
	}

	S3AsyncClient asyncClient(CompatibilitySettings settings, Consumer<S3AsyncClientBuilder> more) {
		S3AsyncClientBuilder builder = S3AsyncClient.builder()
			.httpClient(HTTP)
			.region(Region.of(this.server.region()))
			.credentialsProvider(this.credentials);
		more.accept(builder);
		customizer(settings).customize(builder);
		S3AsyncClient client = builder.build();
		this.clients.add(client);
		return client;
	}

	/**
	 * Both kinds of client, behind the same methods.
	 */
	Lister lister(boolean async, CompatibilitySettings settings) {
		return async ? Lister.of(asyncClient(settings, (builder) -> {
		})) : Lister.of(client(settings));
	}

	void put(String... keys) {
		put(BUCKET, List.of(keys));
	}

	void put(String bucket, List<String> keys) {
		S3AsyncClient client = asyncClient(CompatibilitySettings.OFF, (builder) -> {
		});
		CompletableFuture
			.allOf(keys.stream()
				.map((key) -> client.putObject((put) -> put.bucket(bucket).key(key), AsyncRequestBody.fromString(key)))
				.toArray(CompletableFuture[]::new))
			.join();
	}

	/**
	 * Number of listings that the server has answered.
	 */
	long listings() {
		return this.server.counters().count("ListObjectsV2");
	}

	@Override
	public void close() {
		for (AutoCloseable client : this.clients) {
			try {
				client.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
		this.manager.stop();
		this.createSessionClients.close();
		this.server.close();
	}

}
