/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Runs the program against a local server of its own: for who has a JDK and nothing else.
 */
public final class LocalCreateSession {

	static final String BUCKET = "logs--use1-az4--x-s3";

	private static final List<String[]> EXAMPLES = List.of(new String[] { "--bucket", BUCKET },
			new String[] { "--bucket", BUCKET, "--session-mode", "ReadOnly", "--output", "table", "--query",
					"Credentials.{Key:AccessKeyId,Until:Expiration}" },
			new String[] { "--bucket", "absent--use1-az4--x-s3" });

	private LocalCreateSession() {
	}

	/**
	 * Runs one command line, or some examples.
	 * @param args a command line, or nothing
	 */
	public static void main(String[] args) {
		Streams streams = new Streams(System.out, System.err,
				new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), Terminal.system(),
				System.getenv());
		System.exit(run(streams, args));
	}

	/**
	 * Runs them.
	 * @param streams where to
	 * @param args a command line, or nothing
	 * @return the exit code of the command line, or {@code 0} after the examples
	 */
	static int run(Streams streams, String... args) {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().region("us-east-1").bucket(BUCKET).start()) {
			Map<String, String> environment = new HashMap<>(streams.environment());
			environment.keySet().removeIf((name) -> name.startsWith("AWS_"));
			environment.putAll(Map.of("AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", server.accessKeyId(),
					"AWS_SECRET_ACCESS_KEY", server.secretAccessKey(), "AWS_ENDPOINT_URL_S3",
					server.endpoint().toString()));
			CreateSessionProgram program = new CreateSessionProgram(
					new Streams(streams.out(), streams.err(), streams.in(), streams.terminal(), environment));
			if (args.length > 0) {
				return program.run(args);
			}
			for (String[] example : EXAMPLES) {
				streams.out().println("\n$ create-session " + String.join(" ", example));
				int exitCode = program.run(example);
				streams.out().flush();
				streams.err().flush();
				if (exitCode != ExitCode.OK) {
					streams.out().println("(exit code %d)".formatted(exitCode));
				}
			}
			return ExitCode.OK;
		}
	}

}
