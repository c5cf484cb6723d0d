/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.operations.S3ExpressOperations;

/**
 * Starts applications that log, kills them, and verifies after each that the log holds
 * each line once and in order. The last one may end by itself: all that it logged must be
 * there then.
 */
@Component
@ConditionalOnProperty(name = "log.role", havingValue = "killer", matchIfMissing = true)
class WriterKiller implements ApplicationRunner {

	private static final int BYTES = 6_000;

	private static final int LAST = 200;

	private final S3ExpressLocalServer server;

	private final LogProperties properties;

	private final WrittenLog log;

	WriterKiller(S3Client client, S3ExpressOperations operations, S3ExpressLocalServer server,
			LogProperties properties) {
		this.server = server;
		this.properties = properties;
		this.log = new WrittenLog(client, operations, properties.bucket(), properties.key());
	}

	@Override
	public void run(ApplicationArguments args) throws Exception {
		long there = 0;
		for (int kill = 1; kill <= this.properties.kills(); kill++) {
			long size = this.log.size();
			Process writer = start("--log.first=" + there);
			while (this.log.size() < size + BYTES && !writer.waitFor(10, TimeUnit.MILLISECONDS)) {
				Thread.onSpinWait();
			}
			if (!writer.isAlive()) {
				throw new IllegalStateException("The writer ended by itself; see above.");
			}
			writer.destroyForcibly().waitFor();
			there = this.log.verify();
			System.out.printf("Killed writer %d: %d lines in %d objects, each once and in order%n", kill, there,
					this.log.keys().size());
		}
		int status = start("--log.first=" + there, "--log.lines=" + LAST).waitFor();
		long all = this.log.verify();
		if (status != 0 || all != there + LAST) {
			throw new IllegalStateException("%d lines should be there, but %d are".formatted(there + LAST, all));
		}
		System.out.printf("The last writer ended by itself: %d lines, none is missing%n", all);
	}

	private Process start(String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
				System.getProperty("java.class.path"), LogbackApplication.class.getName(), "--log.role=writer",
				"--s3express.local.enabled=false", "--s3express.endpoint=" + this.server.endpoint(),
				"--s3express.control-endpoint=" + this.server.controlEndpoint(),
				"--s3express.region=" + this.server.region(),
				"--s3express.credentials.access-key-id=" + this.server.accessKeyId(),
				"--s3express.credentials.secret-access-key=" + this.server.secretAccessKey(),
				"--log.bucket=" + this.properties.bucket(), "--log.key=" + this.properties.key()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

}
