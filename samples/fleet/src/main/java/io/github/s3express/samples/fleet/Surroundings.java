/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * What instances need: a service, and a store in the form of {@code redis-server} or
 * {@code valkey-server}, if the machine has one.
 */
@Configuration(proxyBeanMethods = false)
class Surroundings {

	static final List<String> BUCKETS = Stream.of("orders", "logs", "pictures")
		.map((name) -> name + "--use1-az4--x-s3")
		.toList();

	private static final Logger logger = LoggerFactory.getLogger(Surroundings.class);

	@Bean
	S3ExpressLocalServer service(@Value("${fleet.session-lifetime:30s}") Duration sessionLifetime) {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder().sessionLifetime(sessionLifetime);
		BUCKETS.forEach(builder::bucket);
		return builder.start();
	}

	@Bean
	Store store() throws IOException {
		int port = freePort();
		Path program = Stream.of(System.getenv("PATH").split(":"))
			.flatMap((folder) -> Stream.of(Path.of(folder, "redis-server"), Path.of(folder, "valkey-server")))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		if (program == null) {
			logger.warn("There is neither redis-server nor valkey-server on the PATH: "
					+ "each instance makes sessions of its own");
			return new Store(port, null);
		}
		return new Store(port, new ProcessBuilder(program.toString(), "--port", "" + port, "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	/**
	 * A store of the sample's own.
	 *
	 * @param port where it listens
	 * @param process the server, or {@code null} if there is none
	 */
	record Store(int port, @Nullable Process process) implements AutoCloseable {

		boolean isThere() {
			return this.process != null && this.process.isAlive();
		}

		@Override
		public void close() throws InterruptedException {
			if (this.process != null) {
				this.process.destroy();
				this.process.waitFor(5, TimeUnit.SECONDS);
			}
		}

	}

}
