/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.program;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.LocalServerTls;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.local.recording.RecordingMain;

/**
 * Runs the server as a program until it is killed.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class LocalServerMain {

	private LocalServerMain() {
	}

	private static int recording(List<String> arguments, PrintStream out) throws InterruptedException {
		try {
			return RecordingMain.run(arguments, System.getenv(), out);
		}
		catch (IOException | RuntimeException ex) {
			System.err.println((ex.getMessage() != null) ? ex.getMessage() : ex.toString());
			return 2;
		}
	}

	/**
	 * Starts the server, prints how to reach it, and waits.
	 * @param args see {@code --help}
	 * @throws InterruptedException if the waiting is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		PrintStream out = System.out;
		if (RecordingMain.isMeant(List.of(args))) {
			System.exit(recording(List.of(args), out));
		}
		S3ExpressLocalServer server;
		LocalServerOptions options;
		@Nullable TrustFiles trust;
		try {
			options = LocalServerOptions.parse(List.of(args));
			if (options.isHelp()) {
				out.println(LocalServerOptions.USAGE);
				return;
			}
			server = options.builder().start();
			LocalServerTls tls = server.tls();
			trust = (tls != null) ? TrustFiles.write(tls, options.tlsTrustDirectory()) : null;
		}
		catch (RuntimeException ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
			return;
		}
		if (trust != null) {
			out.print(UsageHints.of(trust));
		}
		out.println(UsageHints.of(server, options.bucket()));
		out.flush();
		Runtime.getRuntime().addShutdownHook(new Thread(server::close, "s3express-local-shutdown"));
		new CountDownLatch(1).await();
	}

}
