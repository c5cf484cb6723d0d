/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionCreationObserver;

/**
 * One instance of an application: asks for objects of all its buckets, again and again,
 * until its input ends, and tells of each request that fails and of each session that it
 * makes.
 */
public final class FleetProgram {

	private static final long SLOW = TimeUnit.SECONDS.toNanos(2);

	private FleetProgram() {
	}

	/**
	 * Runs an instance.
	 * @param args the buckets, then properties
	 * @throws Exception if it cannot start
	 */
	public static void main(String[] args) throws Exception {
		List<String> buckets = List.of(args[0].split(","));
		String[] properties = List.of(args).subList(1, args.length).toArray(String[]::new);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run(properties)) {
			S3Client client = context.getBean(S3Client.class);
			Thread.currentThread().setName("requests");
			say("ready");
			long requests = 0;
			long failures = 0;
			Thread end = new Thread(FleetProgram::awaitEndOfInput, "end-of-input");
			end.setDaemon(true);
			end.start();
			while (end.isAlive()) {
				for (String bucket : buckets) {
					long begun = System.nanoTime();
					try {
						client.listObjectsV2((list) -> list.bucket(bucket).maxKeys(1));
					}
					catch (RuntimeException | Error ex) {
						failures++;
						say("failed " + bucket + " " + ex);
					}
					requests++;
					long took = System.nanoTime() - begun;
					if (took > SLOW) {
						say("slow " + bucket + " " + TimeUnit.NANOSECONDS.toMillis(took) + " ms");
					}
				}
				TimeUnit.MILLISECONDS.sleep(100);
			}
			say("fleet " + context.getBean(S3ExpressSessionManager.class).fleet());
			say("done " + requests + " " + failures);
		}
	}

	// Also that of whoever started it, which may be killed.
	private static void awaitEndOfInput() {
		try {
			System.in.readAllBytes();
		}
		catch (IOException ex) {
			// That is an end too.
		}
	}

	private static synchronized void say(String line) {
		System.out.println("> " + line);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		SessionCreationObserver tellingObserver() {
			return (key) -> {
				say("creating " + key.bucket());
				return (failure) -> say("created " + key.bucket());
			};
		}

	}

}
