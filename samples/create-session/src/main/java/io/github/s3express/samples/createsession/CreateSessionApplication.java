/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Entry point.
 */
public final class CreateSessionApplication {

	private CreateSessionApplication() {
	}

	/**
	 * Runs the command line and ends the JVM with its exit code.
	 * @param args the arguments of {@code aws s3api create-session}, and a few more
	 */
	public static void main(String[] args) {
		Streams streams = new Streams(stream(FileDescriptor.out), stream(FileDescriptor.err),
				new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), Terminal.system(),
				System.getenv());
		int exitCode = TrainingRun.isWanted(args) ? new TrainingRun(streams.terminal()).run()
				: new CreateSessionProgram(streams).run(args);
		streams.out().flush();
		System.exit(exitCode);
	}

	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
	}

}
