/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The formats {@code yaml} and {@code yaml-stream}: blocks, with names in alphabetical
 * order.
 */
final class YamlText {

	private YamlText() {
	}

	static String of(JsonNode value) {
		// The AWS CLI writes a text by itself as JSON.
		if (value.isTextual()) {
			return JsonText.of(value);
		}
		return (value.isObject() && value.isEmpty()) ? "" : dump(plain(value));
	}

	static String item(JsonNode value) {
		List<@Nullable Object> items = new ArrayList<>();
		items.add(plain(value));
		return dump(items);
	}

	private static String dump(@Nullable Object value) {
		DumperOptions options = new DumperOptions();
		options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
		return new Yaml(options).dump(value);
	}

	private static @Nullable Object plain(JsonNode value) {
		if (value.isObject()) {
			Map<String, @Nullable Object> members = new TreeMap<>();
			value.properties().forEach((member) -> members.put(member.getKey(), plain(member.getValue())));
			return members;
		}
		if (value.isArray()) {
			List<@Nullable Object> elements = new ArrayList<>();
			value.forEach((element) -> elements.add(plain(element)));
			return elements;
		}
		if (value.isNull() || value.isMissingNode()) {
			return null;
		}
		if (value.isBoolean()) {
			return value.booleanValue();
		}
		return value.isNumber() ? value.numberValue() : value.asText();
	}

}
