/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

/**
 * Runs the program inside the test's JVM.
 */
final class CliRun {

	private final Map<String, String> environment = new HashMap<>(
			Map.of("HOME", "/nonexistent", "AWS_EC2_METADATA_DISABLED", "true"));

	private String input = "";

	private boolean terminal;

	private @Nullable OutputStream output;

	CliRun environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	CliRun credentials(String accessKeyId, String secretAccessKey) {
		return environment("AWS_ACCESS_KEY_ID", accessKeyId).environment("AWS_SECRET_ACCESS_KEY", secretAccessKey)
			.environment("AWS_REGION", "us-east-1");
	}

	CliRun typed(String text) {
		this.input = text;
		this.terminal = true;
		return this;
	}

	/**
	 * Where standard output goes instead of into the result.
	 */
	CliRun output(OutputStream stream) {
		this.output = stream;
		return this;
	}

	Result run(String... arguments) {
		return run((streams) -> new CreateSessionProgram(streams).run(arguments));
	}

	Result run(ToIntFunction<Streams> program) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		boolean interactive = this.terminal;
		Streams streams = new Streams(
				new PrintStream((this.output != null) ? this.output : out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8), new BufferedReader(new StringReader(this.input)),
				new Terminal() {

					@Override
					public boolean isInput() {
						return interactive;
					}

					@Override
					public boolean isOutput() {
						return interactive;
					}

					@Override
					public int width() {
						return DEFAULT_WIDTH;
					}

				}, this.environment);
		int exitCode = program.applyAsInt(streams);
		return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	record Result(int exitCode, String out, String err) {

	}

}
