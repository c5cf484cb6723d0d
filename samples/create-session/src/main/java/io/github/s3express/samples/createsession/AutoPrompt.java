/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.samples.createsession.output.OutputFormat;
import io.github.s3express.session.DirectoryBucketName;

/**
 * Asks for what the command line leaves open. Questions go to standard error, so that the
 * answer alone can be redirected.
 */
final class AutoPrompt {

	private final Streams streams;

	private final PrintStream out;

	AutoPrompt(Streams streams) {
		this.streams = streams;
		this.out = streams.err();
	}

	void complete(CreateSessionOptions options) {
		StringBuilder command = new StringBuilder("> create-session");
		if (options.buckets.isEmpty()) {
			options.buckets.add(bucket());
		}
		options.buckets.forEach((bucket) -> command.append(" --bucket ").append(bucket));
		if (options.sessionMode == null) {
			options.sessionMode = choice("--session-mode", Candidates.MODES, "the service's choice");
		}
		if (options.sessionMode != null) {
			command.append(" --session-mode ").append(options.sessionMode);
		}
		if (options.output == null && options.export == null && !options.watch) {
			options.output = choice("--output", OutputFormat.ids(), "as configured");
		}
		if (options.output != null) {
			command.append(" --output ").append(options.output);
		}
		this.out.println(command);
	}

	private String bucket() {
		while (true) {
			String name = ask("--bucket: ");
			if (DirectoryBucketName.isDirectoryBucket(name)) {
				return name;
			}
			this.out.println("  '%s' is not of the form base--zone--x-s3".formatted(name));
		}
	}

	private @Nullable String choice(String option, List<String> choices, String fallback) {
		while (true) {
			String answer = ask("%s (%s; Enter: %s): ".formatted(option, String.join(", ", choices), fallback));
			if (answer.isEmpty()) {
				return null;
			}
			List<String> fitting = choices.stream()
				.filter((choice) -> choice.equals(answer)
						|| choice.regionMatches(true, 0, answer, 0, answer.length()) && unique(choices, answer))
				.toList();
			if (!fitting.isEmpty()) {
				return fitting.get(0);
			}
			this.out.println("  '%s' is none of them".formatted(answer));
		}
	}

	private static boolean unique(List<String> choices, String beginning) {
		return choices.stream()
			.filter((choice) -> choice.regionMatches(true, 0, beginning, 0, beginning.length()))
			.count() == 1;
	}

	private String ask(String question) {
		this.out.print(question);
		this.out.flush();
		try {
			String line = this.streams.in().readLine();
			if (line != null) {
				return line.trim();
			}
		}
		catch (IOException ex) {
			// As if there were no more.
		}
		this.out.println();
		throw CliException.usage("The prompt was left before it was complete");
	}

}
