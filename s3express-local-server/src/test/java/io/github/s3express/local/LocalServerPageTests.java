/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests that the page about the local server names for its rules are there.
 *
 * @author The S3 Express Spring Boot authors
 */
class LocalServerPageTests {

	private static final Pattern NAMED = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	@Test
	void testsThatThePageNamesShouldBeThere() throws IOException {
		Map<String, String> sources = sources();
		List<String> missing = new ArrayList<>();
		List<String> rows = rows();
		for (String row : rows) {
			String[] cells = row.split("\\|");
			boolean heading = row.startsWith("| **");
			List<MatchResult> named = heading ? List.of() : NAMED.matcher(cells[cells.length - 1]).results().toList();
			if (!heading && named.isEmpty()) {
				missing.add("no test: " + row);
			}
			for (MatchResult test : named) {
				String source = sources.getOrDefault(test.group(1), "");
				if (!source.contains("class " + test.group(1))
						|| (test.group(2) != null && !source.contains("void " + test.group(2) + "("))) {
					missing.add(test.group());
				}
			}
		}
		assertThat(missing).isEmpty();
		assertThat(rows).hasSizeGreaterThan(40);
	}

	private static List<String> rows() throws IOException {
		String page = Files.readString(Path.of("../docs/local-server.md"));
		String table = page.substring(page.indexOf("<!-- rules:"));
		return table.substring(0, table.indexOf("\n\n")).lines().skip(3).toList();
	}

	private static Map<String, String> sources() throws IOException {
		Map<String, String> result = new HashMap<>();
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith("Tests.java")).toList()) {
				result.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
			}
		}
		return result;
	}

}
