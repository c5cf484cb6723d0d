/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the operations declare, for tests that make requests of it.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Grammar {

	private Grammar() {
	}

	/**
	 * All operations.
	 * @return in the order of their declaration
	 */
	public static List<Rule> rules() {
		List<Rule> rules = new ArrayList<>();
		for (Map.Entry<Operation, Declaration> entry : Declarations.all().entrySet()) {
			Declaration declaration = entry.getValue();
			rules.add(new Rule(entry.getKey(), declaration.method(), declaration.resource().name(),
					List.copyOf(new TreeSet<>(declaration.parameters().keySet())),
					List.copyOf(new TreeSet<>(declaration.headers().keySet()))));
		}
		return rules;
	}

	/**
	 * An operation.
	 *
	 * @param operation the operation
	 * @param method its method
	 * @param resource what it is aimed at
	 * @param parameters all that it reads
	 * @param headers all that it reads besides those of any request
	 */
	public record Rule(Operation operation, String method, String resource, List<String> parameters,
			List<String> headers) {

	}

}
