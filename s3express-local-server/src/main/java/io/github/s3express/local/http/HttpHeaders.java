/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The headers of one request, in the order of arrival, under lower-case names.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class HttpHeaders {

	private final Map<String, List<String>> values = new LinkedHashMap<>();

	void add(String name, String value) {
		this.values.computeIfAbsent(name.toLowerCase(Locale.ROOT), (key) -> new ArrayList<>(1)).add(value);
	}

	/**
	 * The first value of a header.
	 * @param name a name in lower case
	 * @return the value without surrounding white space, or {@code null} if the header
	 * was not sent
	 */
	public @Nullable String first(String name) {
		List<String> found = this.values.get(name);
		return (found != null) ? found.get(0) : null;
	}

	/**
	 * All values of a header.
	 * @param name a name in lower case
	 * @return the values in the order of arrival, empty if the header was not sent
	 */
	public List<String> all(String name) {
		return Collections.unmodifiableList(this.values.getOrDefault(name, List.of()));
	}

	/**
	 * The names that were sent, in lower case.
	 * @return the names in the order of arrival
	 */
	public Set<String> names() {
		return Collections.unmodifiableSet(this.values.keySet());
	}

}
