/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Starts writers, kills them, and verifies after each that the log holds all that was
 * acknowledged, each line once and in order.
 */
@Component
@ConditionalOnProperty(name = "log.role", havingValue = "killer", matchIfMissing = true)
class WriterKiller implements ApplicationRunner {

	private final S3Client client;

	private final S3ExpressLocalServer server;

	private final LogProperties properties;

	WriterKiller(S3Client client, S3ExpressLocalServer server, LogProperties properties) {
		this.client = client;
		this.server = server;
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments args) throws Exception {
		for (int kill = 1; kill <= this.properties.kills(); kill++) {
			WriterProcess writer = WriterProcess
				.start(List.of("--s3express.local.enabled=false", "--s3express.endpoint=" + this.server.endpoint(),
						"--s3express.control-endpoint=" + this.server.controlEndpoint(),
						"--s3express.region=" + this.server.region(),
						"--s3express.credentials.access-key-id=" + this.server.accessKeyId(),
						"--s3express.credentials.secret-access-key=" + this.server.secretAccessKey(),
						"--log.bucket=" + this.properties.bucket(), "--log.key=" + this.properties.key()));
			long acknowledged = writer.killAfter(20 + ThreadLocalRandom.current().nextInt(30));
			long there = verify(acknowledged);
			System.out.printf("Killed writer %d: %d lines acknowledged, %d in the log, each once and in order%n", kill,
					acknowledged, there);
		}
	}

	private long verify(long acknowledged) {
		byte[] log = this.client
			.getObjectAsBytes((get) -> get.bucket(this.properties.bucket()).key(this.properties.key()))
			.asByteArray();
		long there = Lines.count(log.length);
		if (!Arrays.equals(log, Lines.until(there)) || there < acknowledged || there > acknowledged + 1) {
			throw new IllegalStateException(
					"%d lines were acknowledged, but the log is not these and at most one more: it has %d bytes"
						.formatted(acknowledged, log.length));
		}
		return there;
	}

}
