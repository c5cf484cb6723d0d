/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.ArrayList;
import java.util.List;

/**
 * A title, and rows below it.
 */
final class TableSection {

	private static final int PADDING = 4;

	/**
	 * Latin letters and signs that are wide in some fonts, which the AWS CLI counts
	 * twice.
	 */
	private static final String AMBIGUOUS = "\u00a1\u00a4\u00a7\u00a8\u00aa\u00ad\u00ae\u00b0\u00b1\u00b2\u00b3\u00b4\u00b6\u00b7\u00b8\u00b9\u00ba"
			+ "\u00bc\u00bd\u00be\u00bf\u00c6\u00d0\u00d7\u00d8\u00de\u00df\u00e0\u00e1\u00e6\u00e8\u00e9\u00ea\u00ec\u00ed\u00f0\u00f2\u00f3\u00f7\u00f8\u00f9\u00fa\u00fc\u00fe";

	private static final int BORDERS = 2;

	private final String title;

	private final int indent;

	private final List<String> headers = new ArrayList<>();

	private final List<List<String>> rows = new ArrayList<>();

	private final List<Integer> widths = new ArrayList<>();

	TableSection(String title, int indent) {
		this.title = title;
		this.indent = indent;
	}

	String title() {
		return this.title;
	}

	int indent() {
		return this.indent;
	}

	List<String> headers() {
		return this.headers;
	}

	List<List<String>> rows() {
		return this.rows;
	}

	void headers(List<String> names) {
		this.headers.clear();
		this.headers.addAll(names);
		widen(names);
	}

	void row(List<String> cells) {
		int columns = !this.headers.isEmpty() ? this.headers.size()
				: (!this.rows.isEmpty() ? this.rows.get(0).size() : cells.size());
		if (cells.size() != columns) {
			throw new IllegalArgumentException(
					"Row should have %d elements, instead it has %d".formatted(columns, cells.size()));
		}
		this.rows.add(cells);
		widen(cells);
	}

	private void widen(List<String> cells) {
		for (int i = 0; i < cells.size(); i++) {
			int width = width(cells.get(i));
			if (i == this.widths.size()) {
				this.widths.add(width);
			}
			this.widths.set(i, Math.max(width, this.widths.get(i)));
		}
	}

	/**
	 * A section with one row below headers, turned on its side: a row for each header.
	 */
	TableSection upright() {
		if (this.rows.size() != 1 || this.headers.isEmpty()) {
			return this;
		}
		TableSection upright = new TableSection(this.title, this.indent);
		for (int i = 0; i < this.headers.size(); i++) {
			upright.row(List.of(this.headers.get(i), this.rows.get(0).get(i)));
		}
		return upright;
	}

	int totalWidth() {
		int indents = 2 * this.indent;
		int cells = this.widths.stream().mapToInt((width) -> width + PADDING).sum();
		return Math.max(width(this.title) + BORDERS, cells + BORDERS) + indents;
	}

	/**
	 * The widths of the columns, stretched so that together they fill a line.
	 */
	int[] columnWidths(int lineWidth) {
		double sum = this.widths.stream().mapToInt((width) -> width + PADDING).sum();
		int[] columns = this.widths.stream()
			.mapToInt((width) -> (int) Math.rint((lineWidth / sum) * (width + PADDING)))
			.toArray();
		int rest = lineWidth;
		for (int column : columns) {
			rest -= column;
		}
		// What rounding took is given back from the right, what it added is taken from
		// the left.
		for (int i = 0; rest != 0; i = (i + 1) % columns.length) {
			int step = Integer.signum(rest);
			columns[(step > 0) ? columns.length - 1 - i : i] += step;
			rest -= step;
		}
		return columns;
	}

	static int width(String text) {
		return text.codePoints().map((character) -> isWide(character) ? 2 : 1).sum();
	}

	private static boolean isWide(int character) {
		return AMBIGUOUS.indexOf(character) >= 0 || Character.isIdeographic(character)
				|| (character >= 0x1100 && character <= 0x115f) || (character >= 0x3000 && character <= 0x30ff)
				|| (character >= 0xac00 && character <= 0xd7a3) || (character >= 0xff01 && character <= 0xff60)
				|| (character >= 0x1f300 && character <= 0x1faff);
	}

}
