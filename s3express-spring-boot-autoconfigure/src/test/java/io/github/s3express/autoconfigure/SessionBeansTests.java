/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Beans around the session manager, and contexts around each other.
 */
class SessionBeansTests {

	private static final String BUCKET = "config--use1-az4--x-s3";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class,
				S3ExpressClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
		.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.config.name=" + BUCKET,
				"s3express.buckets.config.required=true");

	@Test
	void listenersWhenManagerOrClientIsInjectedShouldHear() {
		this.contextRunner.withUserConfiguration(Listeners.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Heard heard = context.getBean(Heard.class);
			await().until(() -> heard.names.containsAll(List.of("listener", "event listener")));
		});
	}

	@Test
	void observersWhenThereAreSeveralShouldAllRun() {
		this.contextRunner.withUserConfiguration(Observers.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Heard heard = context.getBean(Heard.class);
			await().until(() -> heard.names.containsAll(List.of("first ended", "third ended")));
		});
	}

	@Test
	void managerWhenContextFailsBeforeItStartsShouldBeStopped() {
		this.contextRunner.withUserConfiguration(Failing.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(Failing.MANAGER.get().isRunning()).isFalse();
		});
	}

	@Test
	void managerWhenCustomizedShouldFollowTheCustomizers() {
		this.contextRunner.withPropertyValues("s3express.buckets.config.required=false")
			.withBean(S3ExpressSessionManagerBuilderCustomizer.class, () -> (builder) -> builder.buckets(List.of()))
			.run((context) -> assertThat(context.getBean(S3ExpressSessionManager.class).snapshots()).singleElement()
				.satisfies((snapshot) -> assertThat(snapshot.keepWarm()).isFalse()));
	}

	@Test
	void parentWhenChildClosesShouldGoOn() {
		try (ConfigurableApplicationContext parent = application().run("--s3express.local.enabled=true",
				"--s3express.buckets.config.name=" + BUCKET)) {
			S3ExpressSessionManager manager = parent.getBean(S3ExpressSessionManager.class);
			Heard heard = new Heard();
			try (ConfigurableApplicationContext child = application().parent(parent)
				.initializers((context) -> context.getBeanFactory()
					.registerSingleton("childListener", (SessionListener) (event) -> heard.names.add("child")))
				.run()) {
				assertThat(child.getBean(S3ExpressSessionManager.class)).isSameAs(manager);
				assertThat(child.getBean(S3Client.class)).isSameAs(parent.getBean(S3Client.class));
				refresh(manager);
				await().until(() -> heard.names.contains("child"));
			}
			heard.names.clear();
			assertThat(manager.isRunning()).isTrue();
			assertThat(manager.snapshots()).isNotEmpty();
			refresh(manager);
			parent.getBean(S3Client.class).listObjectsV2((list) -> list.bucket(BUCKET));
			assertThat(parent.getBean(S3ExpressLocalServer.class).counters().count("ListObjectsV2")).isOne();
			assertThat(heard.names).isEmpty();
		}
	}

	@Test
	void eventsWhenThereIsAChildShouldBePublishedOnce() {
		try (ConfigurableApplicationContext parent = application().sources(Listeners.class)
			.run("--s3express.local.enabled=true", "--s3express.buckets.config.name=" + BUCKET,
					"--s3express.buckets.config.required=true");
				ConfigurableApplicationContext child = application().parent(parent).run()) {
			Heard heard = parent.getBean(Heard.class);
			await().until(() -> heard.names.contains("event listener"));
			heard.names.clear();
			refresh(child.getBean(S3ExpressSessionManager.class));
			await().until(() -> heard.names.contains("refreshed"));
			refresh(child.getBean(S3ExpressSessionManager.class));
			await().until(() -> heard.names.stream().filter("refreshed"::equals).count() >= 2);
			assertThat(heard.names.stream().filter("refreshed"::equals)).hasSize(2);
		}
	}

	private static void refresh(S3ExpressSessionManager manager) {
		manager.keys(BUCKET).forEach((key) -> manager.refresh(key).join());
	}

	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
			S3ExpressLocalServerAutoConfiguration.class })
	static class Application {

	}

	static class Heard {

		private final Collection<String> names = new ConcurrentLinkedQueue<>();

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean
		SessionListener listener(Heard heard, S3ExpressSessionManager manager, S3Client client) {
			assertThat(manager.isRunning()).isTrue();
			assertThat(client).isNotNull();
			return (event) -> heard.names.add("listener");
		}

		@Bean
		EventListening eventListening(Heard heard, S3ExpressSessionManager manager, S3Client client) {
			return new EventListening(heard, manager, client);
		}

	}

	record EventListening(Heard heard, S3ExpressSessionManager manager, S3Client client) {

		@EventListener
		void on(SessionEvent event) {
			this.heard.names.add("event listener");
			if (event instanceof SessionEvent.Refreshed) {
				this.heard.names.add("refreshed");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Observers {

		@Bean
		Heard heard() {
			return new Heard();
		}

		@Bean
		SessionCreationObserver first(Heard heard, S3ExpressSessionManager manager) {
			return (key) -> (failure) -> heard.names.add("first ended");
		}

		@Bean
		SessionCreationObserver second() {
			return (key) -> {
				throw new IllegalStateException("An observer that fails");
			};
		}

		@Bean
		SessionCreationObserver third(Heard heard) {
			return (key) -> (failure) -> heard.names.add("third ended");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		private static final AtomicReference<S3ExpressSessionManager> MANAGER = new AtomicReference<>();

		@Bean
		InitializingBean failing(S3ExpressSessionManager manager) {
			MANAGER.set(manager);
			return () -> {
				throw new IllegalStateException("This context does not start");
			};
		}

	}

}
