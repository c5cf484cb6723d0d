/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Prints an answer in the form that was chosen.
 */
public final class AnswerPrinter {

	private static final String TITLE = "CreateSession";

	private final OutputFormat format;

	private final boolean color;

	private final int terminalWidth;

	/**
	 * Creates a printer.
	 * @param format the form
	 * @param color whether tables have colours
	 * @param terminalWidth characters in a line; a wider table stands on its side
	 */
	public AnswerPrinter(OutputFormat format, boolean color, int terminalWidth) {
		this.format = format;
		this.color = color;
		this.terminalWidth = terminalWidth;
	}

	/**
	 * The text of an answer.
	 * @param answer the answer, or what a query left of it
	 * @return the text with its last line break, or nothing
	 * @throws IllegalArgumentException if the format has no way to show it
	 */
	public String print(JsonNode answer) {
		return switch (this.format) {
			case JSON -> JsonText.of(answer);
			case TEXT -> TabbedText.of(answer);
			case TABLE -> TableText.of(TITLE, answer, this.color, this.terminalWidth);
			case YAML -> YamlText.of(answer);
			case YAML_STREAM -> YamlText.item(answer);
		};
	}

}
