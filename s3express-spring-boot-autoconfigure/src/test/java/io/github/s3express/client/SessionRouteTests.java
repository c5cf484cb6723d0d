/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionRoute;
import io.github.s3express.testing.ServiceHosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Where sessions are made for clients that go other ways than the application's own, with
 * a server for each place. What is measured runs with the SDK alone as well.
 */
class SessionRouteTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private final ClientFixture fixture = new ClientFixture();

	private final S3ExpressLocalServer elsewhere = S3ExpressLocalServer.builder()
		.bucket(BUCKET)
		.principal("application", this.fixture.server.accessKeyId(), this.fixture.server.secretAccessKey(), null)
		.start();

	private final S3ExpressLocalServer north = S3ExpressLocalServer.builder()
		.region("eu-north-1")
		.bucket("north--eun1-az1--x-s3")
		.principal("application", this.fixture.server.accessKeyId(), this.fixture.server.secretAccessKey(), null)
		.start();

	@AfterEach
	void close() {
		this.fixture.close();
		this.elsewhere.close();
		this.north.close();
	}

	@Test
	void clientWithTheApplicationsRouteShouldShareItsSessions() {
		put(this.fixture.client(), BUCKET);
		put(this.fixture.client((builder) -> builder.endpointOverride(this.fixture.endpoint())), BUCKET);
		put(this.fixture.client(
				(builder) -> builder.overrideConfiguration((override) -> override.putHeader("x-own-header", "value"))),
				BUCKET);
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void clientWithAnEndpointOfItsOwnShouldHaveItsSessionsMadeThere() {
		put(this.fixture.client(), BUCKET);
		Consumer<S3ClientBuilder> settings = (builder) -> builder.endpointOverride(this.elsewhere.endpoint());
		put(alone(settings), BUCKET);
		assertThat(this.elsewhere.counters().count("CreateSession")).as("the SDK alone").isOne();
		S3Client own = this.fixture.client(settings);
		put(own, BUCKET);
		put(own, BUCKET);
		S3AsyncClient async = async((builder) -> builder.endpointOverride(this.elsewhere.endpoint()));
		async.putObject((put) -> put.bucket(BUCKET).key("key"), AsyncRequestBody.fromString("content")).join();
		assertThat(this.elsewhere.counters().count("CreateSession")).as("one more for all managed clients")
			.isEqualTo(2);
		assertThat(this.elsewhere.counters().count("PutObject")).isEqualTo(4);
		assertThat(this.fixture.count("CreateSession")).isOne();
		assertThat(this.fixture.manager.snapshots()).hasSize(2)
			.anySatisfy((snapshot) -> assertThat(snapshot.key().toString())
				.contains("by way of the application's Region, " + this.elsewhere.endpoint()));
	}

	@Test
	void clientInARegionOfItsOwnShouldHaveItsSessionsMadeThere() {
		String bucket = "north--eun1-az1--x-s3";
		URI endpoint = this.north.endpoint();
		Consumer<S3ClientBuilder> settings = (builder) -> builder.region(Region.EU_NORTH_1).endpointOverride(endpoint);
		put(alone(settings), bucket);
		put(this.fixture.client(settings), bucket);
		assertThat(this.north.counters().count("CreateSession")).isEqualTo(2);
		assertThat(this.north.counters().count("PutObject")).isEqualTo(2);
	}

	@Test
	void clientWithFipsEndpointsShouldHaveItsSessionsMadeAtOneOfThem() {
		String host = BUCKET + ".s3express-fips-use1-az4.us-east-1.amazonaws.com";
		S3ExpressClientCustomizer customizer = this.fixture.customizer(S3ExpressEndpoints.SERVICE, true);
		put(built(customizer, new ServiceHosts((name) -> this.fixture.endpoint()), false), BUCKET);
		ServiceHosts alone = new ServiceHosts((name) -> this.elsewhere.endpoint());
		put(alone((builder) -> builder.httpClient(alone).fipsEnabled(true)), BUCKET);
		ServiceHosts managed = new ServiceHosts((name) -> this.elsewhere.endpoint());
		S3Client client = built(customizer, managed, true);
		put(client, BUCKET);
		put(client, BUCKET);
		assertThat(managed.createSessionHosts()).isEqualTo(alone.createSessionHosts()).containsExactly(host);
		assertThat(managed.requests()).hasSize(3).allMatch((request) -> request.contains(host));
	}

	@Test
	void clientWithDualStackEndpointsShouldHaveItsSessionsMadeAtOneOfThem() {
		S3ExpressClientCustomizer customizer = this.fixture.customizer(S3ExpressEndpoints.SERVICE, true);
		ServiceHosts hosts = new ServiceHosts((name) -> this.elsewhere.endpoint());
		S3ClientBuilder builder = S3Client.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials)
			.dualstackEnabled(true)
			.httpClient(hosts);
		customizer.customize(builder);
		put(builder.build(), BUCKET);
		assertThat(hosts.createSessionHosts())
			.containsExactly(BUCKET + ".s3express-use1-az4.dualstack.us-east-1.amazonaws.com");
	}

	@Test
	void requestWhosePluginLeadsElsewhereShouldHaveItsSessionMadeThere() {
		S3Client client = this.fixture.client();
		put(client, BUCKET);
		client.putObject((put) -> put.bucket(BUCKET)
			.key("key")
			.overrideConfiguration((override) -> override
				.addPlugin((configuration) -> ((S3ServiceClientConfiguration.Builder) configuration)
					.endpointOverride(this.elsewhere.endpoint()))),
				RequestBody.fromString("content"));
		assertThat(this.elsewhere.counters().count("PutObject")).isOne();
		assertThat(this.elsewhere.counters().count("CreateSession")).isOne();
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void clientThatAloneReachesTheServiceShouldMakeItsSessionsItself() {
		// The application's own route ends at a port where nobody listens.
		S3ExpressEndpoints nowhere = new S3ExpressEndpoints(URI.create("http://127.0.0.1:9"), null);
		try (RouteCreateSessionClients clients = new RouteCreateSessionClients(this::builder, nowhere)) {
			clients.offer(SessionRoute.APPLICATION, this.fixture.client());
			SessionKey key = this.fixture.manager.key(BUCKET, "GetObject");
			assertThat(catchThrowable(() -> createSession(clients, key))).isNotNull();
			createSession(clients, key);
			createSession(clients, key);
			assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
		}
	}

	@Test
	void sessionWhenTheClientThatMadeItWasClosedShouldBeReplacedAllTheSame() {
		S3Client own = this.fixture.client((builder) -> builder.endpointOverride(this.elsewhere.endpoint()));
		put(own, BUCKET);
		S3Client second = this.fixture.client((builder) -> builder.endpointOverride(this.elsewhere.endpoint()));
		own.close();
		this.elsewhere.sessions().revokeAll();
		put(second, BUCKET);
		assertThat(this.elsewhere.counters().count("CreateSession")).isEqualTo(2);
	}

	@Test
	void interceptorsOfAClientWithItsOwnRouteShouldSeeItsSessionBeingMade() {
		AtomicLong sessions = new AtomicLong();
		Consumer<S3ClientBuilder> settings = (builder) -> builder.endpointOverride(this.elsewhere.endpoint())
			.overrideConfiguration((override) -> override.addExecutionInterceptor(new ExecutionInterceptor() {

				@Override
				public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context,
						ExecutionAttributes attributes) {
					if (context.httpRequest().rawQueryParameters().containsKey("session")) {
						sessions.incrementAndGet();
					}
					return context.httpRequest();
				}

			}));
		put(alone(settings), BUCKET);
		assertThat(sessions).hasValue(1);
		put(this.fixture.client(settings), BUCKET);
		assertThat(sessions).hasValue(2);
	}

	@Test
	void clientThatMakesSessionsWhenUnusedShouldBeClosedAndMadeAnewWhenNeeded() {
		AtomicLong now = new AtomicLong();
		AtomicLong closed = new AtomicLong();
		try (RouteCreateSessionClients clients = new RouteCreateSessionClients(
				() -> builder().httpClientBuilder((defaults) -> new ServiceHosts((host) -> this.fixture.endpoint()) {

					@Override
					public void close() {
						closed.incrementAndGet();
					}

				}), this.fixture.endpoints, now::get)) {
			SessionKey key = this.fixture.manager.key(BUCKET, "GetObject");
			createSession(clients, key);
			now.addAndGet(Duration.ofMinutes(14).toNanos());
			clients.client(SessionRoute.APPLICATION.in(Region.EU_NORTH_1));
			assertThat(closed).hasValue(0);
			now.addAndGet(Duration.ofMinutes(2).toNanos());
			clients.client(SessionRoute.APPLICATION.in(Region.EU_NORTH_1));
			assertThat(closed).hasValue(1);
			createSession(clients, key);
			assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
		}
		assertThat(closed).hasValue(2);
	}

	@Test
	void credentialsProviderOfTheApplicationShouldOutliveTheClientsThatMakeSessions() {
		AtomicLong now = new AtomicLong();
		CloseableCredentials credentials = new CloseableCredentials(this.fixture.credentials);
		Supplier<S3ClientBuilder> builders = () -> builder().credentialsProvider(credentials);
		try (S3Client alone = builders.get().build()) {
			assertThat(alone).isNotNull();
		}
		assertThat(credentials.closed).as("the SDK closes whatever a client has").hasPositiveValue();
		credentials.closed.set(0);
		try (RouteCreateSessionClients clients = new RouteCreateSessionClients(builders, this.fixture.endpoints,
				now::get)) {
			createSession(clients, this.fixture.manager.key(BUCKET, "GetObject"));
			now.addAndGet(Duration.ofMinutes(16).toNanos());
			clients.client(SessionRoute.APPLICATION.in(Region.EU_NORTH_1));
		}
		assertThat(new ApplicationClients(builders, this.fixture.endpoints).settings()).isNotNull();
		assertThat(credentials.closed).hasValue(0);
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void clientsThatMakeSessionsWhenClosedShouldSaySo() {
		RouteCreateSessionClients clients = new RouteCreateSessionClients(this::builder, this.fixture.endpoints);
		S3Client client = clients.client(SessionRoute.APPLICATION);
		clients.close();
		assertThatIllegalStateException().isThrownBy(() -> clients.client(SessionRoute.APPLICATION))
			.withMessageContaining("have been closed");
		assertThatIllegalStateException().isThrownBy(() -> client.createSession((create) -> create.bucket(BUCKET)))
			.withMessageContaining("have been closed");
	}

	private static void createSession(RouteCreateSessionClients clients, SessionKey key) {
		clients.client(key.route()).createSession((create) -> create.bucket(BUCKET));
	}

	private S3ClientBuilder builder() {
		return S3Client.builder().region(this.fixture.region()).credentialsProvider(this.fixture.credentials);
	}

	private S3Client alone(Consumer<S3ClientBuilder> settings) {
		S3ClientBuilder builder = builder();
		settings.accept(builder);
		return builder.build();
	}

	private S3Client built(S3ExpressClientCustomizer customizer, ServiceHosts hosts, boolean fips) {
		S3ClientBuilder builder = builder().httpClient(hosts).fipsEnabled(fips);
		customizer.customize(builder);
		return builder.build();
	}

	private S3AsyncClient async(Consumer<S3AsyncClientBuilder> settings) {
		S3AsyncClientBuilder builder = S3AsyncClient.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials);
		settings.accept(builder);
		return this.fixture.customizer.build(builder);
	}

	private static void put(S3Client client, String bucket) {
		client.putObject((put) -> put.bucket(bucket).key("key"), RequestBody.fromString("content"));
	}

	private static final class CloseableCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

		private final AwsCredentialsProvider delegate;

		private final AtomicLong closed = new AtomicLong();

		private CloseableCredentials(AwsCredentialsProvider delegate) {
			this.delegate = delegate;
		}

		@Override
		public AwsCredentials resolveCredentials() {
			return this.delegate.resolveCredentials();
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

}
