/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.documentation;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each message that the page about troubles explains is one that the code gives.
 */
class TroubleshootingPageTests {

	private static final Pattern HEADING = Pattern.compile("^### (.*)$", Pattern.MULTILINE);

	private static String sources;

	@BeforeAll
	static void readSources() throws IOException {
		sources = ProjectFiles.mainSources();
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageShouldOccurInTheSources(String message) {
		List<String> parts = Arrays.stream(message.split("…"))
			.filter((part) -> part.matches(".*\\p{Alpha}{2}.*"))
			.toList();
		assertThat(parts).isNotEmpty().allSatisfy((part) -> assertThat(sources).contains(part));
		assertThat(parts.stream().mapToInt(String::length).sum()).as("what the message has of its own")
			.isGreaterThan(15);
	}

	@Test
	void pageShouldExplainMessages() throws IOException {
		assertThat(messages()).hasSizeGreaterThanOrEqualTo(15).doesNotHaveDuplicates();
	}

	static List<String> messages() throws IOException {
		return HEADING.matcher(ProjectFiles.read("docs/troubleshooting.md"))
			.results()
			.map((heading) -> heading.group(1))
			.peek((heading) -> assertThat(heading).startsWith("`").endsWith("`"))
			.map((heading) -> heading.substring(1, heading.length() - 1))
			.toList();
	}

}
