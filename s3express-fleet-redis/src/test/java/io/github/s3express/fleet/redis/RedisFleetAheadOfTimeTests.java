/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.fleet.S3ExpressFleetAutoConfiguration;
import io.github.s3express.autoconfigure.fleet.S3ExpressFleetProperties;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.S3ExpressSessionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application of a fleet that is processed ahead of time, without Redis and without
 * the key, and run with both.
 */
class RedisFleetAheadOfTimeTests {

	private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

	@TempDir
	private Path work;

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void applicationShouldBeProcessedWithoutKeyAndServerAndRunWithThem() throws Exception {
		String initializer = process("s3express.region=us-east-1", "s3express.fleet.enabled=true",
				"s3express.fleet.principal=orders", "s3express.fleet.encryption-keys=${FLEET_KEY}");
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(S3ExpressFleetProperties.class, "setEncryptionKeys")).accepts(this.hints);
		compile();
		try (RedisServers servers = new RedisServers(RedisKind.STANDALONE)) {
			List<String> properties = new ArrayList<>(List.of("s3express.region=us-east-1", "FLEET_KEY=" + KEY,
					"s3express.fleet.principal=orders", "s3express.fleet.encryption-keys=${FLEET_KEY}"));
			servers.properties().forEach((name, value) -> properties.add(name + "=" + value));
			assertThat(run(initializer, properties)).startsWith("Leading[");
			// The application has ended in good order.
			assertThat(servers.master().call("EXISTS s3express:{key}:leases")).isEqualTo(":1");
			assertThat(servers.master().call("EXISTS s3express:{key}:lease")).isEqualTo(":0");
		}
	}

	@Test
	void applicationWithoutFleetShouldBeProcessedWithoutIt() throws Exception {
		process("s3express.region=us-east-1");
		try (Stream<Path> sources = Files.walk(this.work.resolve("sources"))) {
			assertThat(sources.map(Path::toString)).noneMatch((name) -> name.contains("FleetAutoConfiguration"));
		}
	}

	private String process(String... properties) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(properties).applyTo(context);
		context.register(Application.class);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")),
				new FileSystemGeneratedFiles((kind) -> this.work.resolve(folder(kind.name()))), this.hints);
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return initializer.canonicalName();
	}

	private static String folder(String kind) {
		return kind.equals("SOURCE") ? "sources" : "classes";
	}

	private void compile() throws IOException {
		Files.createDirectories(this.work.resolve("classes"));
		List<String> options = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp",
				System.getProperty("java.class.path"), "-d", this.work.resolve("classes").toString()));
		try (Stream<Path> generated = Files.walk(this.work.resolve("sources"))) {
			generated.map(Path::toString).filter((name) -> name.endsWith(".java")).forEach(options::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new))).isZero();
	}

	// What was generated lies in the packages of what it makes, so that both need one
	// class loader.
	private String run(String initializer, List<String> properties) throws Exception {
		List<URL> urls = new ArrayList<>(List.of(this.work.resolve("classes").toUri().toURL()));
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			urls.add(Path.of(entry).toUri().toURL());
		}
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new),
				ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			return (String) loader.loadClass(Program.class.getName())
				.getMethod("run", String.class, String[].class)
				.invoke(null, initializer, properties.toArray(String[]::new));
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressAutoConfiguration.class, S3ExpressFleetAutoConfiguration.class,
			RedisFleetAutoConfiguration.class, DataRedisAutoConfiguration.class })
	static class Application {

	}

	/**
	 * Runs what was generated.
	 */
	public static final class Program {

		private Program() {
		}

		@SuppressWarnings("unchecked")
		public static String run(String initializer, String... properties) throws Exception {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				TestPropertyValues.of(properties).applyTo(context);
				((ApplicationContextInitializer<GenericApplicationContext>) BeanUtils
					.instantiateClass(Class.forName(initializer, true, Program.class.getClassLoader())))
					.initialize(context);
				context.refresh();
				context.getBean(S3ExpressSessionManager.class);
				return context.getBean(FleetSessionStore.class)
					.ask("key", Set.of(), Duration.ofSeconds(20))
					.toCompletableFuture()
					.get(10, TimeUnit.SECONDS)
					.toString();
			}
		}

	}

}
