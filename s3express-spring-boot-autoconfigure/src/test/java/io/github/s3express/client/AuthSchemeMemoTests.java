/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How requests are signed is remembered where the SDK's own rules say it, and nowhere
 * else.
 */
class AuthSchemeMemoTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private final ClientFixture fixture = new ClientFixture();

	private final AtomicInteger asked = new AtomicInteger();

	private final S3AuthSchemeProvider ownSchemes = (params) -> {
		this.asked.incrementAndGet();
		return S3AuthSchemeProvider.defaultProvider().resolveAuthScheme(params);
	};

	private final S3EndpointProvider ownEndpoints = (params) -> {
		this.asked.incrementAndGet();
		return new S3ExpressEndpointProvider(S3EndpointProvider.defaultProvider(), this.fixture.endpoints, () -> null,
				(bucket) -> null)
			.resolveEndpoint(params);
	};

	private SessionAuthSchemeProvider schemes;

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void callsShouldBeRememberedByOperation() {
		S3Client client = client((builder) -> {
		});
		put(client);
		get(client);
		get(client);
		assertThat(this.schemes.remembered()).isEqualTo(2);
	}

	@Test
	void callsWhenClientHasSchemesOfItsOwnShouldAskEachTime() {
		S3Client client = client((builder) -> builder.authSchemeProvider(this.ownSchemes));
		put(client);
		get(client);
		get(client);
		assertThat(this.asked).hasValue(3);
		assertThat(this.schemes.remembered()).isZero();
	}

	@Test
	void callsWhenClientHasEndpointsOfItsOwnShouldAskEachTime() {
		S3Client client = client((builder) -> builder.endpointProvider(this.ownEndpoints));
		put(client);
		int once = this.asked.get();
		get(client);
		get(client);
		assertThat(this.asked).hasValue(3 * once);
		assertThat(this.schemes.remembered()).isZero();
	}

	@Test
	void callsWhenEndpointsAreReplacedAfterwardsShouldAskEachTime() {
		S3Client client = client((builder) -> {
		}, (configuration) -> configuration.endpointProvider(this.ownEndpoints));
		put(client);
		get(client);
		get(client);
		assertThat(this.schemes.remembered()).isZero();
		assertThat(this.asked).hasValue(6);
	}

	@Test
	void callWhenItHasEndpointsOfItsOwnShouldAskThem() {
		S3Client client = client((builder) -> {
		});
		put(client);
		get(client);
		client.getObjectAsBytes((get) -> get.bucket(BUCKET)
			.key("key")
			.overrideConfiguration((configuration) -> configuration.endpointProvider(this.ownEndpoints)));
		assertThat(this.asked).hasValue(2);
		get(client);
		assertThat(this.asked).hasValue(2);
		assertThat(this.schemes.remembered()).isEqualTo(2);
	}

	@Test
	void callWhenItHasPluginsShouldAskWhatTheySet() {
		S3Client client = client((builder) -> {
		});
		put(client);
		get(client);
		client.getObjectAsBytes((get) -> get.bucket(BUCKET)
			.key("key")
			.overrideConfiguration((configuration) -> configuration.addPlugin(
					(plugin) -> ((S3ServiceClientConfiguration.Builder) plugin).endpointProvider(this.ownEndpoints))));
		assertThat(this.asked).hasValue(2);
	}

	private S3Client client(Consumer<S3ClientBuilder> settings) {
		return client(settings, (configuration) -> {
		});
	}

	private S3Client client(Consumer<S3ClientBuilder> settings,
			Consumer<S3ServiceClientConfiguration.Builder> afterwards) {
		S3ClientBuilder builder = S3Client.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials);
		settings.accept(builder);
		this.fixture.customizer.customize(builder);
		builder.addPlugin((plugin) -> {
			S3ServiceClientConfiguration.Builder configuration = (S3ServiceClientConfiguration.Builder) plugin;
			if (configuration.authSchemeProvider() instanceof SessionAuthSchemeProvider ours) {
				this.schemes = ours;
			}
			afterwards.accept(configuration);
		});
		return builder.build();
	}

	private static void put(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
	}

	private static void get(S3Client client) {
		client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key"));
	}

}
