/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds {@code docs/configuration.md} against the metadata that the code generates.
 */
class ConfigurationDocumentationTests {

	private static final Path PAGE = Path.of("../docs/configuration.md");

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final Pattern ROW = Pattern
		.compile("^\\| `((?:s3express|management)\\.[^`]+)` \\| (?:`([^`]*)`)? ?\\| .+ \\|$", Pattern.MULTILINE);

	private static final String BUCKETS = "s3express.buckets";

	@Test
	void pageShouldDocumentEveryPropertyWithItsDefaultAndNothingElse() throws Exception {
		assertThat(documented()).containsExactlyInAnyOrderEntriesOf(properties());
	}

	private static Map<String, String> documented() throws IOException {
		Map<String, String> rows = new TreeMap<>();
		Matcher matcher = ROW.matcher(Files.readString(PAGE));
		while (matcher.find()) {
			rows.put(matcher.group(1), (matcher.group(2) != null) ? matcher.group(2) : "");
		}
		return rows;
	}

	private static Map<String, String> properties() throws IOException {
		Map<String, String> properties = new TreeMap<>();
		for (Map<String, Object> property : metadata()) {
			properties.put(text(property.get("name")), text(property.get("defaultValue")).replace('_', '-'));
		}
		assertThat(properties.remove(BUCKETS)).isNotNull();
		// The metadata says nothing of what is inside a map.
		addTree(properties, BUCKETS + ".<id>", new S3ExpressBucketProperties());
		return properties;
	}

	private static List<Map<String, Object>> metadata() throws IOException {
		// Not from the class path: tests have properties of their own.
		return JsonPath.read(METADATA.toFile(), "$.properties");
	}

	private static void addTree(Map<String, String> properties, String prefix, Object bean) {
		BeanWrapper wrapper = new BeanWrapperImpl(bean);
		Arrays.stream(wrapper.getPropertyDescriptors())
			.filter((property) -> !property.getName().equals("class"))
			.forEach((property) -> {
				String name = prefix + "." + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
				Object value = wrapper.getPropertyValue(property.getName());
				if (property.getWriteMethod() == null && value != null) {
					addTree(properties, name, value);
				}
				else {
					properties.put(name, text(value));
				}
			});
	}

	private static String text(@Nullable Object value) {
		if (value instanceof Duration duration) {
			return DurationStyle.SIMPLE.print(duration);
		}
		return (value != null) ? value.toString() : "";
	}

}
