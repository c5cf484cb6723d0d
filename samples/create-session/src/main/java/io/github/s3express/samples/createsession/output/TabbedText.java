/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code text}: values between tabs in the order of their names; what is
 * nested comes on lines of its own that begin with its name.
 */
final class TabbedText {

	private final StringBuilder text = new StringBuilder();

	private TabbedText() {
	}

	static String of(JsonNode value) {
		TabbedText printer = new TabbedText();
		printer.append(value, null, null);
		return printer.text.toString();
	}

	private void append(JsonNode value, @Nullable String name, @Nullable List<String> columns) {
		if (value.isObject()) {
			appendObject(value, name, columns);
		}
		else if (value.isArray()) {
			appendArray(value, name);
		}
		else {
			line(List.of(Scalars.text(value)));
		}
	}

	private void appendObject(JsonNode value, @Nullable String name, @Nullable List<String> columns) {
		List<String> scalars = new ArrayList<>();
		TreeMap<String, JsonNode> nested = new TreeMap<>();
		value.properties().forEach((member) -> nested.put(member.getKey(), member.getValue()));
		if (columns == null) {
			nested.forEach((key, member) -> {
				if (Scalars.isScalar(member)) {
					scalars.add(Scalars.text(member));
				}
			});
			nested.values().removeIf(Scalars::isScalar);
		}
		else {
			for (String column : columns) {
				JsonNode member = nested.remove(column);
				scalars.add((member != null) ? Scalars.text(member) : "");
			}
		}
		if (!scalars.isEmpty()) {
			if (name != null) {
				scalars.add(0, name.toUpperCase(Locale.ROOT));
			}
			line(scalars);
		}
		nested.forEach((key, member) -> append(member, key, null));
	}

	private void appendArray(JsonNode value, @Nullable String name) {
		List<JsonNode> elements = new ArrayList<>();
		value.forEach(elements::add);
		if (elements.stream().anyMatch(JsonNode::isObject)) {
			requireObjects(elements);
			List<String> columns = columns(elements);
			elements.forEach((element) -> append(element, name, columns));
			return;
		}
		List<JsonNode> scalars = elements.stream().filter(Scalars::isScalar).toList();
		if (!scalars.isEmpty()) {
			appendScalars(scalars, name);
		}
		elements.stream()
			.filter((element) -> !Scalars.isScalar(element))
			.forEach((element) -> append(element, name, null));
	}

	// The AWS CLI ends with an error of Python here; one that can be understood is
	// better.
	private static void requireObjects(List<JsonNode> elements) {
		if (!elements.stream().allMatch(JsonNode::isObject)) {
			throw new IllegalArgumentException(
					"The output format text cannot show a list that holds objects beside other values; write another --query or another --output");
		}
	}

	private void appendScalars(List<JsonNode> scalars, @Nullable String name) {
		if (name == null) {
			line(scalars.stream().map(Scalars::text).toList());
			return;
		}
		scalars.forEach((scalar) -> line(List.of(name.toUpperCase(Locale.ROOT), Scalars.text(scalar))));
	}

	private static List<String> columns(List<JsonNode> elements) {
		TreeSet<String> columns = new TreeSet<>();
		elements.forEach((element) -> element.properties().forEach((member) -> {
			if (Scalars.isScalar(member.getValue())) {
				columns.add(member.getKey());
			}
		}));
		return List.copyOf(columns);
	}

	private void line(List<String> cells) {
		this.text.append(String.join("\t", cells)).append('\n');
	}

}
