/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.UriCodec;

/**
 * The decoded parameters of a query, in the order of arrival.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class QueryString {

	private static final int MAX_PARAMETERS = 256;

	private final List<Parameter> parameters;

	private QueryString(List<Parameter> parameters) {
		this.parameters = parameters;
	}

	/**
	 * Reads a query.
	 * @param rawQuery the query without its question mark, {@code null} if there is none
	 * @return its parameters
	 * @throws S3Exception 400 if it is malformed
	 */
	public static QueryString parse(@Nullable String rawQuery) {
		List<Parameter> parameters = new ArrayList<>();
		if (rawQuery != null) {
			for (String pair : rawQuery.split("&", MAX_PARAMETERS + 1)) {
				if (pair.isEmpty()) {
					continue;
				}
				int equals = pair.indexOf('=');
				String name = (equals < 0) ? pair : pair.substring(0, equals);
				String value = (equals < 0) ? "" : pair.substring(equals + 1);
				parameters.add(new Parameter(UriCodec.decode(name, true), UriCodec.decode(value, true)));
			}
			if (parameters.size() > MAX_PARAMETERS) {
				throw new S3Exception(400, "InvalidURI", "The query has more than " + MAX_PARAMETERS + " parameters.");
			}
		}
		return new QueryString(parameters);
	}

	/**
	 * The first value of a parameter.
	 * @param name its name
	 * @return its value, empty if it has none, {@code null} if the parameter is missing
	 */
	public @Nullable String first(String name) {
		for (Parameter parameter : this.parameters) {
			if (parameter.name.equals(name)) {
				return parameter.value;
			}
		}
		return null;
	}

	/**
	 * All values of a parameter.
	 * @param name its name
	 * @return its values, none if it is missing
	 */
	public List<String> all(String name) {
		return this.parameters.stream()
			.filter((parameter) -> parameter.name.equals(name))
			.map(Parameter::value)
			.toList();
	}

	/**
	 * The first value of a parameter whose name's case does not matter, as SDKs spell
	 * those of presigned URLs differently.
	 * @param name its name
	 * @return its value, {@code null} if the parameter is missing
	 */
	public @Nullable String firstIgnoringCase(String name) {
		for (Parameter parameter : this.parameters) {
			if (parameter.name.equalsIgnoreCase(name)) {
				return parameter.value;
			}
		}
		return null;
	}

	/**
	 * Whether a parameter was sent.
	 * @param name its name
	 * @return {@code true} even if it has no value
	 */
	public boolean contains(String name) {
		return first(name) != null;
	}

	/**
	 * The names of all parameters.
	 * @return decoded names
	 */
	public List<String> names() {
		return this.parameters.stream().map(Parameter::name).toList();
	}

	// The canonical query of Signature Version 4.
	String canonical() {
		StringJoiner joiner = new StringJoiner("&");
		this.parameters.stream()
			.filter((parameter) -> !parameter.name.equals("X-Amz-Signature"))
			.map((parameter) -> new Parameter(UriCodec.encode(parameter.name, false),
					UriCodec.encode(parameter.value, false)))
			.sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
			.forEach((parameter) -> joiner.add(parameter.name + "=" + parameter.value));
		return joiner.toString();
	}

	private record Parameter(String name, String value) {

	}

}
