/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.retry.RetryPolicy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateSessionRequest;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.client.S3ExpressClientCustomizer;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link S3ExpressAutoConfiguration}, {@link S3ExpressClientAutoConfiguration}
 * and {@link S3ExpressLocalServerAutoConfiguration}.
 */
class S3ExpressAutoConfigurationTests {

	private static final String BUCKET = "config--use1-az4--x-s3";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1", "s3express.credentials.access-key-id=AKIA0000",
				"s3express.credentials.secret-access-key=secret");

	private final ApplicationContextRunner localRunner = this.contextRunner
		.withPropertyValues("s3express.local.enabled=true");

	@Test
	void beansShouldBeDefined() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(S3ExpressSessionManager.class)
			.hasSingleBean(S3ExpressClientCustomizer.class)
			.hasSingleBean(S3ExpressConnectionDetails.class)
			.hasSingleBean(S3Client.class)
			.doesNotHaveBean(S3ExpressLocalServer.class));
	}

	@Test
	void beansWhenDisabledShouldNotBeDefined() {
		this.localRunner.withPropertyValues("s3express.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(S3ExpressSessionManager.class)
				.doesNotHaveBean(S3ExpressClientCustomizer.class)
				.doesNotHaveBean(S3ExpressLocalServer.class)
				.doesNotHaveBean(S3Client.class));
	}

	@Test
	void beansWhenSdkIsMissingShouldNotBeDefined() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(S3Client.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3ExpressSessionManager.class));
	}

	@Test
	void beansWhenSpringRetryIsMissingShouldNotBeDefined() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(RetryPolicy.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(S3ExpressSessionManager.class));
	}

	@Test
	void localServerWhenItsModuleIsMissingShouldFailTheStart() {
		this.localRunner.withClassLoader(new FilteredClassLoader(S3ExpressLocalServer.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("s3express.local.enabled is true")
				.hasMessageContaining("s3express-local-server"));
	}

	@Test
	void s3ClientWhenApplicationHasItsOwnShouldBackOff() {
		this.contextRunner.withUserConfiguration(OwnClient.class)
			.run((context) -> assertThat(context).getBean(S3Client.class).isSameAs(context.getBean("ownClient")));
	}

	@Test
	void sessionManagerWhenApplicationHasItsOwnShouldBackOff() {
		this.contextRunner.withUserConfiguration(OwnManager.class)
			.run((context) -> assertThat(context).getBean(S3ExpressSessionManager.class)
				.isSameAs(context.getBean("ownManager")));
	}

	@Test
	void connectionDetailsWhenApplicationHasItsOwnShouldTakePrecedence() {
		this.contextRunner.withUserConfiguration(OwnConnectionDetails.class).run((context) -> {
			S3ExpressClientSettings settings = context.getBean(S3ExpressClientSettings.class);
			assertThat(settings.region()).isEqualTo(Region.EU_NORTH_1);
			assertThat(settings.endpoints().zonal()).isEqualTo(URI.create("http://127.0.0.1:1"));
			assertThat(settings.endpoints().control()).isEqualTo(URI.create("http://127.0.0.1:1"));
		});
	}

	@Test
	void settingsWhenEndpointsAreSetShouldUseThem() {
		this.contextRunner
			.withPropertyValues("s3express.endpoint=http://127.0.0.1:1",
					"s3express.control-endpoint=http://127.0.0.1:2")
			.run((context) -> {
				S3ExpressClientSettings settings = context.getBean(S3ExpressClientSettings.class);
				assertThat(settings.endpoints().zonal()).isEqualTo(URI.create("http://127.0.0.1:1"));
				assertThat(settings.endpoints().control()).isEqualTo(URI.create("http://127.0.0.1:2"));
			});
	}

	@Test
	void credentialsWhenSetShouldBeUsed() {
		this.contextRunner.withPropertyValues("s3express.credentials.session-token=token")
			.withUserConfiguration(AwsBeans.class)
			.run((context) -> assertThat(
					context.getBean(S3ExpressClientSettings.class).credentials().resolveCredentials())
				.isEqualTo(AwsSessionCredentials.create("AKIA0000", "secret", "token")));
	}

	@Test
	void credentialsAndRegionWhenNotSetShouldComeFromBeans() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class))
			.withUserConfiguration(AwsBeans.class)
			.run((context) -> {
				S3ExpressClientSettings settings = context.getBean(S3ExpressClientSettings.class);
				assertThat(settings.credentials()).isSameAs(context.getBean(AwsCredentialsProvider.class));
				assertThat(settings.region()).isEqualTo(Region.AP_SOUTH_1);
			});
	}

	@Test
	void bucketsWhenRegionIsSetShouldBeAddressedThere() {
		this.contextRunner
			.withPropertyValues("s3express.buckets.north.name=data--eun1-az1--x-s3",
					"s3express.buckets.north.region=eu-north-1", "s3express.buckets.north.warm-up=false")
			.run((context) -> assertThat(context.getBean(S3ExpressSessionManager.class).region("data--eun1-az1--x-s3"))
				.isEqualTo(Region.EU_NORTH_1));
	}

	@Test
	void defaultsShouldBeThoseOfTheSessionManager() {
		this.contextRunner.run((context) -> {
			S3ExpressSessionProperties session = context.getBean(S3ExpressProperties.class).getSession();
			assertThat(session.getMode()).isEqualTo(SessionModeStrategy.DEFAULT);
			assertThat(new RefreshPolicy(session.getRefreshBeforeExpiry(), session.getRefreshJitter(),
					session.getExpiryThreshold(), session.getIdleTimeout()))
				.isEqualTo(RefreshPolicy.DEFAULT);
			assertThat(new SessionLimits(session.getCreateTimeout(), session.getMaxSessions(),
					session.getMaxConcurrentCreations()))
				.isEqualTo(SessionLimits.DEFAULT);
			S3ExpressSessionProperties.Retry retry = session.getRetry();
			assertThat(new CreationRetry(retry.getMaxRetries(), retry.getInitialInterval(), retry.getMultiplier(),
					retry.getMaxInterval(), retry.getJitter()))
				.isEqualTo(CreationRetry.DEFAULT);
		});
	}

	@Test
	void sessionWhenWarmUpIsOnShouldBeMadeWithoutAnyRequest() {
		this.localRunner.withPropertyValues("s3express.buckets.config.name=" + BUCKET).run((context) -> {
			S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
			await().until(() -> manager.snapshots().get(0).freshness() == SessionFreshness.FRESH);
		});
	}

	@Test
	void sessionWhenWarmUpIsOffShouldNotBeMadeBeforeItIsAskedFor() {
		this.localRunner
			.withPropertyValues("s3express.buckets.config.name=" + BUCKET, "s3express.buckets.config.warm-up=false")
			.run((context) -> {
				S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
				assertThat(manager.snapshots()).extracting(SessionSnapshot::freshness)
					.containsExactly(SessionFreshness.PENDING);
				assertThat(context.getBean(S3ExpressLocalServer.class).counters().total()).isZero();
			});
	}

	@Test
	void sessionsWhenModeIsByOperationShouldBeMadeForBothModes() {
		this.localRunner
			.withPropertyValues("s3express.buckets." + BUCKET + ".required=true", "s3express.session.mode=by-operation")
			.run((context) -> assertThat(context.getBean(S3ExpressSessionManager.class).snapshots())
				.extracting((snapshot) -> snapshot.key().mode())
				.containsExactlyInAnyOrder(SessionMode.READ_ONLY, SessionMode.READ_WRITE));
	}

	@Test
	void bucketModeShouldTakePrecedence() {
		this.localRunner
			.withPropertyValues("s3express.buckets.config.name=" + BUCKET, "s3express.buckets.config.mode=read-only",
					"s3express.session.mode=read-write")
			.run((context) -> assertThat(context.getBean(S3ExpressSessionManager.class).key(BUCKET, "PutObject").mode())
				.isEqualTo(SessionMode.READ_ONLY));
	}

	@Test
	void sessionsShouldBeMadeOnNamedThreads() {
		this.localRunner.withUserConfiguration(ThreadRecorder.class)
			.withPropertyValues("s3express.buckets.config.name=" + BUCKET, "s3express.buckets.config.required=true")
			.run((context) -> {
				Thread creator = context.getBean(ThreadRecorder.class).thread;
				assertThat(creator.getName()).isEqualTo("s3express-session-creator-1");
				assertThat(creator.isDaemon()).isTrue();
				assertThat(isVirtual(creator)).isFalse();
			});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void sessionsWhenVirtualThreadsAreEnabledShouldBeMadeOnThem() {
		this.localRunner.withUserConfiguration(ThreadRecorder.class)
			.withPropertyValues("spring.threads.virtual.enabled=true", "s3express.buckets.config.name=" + BUCKET,
					"s3express.buckets.config.required=true")
			.run((context) -> {
				Thread creator = context.getBean(ThreadRecorder.class).thread;
				assertThat(creator.getName()).startsWith("s3express-session-creator-");
				assertThat(isVirtual(creator)).isTrue();
			});
	}

	@Test
	void contextWhenStartedAndClosedInALoopShouldLeakNeitherThreadsNorSessions() {
		for (int i = 0; i < 20; i++) {
			this.localRunner
				.withPropertyValues("s3express.buckets.config.name=" + BUCKET, "s3express.buckets.config.required=true")
				.run((context) -> {
					S3ExpressSessionManager manager = context.getBean(S3ExpressSessionManager.class);
					assertThat(manager.snapshots()).hasSize(1);
					context.close();
					assertThat(manager.snapshots()).isEmpty();
					assertThat(manager.isRunning()).isFalse();
				});
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> threads().isEmpty());
	}

	@Test
	void lifecycleWhenStoppedAndStartedShouldBeginWithANewSession() {
		this.localRunner
			.withPropertyValues("s3express.buckets.config.name=" + BUCKET, "s3express.buckets.config.required=true")
			.run((context) -> {
				S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
				context.getSourceApplicationContext(ConfigurableApplicationContext.class).stop();
				assertThat(context.getBean(S3ExpressSessionManager.class).isRunning()).isFalse();
				context.getSourceApplicationContext(ConfigurableApplicationContext.class).start();
				context.getBean(S3Client.class).listObjectsV2((list) -> list.bucket(BUCKET));
				assertThat(server.counters().count("CreateSession")).isEqualTo(2);
			});
	}

	@Test
	void contextWhenClosedShouldLeaveNoThreads() {
		this.localRunner
			.withPropertyValues("s3express.buckets.config.name=" + BUCKET, "s3express.buckets.config.required=true")
			.run((context) -> assertThat(threads()).isNotEmpty());
		await().atMost(Duration.ofSeconds(20)).until(() -> threads().isEmpty());
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("s3express-"))
			.toList();
	}

	// Thread.isVirtual() is newer than what the tests are compiled for.
	private static boolean isVirtual(Thread thread) {
		return thread.getClass().getName().contains("Virtual");
	}

	@Configuration(proxyBeanMethods = false)
	static class ThreadRecorder {

		private volatile Thread thread;

		@Bean
		S3ClientBuilderCustomizer threadRecordingCustomizer() {
			return (builder) -> builder
				.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(new Recording(this)));
		}

	}

	private record Recording(ThreadRecorder recorder) implements ExecutionInterceptor {

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (context.request() instanceof CreateSessionRequest) {
				this.recorder.thread = Thread.currentThread();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		S3Client ownClient() {
			return S3Client.builder().region(Region.US_EAST_1).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnManager {

		@Bean
		S3ExpressSessionManager ownManager() {
			return mock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnectionDetails {

		@Bean
		S3ExpressConnectionDetails ownConnectionDetails() {
			return new S3ExpressConnectionDetails() {

				@Override
				public URI getEndpoint() {
					return URI.create("http://127.0.0.1:1");
				}

				@Override
				public String getRegion() {
					return "eu-north-1";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AwsBeans {

		@Bean
		AwsCredentialsProvider credentialsProvider() {
			return StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIABEAN", "secret"));
		}

		@Bean
		AwsRegionProvider regionProvider() {
			return () -> Region.AP_SOUTH_1;
		}

	}

}
