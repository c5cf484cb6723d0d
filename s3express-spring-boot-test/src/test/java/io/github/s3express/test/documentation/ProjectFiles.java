/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The project's pages and sources.
 */
final class ProjectFiles {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private ProjectFiles() {
	}

	static Path path(String path) {
		return ROOT.resolve(path);
	}

	static String read(String path) throws IOException {
		return Files.readString(path(path));
	}

	/**
	 * The blocks of code of a page that are in one language, without their last line
	 * break.
	 */
	static List<String> codeBlocks(String page, String language) throws IOException {
		return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
			.matcher(read(page))
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	/**
	 * What the published modules' main code says: its sources, with strings of several
	 * lines put together.
	 */
	static String mainSources() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			return modules.filter((module) -> module.getFileName().toString().startsWith("s3express-"))
				.map((module) -> module.resolve("src/main/java"))
				.filter(Files::isDirectory)
				.flatMap(ProjectFiles::sources)
				.collect(Collectors.joining("\n"))
				.replaceAll("\"\\s*\\+\\s*\"", "");
		}
	}

	private static Stream<String> sources(Path directory) {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter((file) -> file.toString().endsWith(".java")).map(ProjectFiles::text).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
