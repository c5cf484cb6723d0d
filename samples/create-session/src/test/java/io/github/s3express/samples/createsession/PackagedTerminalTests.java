/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Records the program on a terminal. The pictures of its documentation are what was
 * recorded: to draw them again, set the system property {@code create-session.record}.
 */
@Tag("packaged")
class PackagedTerminalTests {

	private static final Path IMAGES = Path.of("../../docs/images");

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static final String OTHER_BUCKET = "orders--use1-az5--x-s3";

	private static final Pattern LEFT = Pattern.compile("fresh +([0-9]+):([0-9]{2}) \\[#+\\.*]$");

	private static S3ExpressLocalServer server;

	@BeforeAll
	static void start() throws Exception {
		assumeThat(PseudoTerminal.isThere()).as("neither script nor python3 is there").isTrue();
		server = S3ExpressLocalServer.builder().region("us-east-1").bucket(BUCKET).bucket(OTHER_BUCKET).start();
		// On a terminal, the first run says that it prepares the later ones.
		new Launched(server).run("--version");
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	@Test
	void watchShouldCountDownOnOneLineForEachSession() throws Exception {
		try (PseudoTerminal terminal = PseudoTerminal.start(
				Launched.command("--bucket", BUCKET, "--bucket", OTHER_BUCKET, "--watch"),
				new Launched(server).environment())) {
			Screen first = terminal.await((lines) -> secondsLeft(lines) > 0);
			int begin = secondsLeft(first.lines());
			Screen later = terminal.await((lines) -> secondsLeft(lines) > 0 && secondsLeft(lines) < begin);
			assertThat(later.lines()).hasSize(3);
			assertThat(later.lines().get(0)).isEqualTo("Keeping 2 sessions fresh; Ctrl-C ends.");
			assertThat(later.lines().get(1)).startsWith(BUCKET);
			assertThat(later.lines().get(2)).startsWith(OTHER_BUCKET).containsPattern(LEFT);
			assertThat(later.lines()).allMatch((line) -> line.length() < PseudoTerminal.COLUMNS);
			assertPicture("create-session-watch.svg", "create-session --watch on a terminal", later);
			terminal.type("\u0003");
			assertThat(terminal.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
		}
	}

	@Test
	void promptShouldAskForWhatIsMissing() throws Exception {
		try (PseudoTerminal terminal = PseudoTerminal.start(
				Launched.command("--cli-auto-prompt", "--query", "Credentials.Expiration"),
				new Launched(server).environment())) {
			answer(terminal, "--bucket:", "logs");
			terminal.await((lines) -> lines.contains("  'logs' is not of the form base--zone--x-s3"));
			answer(terminal, "--bucket:", BUCKET);
			answer(terminal, "--session-mode (ReadOnly, ReadWrite", "reado");
			answer(terminal, "--output (json, text", "json");
			Screen screen = terminal.await((lines) -> lines.get(lines.size() - 1).matches("\"20.*\""));
			assertThat(terminal.exitCode()).isZero();
			assertThat(screen.lines())
				.contains("> create-session --bucket %s --session-mode ReadOnly --output json".formatted(BUCKET));
			assertPicture("create-session-prompt.svg", "create-session --cli-auto-prompt on a terminal", screen);
		}
		assertThat(server.sessions().live()).anyMatch((session) -> session.mode().equals("ReadOnly"));
	}

	private static void answer(PseudoTerminal terminal, String question, String answer)
			throws IOException, InterruptedException {
		terminal.await((lines) -> !lines.isEmpty() && lines.get(lines.size() - 1).startsWith(question));
		terminal.type(answer + "\n");
	}

	private static int secondsLeft(List<String> lines) {
		if (lines.size() < 3) {
			return 0;
		}
		Matcher left = LEFT.matcher(lines.get(1));
		return left.find() ? Integer.parseInt(left.group(1)) * 60 + Integer.parseInt(left.group(2)) : 0;
	}

	// But for the time of day and what is left.
	private static void assertPicture(String name, String title, Screen screen) throws IOException {
		Path picture = IMAGES.resolve(name);
		if (System.getProperty("create-session.record") != null) {
			Files.writeString(picture, screen.svg(title));
		}
		assertThat(timeless(Files.readString(picture))).as("%s; -Dcreate-session.record draws it again", picture)
			.isEqualTo(timeless(screen.svg(title)));
	}

	private static String timeless(String picture) {
		return picture.replaceAll("\\[.*]", "[]").replaceAll("[0-9]", "0");
	}

}
