/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * JSON as Python prints it with an indent of four: one value per line, characters beyond
 * ASCII as they are.
 */
public final class JsonText {

	private static final String INDENT = "    ";

	private JsonText() {
	}

	/**
	 * The text of a value.
	 * @param value the value
	 * @return the text with a line break, or nothing for an object without members
	 */
	public static String of(JsonNode value) {
		if (value.isObject() && value.isEmpty()) {
			return "";
		}
		StringBuilder text = new StringBuilder();
		append(text, value, "\n");
		return text.append('\n').toString();
	}

	private static void append(StringBuilder text, JsonNode value, String lineBreak) {
		if (value.isObject()) {
			appendObject(text, value, lineBreak);
		}
		else if (value.isArray()) {
			appendArray(text, value, lineBreak);
		}
		else if (value.isTextual()) {
			appendString(text, value.textValue());
		}
		else {
			text.append(value.isMissingNode() ? "null" : value.toString());
		}
	}

	private static void appendObject(StringBuilder text, JsonNode value, String lineBreak) {
		if (value.isEmpty()) {
			text.append("{}");
			return;
		}
		String separator = "{";
		for (Map.Entry<String, JsonNode> member : value.properties()) {
			text.append(separator).append(lineBreak).append(INDENT);
			appendString(text, member.getKey());
			text.append(": ");
			append(text, member.getValue(), lineBreak + INDENT);
			separator = ",";
		}
		text.append(lineBreak).append('}');
	}

	private static void appendArray(StringBuilder text, JsonNode value, String lineBreak) {
		if (value.isEmpty()) {
			text.append("[]");
			return;
		}
		String separator = "[";
		for (Iterator<JsonNode> elements = value.elements(); elements.hasNext();) {
			text.append(separator).append(lineBreak).append(INDENT);
			append(text, elements.next(), lineBreak + INDENT);
			separator = ",";
		}
		text.append(lineBreak).append(']');
	}

	private static void appendString(StringBuilder text, String string) {
		// Jackson escapes what JSON demands and nothing else, with upper-case digits.
		String quoted = "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(string)) + "\"";
		for (int i = 0; i < quoted.length(); i++) {
			boolean code = quoted.startsWith("\\u", i);
			text.append(quoted.charAt(i));
			if (code) {
				text.append(quoted.substring(i + 1, i + 6).toLowerCase(Locale.ROOT));
				i += 5;
			}
			else if (quoted.charAt(i) == '\\') {
				text.append(quoted.charAt(++i));
			}
		}
	}

}
