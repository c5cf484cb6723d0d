/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table in {@code docs/mistakes.md}: each mistake and what the application said of
 * it. With the system property {@code mistakes.record} it is written.
 */
final class MistakesPage {

	private static final Path PAGE = Path.of("../docs/mistakes.md");

	private static final String BEGIN = "<!-- written by MistakesTests -->\n";

	private static final String END = "<!-- end -->";

	private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| .+ \\|");

	private static final Pattern LOG_LINE = Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\dT.*$");

	private static final String FAILED = "APPLICATION FAILED TO START";

	private final boolean record = System.getProperty("mistakes.record") != null;

	private final Map<String, String> rows = new LinkedHashMap<>();

	/**
	 * What was said of a mistake.
	 * @param mistake what was written wrongly
	 * @param output all that the application wrote
	 */
	void add(String mistake, String output) {
		String row = "| `%s` | %s |".formatted(mistake,
				said(output).sentence().replace("|", "\\|").replace("<", "&lt;"));
		this.rows.put(mistake, row);
		if (!this.record) {
			assertThat(table()).as("%s; -Dmistakes.record writes it", PAGE).contains(row + "\n");
		}
	}

	/**
	 * What the application said of a mistake before it ended.
	 */
	static Said said(String output) {
		int begin = output.indexOf(FAILED);
		if (begin < 0) {
			return new Said(output.lines()
				.filter((line) -> line.contains(" WARN "))
				// A thread of a manager that has just been stopped may still write.
				.filter((line) -> !line.contains(".S3ExpressSessionManager "))
				// Such as how many seeds the tests are to try.
				.filter((line) -> !line.contains("from property source \"systemProperties\""))
				.map((line) -> line.replaceFirst("^.* : ", "WARN: "))
				.findFirst()
				.orElseThrow(), "");
		}
		// A thread of the manager may still write a line of the log meanwhile.
		String report = LOG_LINE.matcher(output.substring(begin)).replaceAll("");
		String[] parts = report.substring(report.indexOf("Description:") + "Description:".length()).split("Action:", 2);
		return new Said(cell(parts[0]), cell(parts[1]));
	}

	// As one line, without what only this machine and this run know.
	private static String cell(String text) {
		return text.replaceAll("\\s+", " ")
			.strip()
			.replaceAll("\\[file:/[^]]*/", "[file:…/")
			.replace(System.getProperty("user.home"), "~");
	}

	/**
	 * Writes the page, where that is wanted.
	 */
	void write() {
		if (!this.record) {
			return;
		}
		try {
			String page = Files.readString(PAGE);
			Files.writeString(PAGE,
					page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
							+ "| written | said |\n|---|---|\n%s\n".formatted(String.join("\n", this.rows.values()))
							+ page.substring(page.indexOf(END)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The mistakes in the page.
	 */
	static List<String> mistakes() {
		return table().lines().map(ROW::matcher).filter(Matcher::matches).map((row) -> row.group(1)).toList();
	}

	private static String table() {
		try {
			String page = Files.readString(PAGE);
			return page.substring(page.indexOf(BEGIN), page.indexOf(END));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What was said.
	 *
	 * @param problem what is wrong
	 * @param action what to do
	 */
	record Said(String problem, String action) {

		String sentence() {
			return (this.problem + " " + this.action).strip();
		}

	}

}
