/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import tools.jackson.databind.json.JsonMapper;

/**
 * Results for programs.
 */
final class ComparisonJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private ComparisonJson() {
	}

	static Comparison read(String json) {
		return MAPPER.readValue(json, Comparison.class);
	}

	static String of(Comparison comparison) {
		return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(comparison) + "\n";
	}

}
