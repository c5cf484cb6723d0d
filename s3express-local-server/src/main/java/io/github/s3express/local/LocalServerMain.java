/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the server as a program until it is killed.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class LocalServerMain {

	private LocalServerMain() {
	}

	/**
	 * Starts the server, prints how to reach it, and waits.
	 * @param args see {@code --help}
	 * @throws InterruptedException if the waiting is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		PrintStream out = System.out;
		S3ExpressLocalServer server;
		LocalServerOptions options;
		try {
			options = LocalServerOptions.parse(List.of(args));
			if (options.isHelp()) {
				out.println(LocalServerOptions.USAGE);
				return;
			}
			server = options.builder().start();
		}
		catch (RuntimeException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			return;
		}
		out.println(UsageHints.of(server, options.bucket()));
		out.flush();
		Runtime.getRuntime().addShutdownHook(new Thread(server::close, "s3express-local-shutdown"));
		new CountDownLatch(1).await();
	}

}
