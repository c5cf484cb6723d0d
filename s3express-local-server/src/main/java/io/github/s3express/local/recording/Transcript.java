/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What was answered to each request of the list, as text that is read and compared line
 * by line.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Transcript {

	private static final String TITLE = "# S3 Express transcript, version 1";

	private final Map<String, List<String>> answers = new LinkedHashMap<>();

	void add(String call, List<String> lines) {
		if (this.answers.put(call, lines) != null) {
			throw new IllegalStateException("There are two calls '" + call + "'.");
		}
	}

	Map<String, List<String>> answers() {
		return this.answers;
	}

	String toText() {
		StringBuilder text = new StringBuilder(TITLE).append('\n');
		this.answers.forEach((call, lines) -> {
			text.append("\n== ").append(call).append('\n');
			lines.forEach((line) -> text.append(line).append('\n'));
		});
		return text.toString();
	}

	static Transcript parse(String text) {
		if (!text.startsWith(TITLE)) {
			throw new IllegalArgumentException("This is no transcript: it must begin with '" + TITLE + "'.");
		}
		Transcript transcript = new Transcript();
		List<String> lines = new ArrayList<>();
		for (String line : text.lines().skip(1).toList()) {
			if (line.startsWith("== ")) {
				lines = new ArrayList<>();
				transcript.add(line.substring(3), lines);
			}
			else if (!line.isBlank()) {
				lines.add(line);
			}
		}
		return transcript;
	}

	/**
	 * What differs.
	 * @param other another transcript
	 * @return one line per difference, {@code -} is here, {@code +} is in the other
	 */
	List<String> differences(Transcript other) {
		List<String> result = new ArrayList<>();
		TreeSet<String> calls = new TreeSet<>(this.answers.keySet());
		calls.addAll(other.answers.keySet());
		for (String call : calls) {
			List<String> here = this.answers.getOrDefault(call, List.of("not called"));
			List<String> there = new ArrayList<>(other.answers.getOrDefault(call, List.of("not called")));
			for (String line : here) {
				if (!there.remove(line)) {
					result.add(call + ": - " + line);
				}
			}
			there.forEach((line) -> result.add(call + ": + " + line));
		}
		return result;
	}

}
