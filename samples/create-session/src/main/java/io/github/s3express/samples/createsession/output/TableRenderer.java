/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.List;

/**
 * Draws the sections of a table.
 */
final class TableRenderer {

	private static final String RESET = "\u001B[0m";

	private static final String CELL = "\u001B[1m\u001B[34m";

	private static final String BORDER = "\u001B[2m\u001B[33m";

	private final StringBuilder text = new StringBuilder();

	private final boolean color;

	TableRenderer(boolean color) {
		this.color = color;
	}

	String render(List<TableSection> sections, int terminalWidth) {
		List<TableSection> shown = sections;
		int width = width(shown);
		if (width > terminalWidth) {
			shown = shown.stream().map(TableSection::upright).toList();
			width = width(shown);
		}
		write("-".repeat(width) + "\n");
		for (TableSection section : shown) {
			render(section, width - (2 * section.indent()));
		}
		return this.text.toString();
	}

	private static int width(List<TableSection> sections) {
		return sections.stream().mapToInt(TableSection::totalWidth).max().orElse(0);
	}

	private void render(TableSection section, int width) {
		boolean empty = section.headers().isEmpty() && section.rows().isEmpty();
		if (!section.title().isEmpty()) {
			line(section, centre(section.title(), width, "|"));
			if (empty) {
				line(section, "+" + "-".repeat(width - 2) + "+");
			}
		}
		if (empty) {
			return;
		}
		int[] widths = section.columnWidths(width);
		if (!section.headers().isEmpty()) {
			line(section, rule(widths));
			StringBuilder cells = new StringBuilder();
			for (int i = 0; i < widths.length; i++) {
				cells.append(centre(section.headers().get(i), widths[i], (i == 0) ? "|" : ""));
			}
			line(section, cells.toString());
		}
		if (!section.rows().isEmpty()) {
			line(section, rule(widths));
			section.rows().forEach((row) -> line(section, cells(row, widths)));
			line(section, rule(widths));
		}
	}

	private static String rule(int[] widths) {
		StringBuilder rule = new StringBuilder("+");
		for (int i = 0; i < widths.length; i++) {
			rule.append("-".repeat(widths[i] - ((i == 0) ? 2 : 1))).append('+');
		}
		return rule.toString();
	}

	private static String centre(String text, int width, String left) {
		int length = TableSection.width(text);
		int start = Math.max(0, (width / 2) - (length / 2) - 1);
		int rest = Math.max(0, width - 1 - left.length() - start - length);
		return left + " ".repeat(start) + text + " ".repeat(rest) + "|";
	}

	private String cells(List<String> row, int[] widths) {
		StringBuilder cells = new StringBuilder();
		for (int i = 0; i < Math.min(widths.length, row.size()); i++) {
			String left = (i == 0) ? "|" : "";
			int length = TableSection.width(row.get(i));
			int padding = (widths[i] - length - 2 - left.length() - 1 >= 0) ? 2 : 0;
			int rest = Math.max(0, widths[i] - left.length() - padding - length - 1);
			cells.append(left)
				.append(" ".repeat(padding))
				.append(coloured(CELL, row.get(i)))
				.append(" ".repeat(rest))
				.append('|');
		}
		return cells.toString();
	}

	private String coloured(String code, String string) {
		return this.color ? code + string + RESET : string;
	}

	private void line(TableSection section, String line) {
		String edge = coloured(BORDER, "|").repeat(section.indent());
		List.of(edge, line, edge, "\n").forEach(this::write);
	}

	// With colours the AWS CLI ends them after each piece that it writes.
	private void write(String piece) {
		this.text.append(piece).append(this.color ? RESET : "");
	}

}
