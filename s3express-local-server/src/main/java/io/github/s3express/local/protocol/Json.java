/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) to maps, lists, strings, booleans and {@code null}; numbers stay
 * strings. Depth is bounded.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Json {

	private static final int MAX_DEPTH = 32;

	private final String text;

	private int position;

	private Json(String text) {
		this.text = text;
	}

	/**
	 * Reads a document.
	 * @param document its bytes, UTF-8
	 * @return the value, {@code null} for a JSON null
	 * @throws IllegalArgumentException if it is no JSON
	 */
	public static @Nullable Object parse(byte[] document) {
		Json json = new Json(new String(document, StandardCharsets.UTF_8));
		Object value = json.value(0);
		json.skipSpace();
		if (json.position < json.text.length()) {
			throw json.malformed();
		}
		return value;
	}

	private @Nullable Object value(int depth) {
		if (depth > MAX_DEPTH) {
			throw malformed();
		}
		skipSpace();
		char c = peek();
		if (c == '{') {
			return object(depth);
		}
		if (c == '[') {
			return array(depth);
		}
		if (c == '"') {
			return string();
		}
		return literal();
	}

	private Map<String, @Nullable Object> object(int depth) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>();
		this.position++;
		skipSpace();
		if (peek() == '}') {
			this.position++;
			return result;
		}
		while (true) {
			skipSpace();
			String name = string();
			skipSpace();
			expect(':');
			result.put(name, value(depth + 1));
			skipSpace();
			if (peek() == '}') {
				this.position++;
				return result;
			}
			expect(',');
		}
	}

	private List<@Nullable Object> array(int depth) {
		List<@Nullable Object> result = new ArrayList<>();
		this.position++;
		skipSpace();
		if (peek() == ']') {
			this.position++;
			return result;
		}
		while (true) {
			result.add(value(depth + 1));
			skipSpace();
			if (peek() == ']') {
				this.position++;
				return result;
			}
			expect(',');
		}
	}

	private String string() {
		expect('"');
		StringBuilder result = new StringBuilder();
		while (true) {
			char c = next();
			if (c == '"') {
				return result.toString();
			}
			if (c < ' ') {
				throw malformed();
			}
			result.append((c == '\\') ? escaped() : c);
		}
	}

	private char escaped() {
		char c = next();
		return switch (c) {
			case '"', '\\', '/' -> c;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> {
				int value = 0;
				for (int i = 0; i < 4; i++) {
					int digit = Character.digit(next(), 16);
					if (digit < 0) {
						throw malformed();
					}
					value = value * 16 + digit;
				}
				yield (char) value;
			}
			default -> throw malformed();
		};
	}

	private @Nullable Object literal() {
		int start = this.position;
		while (this.position < this.text.length() && ",]} \t\r\n".indexOf(this.text.charAt(this.position)) < 0) {
			this.position++;
		}
		String literal = this.text.substring(start, this.position);
		if (literal.equals("true") || literal.equals("false")) {
			return Boolean.valueOf(literal);
		}
		if (literal.equals("null")) {
			return null;
		}
		if (!literal.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,5})?")) {
			throw malformed();
		}
		return literal;
	}

	private void skipSpace() {
		while (this.position < this.text.length() && " \t\r\n".indexOf(this.text.charAt(this.position)) >= 0) {
			this.position++;
		}
	}

	private char peek() {
		if (this.position >= this.text.length()) {
			throw malformed();
		}
		return this.text.charAt(this.position);
	}

	private char next() {
		char c = peek();
		this.position++;
		return c;
	}

	private void expect(char c) {
		if (next() != c) {
			throw malformed();
		}
	}

	private IllegalArgumentException malformed() {
		return new IllegalArgumentException("The JSON is malformed at character " + this.position + ".");
	}

}
