/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import org.jspecify.annotations.Nullable;

/**
 * The rows with a headline as a bar chart in SVG, drawn by a template.
 */
final class ComparisonChart {

	private ComparisonChart() {
	}

	static String of(Comparison comparison) {
		Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
		configuration.setClassForTemplateLoading(ComparisonChart.class, "");
		StringWriter svg = new StringWriter();
		try {
			configuration.getTemplate("comparison.svg.ftlx", "UTF-8")
				.process(Map.of("bars", bars(comparison), "date", comparison.date().toString()), svg);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (TemplateException ex) {
			throw new IllegalStateException("The chart's template does not fit its model", ex);
		}
		return svg.toString();
	}

	private static List<Map<String, Object>> bars(Comparison comparison) {
		return comparison.results()
			.stream()
			.flatMap((results) -> results.rows().stream())
			.filter((row) -> row.headline() != null && row.sdk() != null)
			.map((row) -> bar(String.valueOf(row.headline()), row.sdk(), row.managed()))
			.toList();
	}

	// Each pair of bars has a scale of its own: the longer one fills it.
	private static Map<String, Object> bar(String headline, @Nullable Double sdk, double managed) {
		double alone = (sdk != null) ? sdk : 0;
		double longest = Math.max(Math.max(alone, managed), Double.MIN_NORMAL);
		return Map.of("headline", headline, "sdk", MarkdownTable.number(alone), "managed",
				MarkdownTable.number(managed), "sdkShare", alone / longest, "managedShare", managed / longest);
	}

}
