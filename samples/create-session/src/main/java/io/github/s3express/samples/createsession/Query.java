/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathException;
import io.burt.jmespath.jackson.JacksonRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The JMESPath expression of {@code --query}.
 */
final class Query {

	private final @Nullable Expression<JsonNode> expression;

	private Query(@Nullable Expression<JsonNode> expression) {
		this.expression = expression;
	}

	static Query of(@Nullable String text) {
		if (text == null) {
			return new Query(null);
		}
		try {
			return new Query(new JacksonRuntime().compile(text));
		}
		catch (JmesPathException ex) {
			throw CliException.usage("Bad value for --query %s: %s".formatted(text, oneLine(ex)));
		}
	}

	JsonNode search(JsonNode answer) {
		if (this.expression == null) {
			return answer;
		}
		try {
			return this.expression.search(answer);
		}
		catch (JmesPathException ex) {
			throw new CliException(ExitCode.GENERAL, "The --query fails on this answer: " + oneLine(ex));
		}
	}

	private static String oneLine(JmesPathException failure) {
		return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").trim();
	}

}
