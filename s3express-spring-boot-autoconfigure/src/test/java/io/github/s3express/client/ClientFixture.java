/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.CompatibilitySettings;
import io.github.s3express.client.compatibility.CompatibilityUses;
import io.github.s3express.client.compatibility.PresignedLife;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * A local server, a manager and clients that use its sessions.
 */
final class ClientFixture implements AutoCloseable {

	static final String BUCKET = "client--use1-az4--x-s3";

	static final String OTHER_PRINCIPAL = "AKIAOTHERPRINCIPAL00";

	static final String OTHER_SECRET = "other-principals-secret-access-key-00000";

	final S3ExpressLocalServer server;

	final AwsCredentialsProvider credentials;

	final S3ExpressEndpoints endpoints;

	final S3ExpressSessionManager manager;

	final S3ExpressClientCustomizer customizer;

	final CompatibilityUses uses = new CompatibilityUses();

	final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();

	private final RouteCreateSessionClients createSessionClients;

	/**
	 * Holds up the threads that make sessions, until the test lets them go on.
	 */
	final Barrier creations = new Barrier();

	ClientFixture() {
		this((server) -> {
		}, (manager) -> {
		});
	}

	ClientFixture(Consumer<S3ExpressLocalServer.Builder> server, Consumer<S3ExpressSessionManagerBuilder> manager) {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.principal("other", OTHER_PRINCIPAL, OTHER_SECRET, null);
		server.accept(builder);
		this.server = builder.start();
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey()));
		this.endpoints = new S3ExpressEndpoints(this.server.endpoint(), this.server.controlEndpoint());
		this.createSessionClients = new RouteCreateSessionClients(this::applicationBuilder, this.endpoints);
		S3ExpressSessionManagerBuilder managerBuilder = S3ExpressSessionManagerBuilder.of(
				(key) -> this.creations.pass(this.createSessionClients.client(key)),
				SessionPrincipal.of(this.credentials));
		manager.accept(managerBuilder);
		this.manager = managerBuilder.build();
		this.customizer = customizer(this.endpoints, true);
	}

	S3ExpressClientCustomizer customizer(S3ExpressEndpoints endpoints, boolean sessionsEnabled) {
		// The endpoints are the application's: requests there use the manager's sessions.
		return new S3ExpressClientCustomizer(this.manager, endpoints, sessionsEnabled,
				new ApplicationClients(this::applicationBuilder, endpoints), this.createSessionClients,
				new Compatibility(CompatibilitySettings.DEFAULT, this.uses));
	}

	static Compatibility compatibility(PresignedLife life, CompatibilityUses uses) {
		return new Compatibility(new CompatibilitySettings(true, true, false, 1, 1, true, true, true, life, true),
				uses);
	}

	PresignersByRegion presigners() {
		return new PresignersByRegion(region(), this.credentials, this.endpoints, this.manager,
				new ApplicationClients(this::applicationBuilder, this.endpoints));
	}

	private S3ClientBuilder applicationBuilder() {
		S3ClientBuilder builder = S3Client.builder().region(region()).credentialsProvider(this.credentials);
		return "https".equals(this.server.endpoint().getScheme()) ? builder.httpClientBuilder(new Trusting()) : builder;
	}

	Region region() {
		return Region.of(this.server.region());
	}

	S3Client client() {
		return client((builder) -> {
		});
	}

	S3Client client(Consumer<S3ClientBuilder> settings) {
		S3ClientBuilder builder = S3Client.builder()
			.region(region())
			.credentialsProvider(this.credentials)
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(recorder()));
		settings.accept(builder);
		this.customizer.customize(builder);
		return builder.build();
	}

	S3AsyncClient asyncClient(Consumer<S3AsyncClientBuilder> settings) {
		S3AsyncClientBuilder builder = S3AsyncClient.builder()
			.region(region())
			.credentialsProvider(this.credentials)
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(recorder()));
		settings.accept(builder);
		this.customizer.customize(builder);
		return builder.build();
	}

	ExecutionInterceptor recorder() {
		return new Recorder();
	}

	long count(String operation) {
		return this.server.counters().count(operation);
	}

	/**
	 * The access key in the signature of the request sent last.
	 */
	String lastSigner() {
		SdkHttpRequest last = this.requests.get(this.requests.size() - 1);
		String authorization = last.firstMatchingHeader("Authorization").orElseThrow();
		return authorization.replaceAll(".*Credential=([^/]+)/.*", "$1");
	}

	String lastScope() {
		SdkHttpRequest last = this.requests.get(this.requests.size() - 1);
		return last.firstMatchingHeader("Authorization")
			.orElseThrow()
			.replaceAll(".*Credential=[^/]+/([^,]+),.*", "$1");
	}

	boolean lastCarriedSession() {
		return this.requests.get(this.requests.size() - 1).firstMatchingHeader("x-amz-s3session-token").isPresent();
	}

	URI endpoint() {
		return this.server.endpoint();
	}

	@Override
	public void close() {
		this.creations.open();
		this.manager.stop();
		this.createSessionClients.close();
		this.server.close();
	}

	/**
	 * Open at first. Whoever comes while it is shut waits until it is open.
	 */
	static final class Barrier {

		private volatile CountDownLatch open = new CountDownLatch(0);

		void shut() {
			this.open = new CountDownLatch(1);
		}

		void open() {
			this.open.countDown();
		}

		<T> T pass(T value) {
			try {
				this.open.await();
				return value;
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted at the barrier", ex);
			}
		}

	}

	/**
	 * For servers that speak TLS with a certificate made for the test.
	 */
	static final class Trusting implements SdkHttpClient.Builder<Trusting> {

		@Override
		public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
			return Apache5HttpClient.builder()
				.buildWithDefaults(
						AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build());
		}

	}

	private final class Recorder implements ExecutionInterceptor {

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			ClientFixture.this.requests.add(context.httpRequest());
		}

	}

}
