/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.assertj.ApplicationContextAssert;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.client.ApplicationClients;
import io.github.s3express.client.RouteCreateSessionClients;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.client.S3ExpressEndpoints;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.micrometer.S3ExpressMeters;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;
import io.github.s3express.testing.EveryClient;
import io.github.s3express.testing.SwitchedOffApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A switch that says off is off, for every client: no CreateSession, signatures with IAM
 * credentials, as from the SDK alone.
 */
class SessionsOffTests {

	private static final String BUCKET = "off--use1-az4--x-s3";

	private static final String SWITCH = "aws.disableS3ExpressAuth=true";

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
						S3ExpressAsyncClientAutoConfiguration.class, S3ExpressPresignerAutoConfiguration.class,
						S3ExpressTransferManagerAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withBean("sharedHttpClient", S3AsyncClientBuilderCustomizer.class,
				() -> (builder) -> builder.httpClient(HTTP_CLIENT))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.off.name=" + BUCKET);

	@TempDir
	private Path directory;

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	static Stream<Off> switches() {
		return Stream.of(new Off("s3express.session.enabled",
				(runner) -> runner.withPropertyValues("s3express.session.enabled=false"), (builder) -> {
				}), new Off("system property", (runner) -> runner.withSystemProperties(SWITCH), (builder) -> {
				}),
				new Off("builder", (runner) -> runner.withUserConfiguration(DisablingCustomizers.class),
						DisablingCustomizers::disable),
				new Off("profile", (runner) -> runner.withUserConfiguration(ProfileCustomizers.class),
						ProfileCustomizers::useProfile));
	}

	@ParameterizedTest
	@MethodSource("switches")
	void sessionsWhenOffShouldBeOffForEveryClient(Off off) {
		off.apply(this.contextRunner).run((context) -> {
			EveryClient.use(context, BUCKET, this.directory);
			assertThat(server(context).counters().count("PutObject")).isEqualTo(EveryClient.OBJECTS);
			assertThat(server(context).counters().count("CreateSession")).isZero();
		});
	}

	@ParameterizedTest
	@MethodSource("switches")
	void sessionsWhenOffShouldBeOffForBuildersOfTheApplicationToo(Off off) {
		off.apply(this.contextRunner).run((context) -> {
			S3ExpressClientCustomizer customizer = context.getBean(S3ExpressClientCustomizer.class);
			S3ClientBuilder sync = S3Client.builder();
			S3AsyncClientBuilder async = S3AsyncClient.builder().httpClient(HTTP_CLIENT);
			for (S3BaseClientBuilder<?, ?> builder : new S3BaseClientBuilder<?, ?>[] { sync, async }) {
				builder.region(Region.US_EAST_1)
					.credentialsProvider(context.getBean(S3ExpressClientSettings.class).credentials());
				off.own().accept(builder);
			}
			customizer.customize(sync);
			try (S3Client client = sync.build(); S3AsyncClient asyncClient = customizer.build(async)) {
				EveryClient.use(client, asyncClient, BUCKET);
			}
			assertThat(server(context).counters().count("PutObject")).isEqualTo(2);
			assertThat(server(context).counters().count("CreateSession")).isZero();
		});
	}

	@Test
	void sessionsWhenOffInTheEnvironmentShouldBeOffForEveryClientAsWithTheSdkAlone() throws Exception {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				SwitchedOffApplication.class.getName(), this.directory.toString())
			.redirectErrorStream(true);
		java.environment().put("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "true");
		Process application = java.start();
		String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(application.waitFor()).as(output).isZero();
		assertThat(output).contains("starter: 3 objects, 0 sessions", "own: 2 objects, 0 sessions",
				"alone: 2 objects, 0 sessions");
	}

