/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.S3ExpressSessionManagerBuilder;
import io.github.s3express.session.SessionPrincipal;

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

	final List<SdkHttpRequest> requests = new CopyOnWriteArrayList<>();

	private final CreateSessionClient createSessionClient;

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
		this.endpoints = new S3ExpressEndpoints(this.server.endpoint(), this.server.controlEndpoint(), Map.of());
		this.createSessionClient = CreateSessionClient.create(region(), this.credentials, this.endpoints, null);
		S3ExpressSessionManagerBuilder managerBuilder = S3ExpressSessionManagerBuilder.of(this.createSessionClient,
				SessionPrincipal.of(this.credentials));
		manager.accept(managerBuilder);
		this.manager = managerBuilder.build();
		this.customizer = new S3ExpressClientCustomizer(this.manager, this.endpoints, true);
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
		this.manager.stop();
		this.createSessionClient.close();
		this.server.close();
	}

	private final class Recorder implements ExecutionInterceptor {

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			ClientFixture.this.requests.add(context.httpRequest());
		}

	}

}
