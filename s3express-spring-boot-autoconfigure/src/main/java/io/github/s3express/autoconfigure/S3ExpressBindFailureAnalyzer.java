/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains values of {@code s3express.*} that are not of their property's type, in one
 * sentence and in the spelling of {@code application.yml}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class S3ExpressBindFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	static final Pattern OURS = Pattern.compile("(management\\.(health|endpoint)\\.)?s3express\\..*");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		ConfigurationProperty property = cause.getProperty();
		if (property == null || !OURS.matcher(property.getName().toString()).matches()) {
			return null;
		}
		Class<?> type = cause.getTarget().getType().resolve(Object.class);
		String origin = (property.getOrigin() != null) ? " (from " + property.getOrigin() + ")" : "";
		return new FailureAnalysis("%s is '%s'%s.".formatted(property.getName(), property.getValue(), origin),
				"Write %s.".formatted(wanted(type)), cause);
	}

	private static String wanted(Class<?> type) {
		if (type.isEnum()) {
			return "one of " + Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", "));
		}
		return switch (type.getSimpleName()) {
			case "Duration" -> "a duration, for example 75s or 5m";
			case "DataSize" -> "a size, for example 64KB or 8MB";
			case "int", "Integer" -> "a whole number";
			case "double", "Double" -> "a number, for example 0.2";
			case "boolean", "Boolean" -> "true or false";
			case "URI" -> "a URL, for example http://127.0.0.1:9000";
			default -> "a value that fits " + type.getSimpleName();
		};
	}

}
