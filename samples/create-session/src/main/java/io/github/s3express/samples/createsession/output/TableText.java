/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code table}: lays an answer out in sections, one below the other.
 */
final class TableText {

	private final List<TableSection> sections = new ArrayList<>();

	private TableText() {
	}

	static String of(String title, JsonNode value, boolean color, int terminalWidth) {
		TableText table = new TableText();
		return table.add(title, value, 0) ? new TableRenderer(color).render(table.sections, terminalWidth) : "";
	}

	private boolean add(@Nullable String title, JsonNode value, int indent) {
		if (Scalars.isEmpty(value)) {
			return false;
		}
		if (title != null) {
			this.sections.add(new TableSection(title, indent));
		}
		if (value.isArray()) {
			addArray(title, value, indent);
		}
		else if (value.isObject()) {
			addObject(value, indent);
		}
		return true;
	}

	private TableSection current() {
		return this.sections.get(this.sections.size() - 1);
	}

	private void addArray(@Nullable String title, JsonNode value, int indent) {
		if (value.get(0).isObject()) {
			addObjects((title != null) ? title : "", value, indent);
			return;
		}
		for (JsonNode element : value) {
			if (Scalars.isScalar(element)) {
				current().row(List.of(Scalars.text(element)));
			}
			else if (element.isObject()) {
				List<String> names = new ArrayList<>();
				element.fieldNames().forEachRemaining(names::add);
				current().row(names);
			}
			else if (allScalar(element)) {
				current().row(texts(element));
			}
			else {
				add(null, element, 0);
			}
		}
	}

	private static boolean allScalar(JsonNode array) {
		for (JsonNode element : array) {
			if (!Scalars.isScalar(element)) {
				return false;
			}
		}
		return true;
	}

	private static List<String> texts(JsonNode array) {
		List<String> texts = new ArrayList<>();
		array.forEach((element) -> texts.add(Scalars.text(element)));
		return texts;
	}

	private void addObject(JsonNode value, int indent) {
		List<String> headers = names(List.of(value), true);
		if (headers.size() == 1) {
			String header = headers.get(0);
			current().row(List.of(header, Scalars.text(value.path(header))));
		}
		else if (!headers.isEmpty()) {
			current().headers(headers);
			current().row(headers.stream().map((header) -> Scalars.text(value.path(header))).toList());
		}
		names(List.of(value), false).forEach((name) -> add(name, value.path(name), indent + 1));
	}

	private void addObjects(String title, JsonNode array, int indent) {
		List<JsonNode> elements = new ArrayList<>();
		array.forEach(elements::add);
		if (!elements.stream().allMatch(JsonNode::isObject)) {
			throw new IllegalArgumentException(
					"The output format table cannot show a list that holds objects beside other values; write another --query or another --output");
		}
		List<String> headers = names(elements, true);
		List<String> nested = names(elements, false);
		current().headers(headers);
		boolean first = true;
		for (JsonNode element : elements) {
			if (!first && !nested.isEmpty()) {
				this.sections.add(new TableSection(title, indent));
				current().headers(headers);
			}
			first = false;
			current().row(headers.stream()
				.map((header) -> element.has(header) ? Scalars.text(element.get(header)) : "")
				.toList());
			for (String name : nested) {
				if (element.has(name)) {
					add(name, element.path(name), indent + 1);
				}
			}
		}
	}

	private static List<String> names(Collection<JsonNode> objects, boolean scalars) {
		TreeSet<String> names = new TreeSet<>();
		objects.forEach((object) -> object.properties().forEach((member) -> {
			if (Scalars.isScalar(member.getValue()) == scalars) {
				names.add(member.getKey());
			}
		}));
		return List.copyOf(names);
	}

}
