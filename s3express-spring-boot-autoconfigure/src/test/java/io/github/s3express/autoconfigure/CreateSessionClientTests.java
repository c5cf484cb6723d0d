/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.client.CreateSessionClients;
import io.github.s3express.client.RouteCreateSessionClients;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * The client that makes sessions: what an application can change in it, and what becomes
 * of callers when it gets nowhere.
 */
class CreateSessionClientTests {

	private static final String BUCKET = "maker--use1-az4--x-s3";

	private static final int MORE_THAN_THE_SDK_HAS_CONNECTIONS = 56;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1");

	private final ApplicationContextRunner localRunner = this.contextRunner
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.maker.name=" + BUCKET);

	@Test
	void customizersShouldReachTheClientThatMakesSessions() {
		this.localRunner.withUserConfiguration(Customizers.class).run((context) -> {
			put(context.getBean(S3Client.class));
			Customizers customizers = context.getBean(Customizers.class);
			assertThat(customizers.seenByAll).containsExactlyInAnyOrder("CreateSession", "PutObject");
			assertThat(customizers.seenByThatAlone).containsExactly("CreateSession");
		});
	}

	@Test
	void sessionsOfOneRouteShouldBeMadeThroughOneHttpClientThatIsMadeWhenNeededAndClosedWithTheContext() {
		CountedHttpClients http = new CountedHttpClients();
		this.localRunner
			.withBean("counted", CreateSessionClientBuilderCustomizer.class,
					() -> (builder) -> builder.httpClientBuilder(http))
			.withPropertyValues("s3express.buckets.maker.warm-up=false", "s3express.buckets.other.name=other-" + BUCKET,
					"s3express.buckets.other.warm-up=false")
			.run((context) -> {
				S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
				assertThat(http.made).as("before any session is wanted").hasValue(0);
				manager.get(manager.key(BUCKET, "GetObject"));
				manager.get(manager.key("other-" + BUCKET, "GetObject"));
				assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("CreateSession")).isEqualTo(2);
				assertThat(http.made).as("for two sessions on one route").hasValue(1);
				SessionKey elsewhere = manager.key("third-" + BUCKET, "GetObject", manager.principal(),
						SessionRoute.APPLICATION.in(Region.EU_WEST_1));
				assertThat(catchThrowable(() -> manager.get(elsewhere))).isInstanceOf(S3ExpressSessionException.class);
				assertThat(http.made).as("with another route").hasValue(2);
				assertThat(http.closed).as("while the context runs").hasValue(0);
			});
		assertThat(http.closed).as("once the context is closed").hasValue(2);
	}

	@Test
	void sessionsWhenTheApplicationHasAProxyShouldBeMadeThroughIt() {
		// Only the proxy can reach that host: it is the server, which takes a request
		// whose line names a host as proxies do.
		try (S3ExpressLocalServer proxy = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			this.contextRunner
				.withBean(S3ClientBuilderCustomizer.class,
						() -> (builder) -> builder.httpClientBuilder(Apache5HttpClient.builder()
							.proxyConfiguration(ProxyConfiguration.builder().endpoint(proxy.endpoint()).build())))
				.withPropertyValues("s3express.endpoint=http://zone.invalid",
						"s3express.credentials.access-key-id=" + proxy.accessKeyId(),
						"s3express.credentials.secret-access-key=" + proxy.secretAccessKey(),
						"s3express.session.retry.max-retries=0")
				.run((context) -> {
					// No client of the application's has asked yet, whose own HTTP client
					// could make the session instead.
					S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
					assertThat(manager.get(manager.key(BUCKET, "GetObject"))).isNotNull();
					put(context.getBean(S3Client.class));
					assertThat(proxy.counters().count("CreateSession")).isOne();
					assertThat(proxy.counters().count("PutObject")).isOne();
				});
		}
	}

	@Test
	void clientsWhenTheApplicationHasItsOwnShouldMakeTheSessions() {
		this.localRunner.withUserConfiguration(OwnClients.class).run((context) -> {
			assertThat(context).doesNotHaveBean(RouteCreateSessionClients.class);
			put(context.getBean(S3Client.class));
			assertThat(context.getBean(OwnClients.class).asked).isNotEmpty();
			assertThat(context.getBean(S3ExpressLocalServer.class).counters().count("CreateSession")).isOne();
		});
	}

	@Test
	void connectionsShouldBeEnoughForAllCallsThatMayBeUnderWay() {
		this.localRunner
			.withPropertyValues("s3express.session.max-concurrent-creations=64", "s3express.session.call-timeout=2m",
					"s3express.session.create-timeout=2m", "s3express.buckets.maker.warm-up=false")
			.run((context) -> {
				S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
				S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
				server.faults().on("CreateSession").latency(Duration.ofMinutes(2));
				List<CompletableFuture<S3ExpressSession>> sessions = new ArrayList<>();
				for (int number = 0; number < MORE_THAN_THE_SDK_HAS_CONNECTIONS; number++) {
					String bucket = "cold-%d--use1-az%d--x-s3".formatted(number, number % 2);
					sessions.add(manager.getAsync(manager.key(bucket, "GetObject")));
				}
				// None is answered meanwhile: each has a connection of its own.
				await().atMost(Duration.ofMinutes(1))
					.until(() -> server.counters().count("CreateSession") == MORE_THAN_THE_SDK_HAS_CONNECTIONS);
				assertThat(sessions).noneMatch(CompletableFuture::isDone);
			});
	}

	@Test
	void callsWhenTheHostOfCreateSessionDoesNotResolveShouldFailWithTheCauseEachTime() {
		// No label of a name is that long: nobody is asked to resolve it.
		this.contextRunner
			.withPropertyValues("s3express.endpoint=http://" + "n".repeat(64) + ".invalid",
					"s3express.credentials.access-key-id=AKIANOBODY0000000000",
					"s3express.credentials.secret-access-key=secret", "s3express.session.retry.initial-interval=1ms",
					"s3express.session.retry.max-interval=1ms")
			.run((context) -> {
				S3Client client = context.getBean(S3Client.class);
				S3AsyncClient async = context.getBean(S3AsyncClient.class);
				for (int time = 0; time < 20; time++) {
					assertNotResolved(catchThrowable(() -> client.listObjectsV2((list) -> list.bucket(BUCKET))));
					Throwable failure = catchThrowable(
							() -> async.listObjectsV2((list) -> list.bucket("async-" + BUCKET)).join());
					assertThat(failure).isInstanceOf(CompletionException.class);
					assertNotResolved(failure.getCause());
				}
			});
	}

	private static void assertNotResolved(Throwable failure) {
		assertThat(failure).isInstanceOf(S3ExpressSessionException.class)
			.hasMessageContaining("a host cannot be resolved: nnn")
			.cause()
			.satisfies((cause) -> assertThat(cause.getSuppressed()).singleElement()
				.satisfies((whole) -> assertThat(whole).hasRootCauseInstanceOf(UnknownHostException.class)));
	}

	private static void put(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final Collection<String> seenByAll = new ConcurrentLinkedQueue<>();

		private final Collection<String> seenByThatAlone = new ConcurrentLinkedQueue<>();

		@Bean
		S3ClientBuilderCustomizer all() {
			return (builder) -> addRecorder(builder, this.seenByAll);
		}

		@Bean
		CreateSessionClientBuilderCustomizer thatAlone() {
			return (builder) -> addRecorder(builder, this.seenByThatAlone);
		}

		private static void addRecorder(S3ClientBuilder builder, Collection<String> seen) {
			builder.overrideConfiguration(
					builder.overrideConfiguration().toBuilder().addExecutionInterceptor(new ExecutionInterceptor() {

						@Override
						public void beforeTransmission(Context.BeforeTransmission context,
								ExecutionAttributes attributes) {
							seen.add(context.request().getClass().getSimpleName().replace("Request", ""));
						}

					}).build());
		}

	}

	private static final class CountedHttpClients implements SdkHttpClient.Builder<CountedHttpClients> {

		private final AtomicInteger made = new AtomicInteger();

		private final AtomicInteger closed = new AtomicInteger();

		@Override
		public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
			this.made.incrementAndGet();
			SdkHttpClient delegate = Apache5HttpClient.builder().buildWithDefaults(defaults);
			return new SdkHttpClient() {

				@Override
				public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
					return delegate.prepareRequest(request);
				}

				@Override
				public void close() {
					CountedHttpClients.this.closed.incrementAndGet();
					delegate.close();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClients {

		private final Collection<String> asked = new ConcurrentLinkedQueue<>();

		@Bean
		CreateSessionClients ownCreateSessionClients(S3ExpressClientSettings settings) {
			RouteCreateSessionClients delegate = new RouteCreateSessionClients(
					() -> S3Client.builder().region(settings.region()).credentialsProvider(settings.credentials()),
					settings.endpoints());
			return (route) -> {
				this.asked.add(route.toString());
				return delegate.client(route);
			};
		}

	}

}
