/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.fleet;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * One instance: uses its buckets and prints with which sessions, until whoever started it
 * ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Instance implements CommandLineRunner {

	private final S3Client s3;

	private final S3ExpressSessionManager manager;

	Instance(S3Client s3, S3ExpressSessionManager manager) {
		this.s3 = s3;
		this.manager = manager;
	}

	@Override
	public void run(String... args) throws Exception {
		CompletableFuture<Void> end = CompletableFuture.runAsync(Instance::awaitEndOfInput);
		while (!end.isDone()) {
			for (String bucket : Surroundings.BUCKETS) {
				this.s3.listObjectsV2((list) -> list.bucket(bucket));
				S3ExpressSession session = this.manager.get(this.manager.keys(bucket).get(0));
				// The access key is no secret: it travels with each request.
				System.out.println(String.join(" ", List.of("session", bucket, session.credentials().accessKeyId(),
						session.origin().name(), "" + session.left(System.nanoTime()).toSeconds())));
			}
			TimeUnit.MILLISECONDS.sleep(250);
		}
	}

	// Also when whoever started it is killed.
	private static void awaitEndOfInput() {
		try {
			System.in.readAllBytes();
		}
		catch (IOException ex) {
			// That is an end too.
		}
	}

}