	@ParameterizedTest
	@ValueSource(strings = { "exposure.include=*", "exposure.include=health", "exposure.exclude=*" })
	void starterWhenOffShouldLeaveAManagerAndACustomizerOfTheApplicationAlone(String exposure) {
		switchedOff(exposure).withUserConfiguration(OwnManager.class, OwnCustomizer.class)
			.run((context) -> assertLeftAlone(context).hasSingleBean(S3ExpressSessionManager.class)
				.hasSingleBean(S3ExpressClientCustomizer.class)
				.hasSingleBean(S3ExpressMeters.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "exposure.include=*", "exposure.include=health", "exposure.exclude=*" })
	void starterWhenOffShouldLeaveAManagerOfTheApplicationAlone(String exposure) {
		switchedOff(exposure).withUserConfiguration(OwnManager.class)
			.run((context) -> assertLeftAlone(context).hasSingleBean(S3ExpressSessionManager.class)
				.doesNotHaveBean(S3ExpressClientCustomizer.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "exposure.include=*", "exposure.include=health", "exposure.exclude=*" })
	void starterWhenOffShouldLeaveACustomizerOfTheApplicationAlone(String exposure) {
		switchedOff(exposure).withUserConfiguration(OwnCustomizer.class)
			.run((context) -> assertLeftAlone(context).doesNotHaveBean(S3ExpressSessionManager.class)
				.hasSingleBean(S3ExpressClientCustomizer.class));
	}

	private static ApplicationContextRunner switchedOff(String exposure) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(everyAutoConfiguration()))
			.withBean(SimpleMeterRegistry.class)
			.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withPropertyValues("s3express.enabled=false", "s3express.metrics.sdk.enabled=true",
					"management.endpoints.web." + exposure);
	}

	private static ApplicationContextAssert<ConfigurableApplicationContext> assertLeftAlone(
			AssertableApplicationContext context) {
		return assertThat(context).hasNotFailed()
			.doesNotHaveBean(S3Client.class)
			.doesNotHaveBean(S3AsyncClient.class)
			.doesNotHaveBean(S3Presigner.class)
			.doesNotHaveBean(S3TransferManager.class);
	}

	private static Class<?>[] everyAutoConfiguration() {
		return ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.github.s3express."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new);
	}

	private static S3ExpressLocalServer server(ApplicationContext context) {
		return context.getBean(S3ExpressLocalServer.class);
	}

	/**
	 * A switch.
	 *
	 * @param name its name
	 * @param change sets it for the starter's clients
	 * @param own sets it on a builder of the application's own
	 */
	record Off(String name, UnaryOperator<ApplicationContextRunner> change, Consumer<S3BaseClientBuilder<?, ?>> own) {

		ApplicationContextRunner apply(ApplicationContextRunner runner) {
			return this.change.apply(runner);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DisablingCustomizers {

		@Bean
		S3ClientBuilderCustomizer syncOff() {
			return DisablingCustomizers::disable;
		}

		@Bean
		S3AsyncClientBuilderCustomizer asyncOff() {
			return DisablingCustomizers::disable;
		}

		private static void disable(S3BaseClientBuilder<?, ?> builder) {
			builder.disableS3ExpressSessionAuth(true);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProfileCustomizers {

		private static final ProfileFile FILE = ProfileFile.builder()
			.type(ProfileFile.Type.CONFIGURATION)
			.content(new ByteArrayInputStream(
					"[profile off]\ns3_disable_express_session_auth = true\n".getBytes(StandardCharsets.UTF_8)))
			.build();

		@Bean
		S3ClientBuilderCustomizer syncProfile() {
			return ProfileCustomizers::useProfile;
		}

		@Bean
		S3AsyncClientBuilderCustomizer asyncProfile() {
			return ProfileCustomizers::useProfile;
		}

		private static void useProfile(S3BaseClientBuilder<?, ?> builder) {
			builder.overrideConfiguration(builder.overrideConfiguration()
				.toBuilder()
				.defaultProfileFile(FILE)
				.defaultProfileName("off")
				.build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		@Bean(destroyMethod = "stop")
		S3ExpressSessionManager ownManager() {
			return manager(clients());
		}

		private static RouteCreateSessionClients clients() {
			return new RouteCreateSessionClients(OwnManager::builder, S3ExpressEndpoints.SERVICE);
		}

		private static S3ExpressSessionManager manager(RouteCreateSessionClients clients) {
			return S3ExpressSessionManagerBuilder
				.of(clients::client, SessionPrincipal.of(AnonymousCredentialsProvider.create()))
				.build();
		}

		private static S3ClientBuilder builder() {
			return S3Client.builder()
				.region(Region.US_EAST_1)
				.credentialsProvider(AnonymousCredentialsProvider.create());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnCustomizer {

		@Bean
		S3ExpressClientCustomizer ownCustomizer(ObjectProvider<S3ExpressSessionManager> manager) {
			RouteCreateSessionClients clients = OwnManager.clients();
			return new S3ExpressClientCustomizer(manager.getIfAvailable(() -> OwnManager.manager(clients)),
					S3ExpressEndpoints.SERVICE, true,
					new ApplicationClients(OwnManager::builder, S3ExpressEndpoints.SERVICE), clients);
		}

	}

}
