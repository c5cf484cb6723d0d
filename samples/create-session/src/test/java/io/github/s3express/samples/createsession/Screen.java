/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a terminal shows after some text was written to it: knows line breaks and the few
 * control sequences that the program uses, and refuses all others.
 */
final class Screen {

	private static final Pattern SEQUENCE = Pattern.compile("\u001B\\[([0-9;]*)([A-Za-z])");

	private static final int LONGEST_SEQUENCE = 8;

	private final char[][] cells;

	private final int columns;

	private int row;

	private int column;

	private Screen(int rows, int columns) {
		this.cells = new char[rows][columns];
		this.columns = columns;
		for (char[] line : this.cells) {
			Arrays.fill(line, ' ');
		}
	}

	static Screen of(String written, int rows, int columns) {
		Screen screen = new Screen(rows, columns);
		int last = written.lastIndexOf('\u001B');
		// It may be on its way still.
		boolean incomplete = last >= 0 && written.length() - last < LONGEST_SEQUENCE
				&& !SEQUENCE.matcher(written.substring(last)).lookingAt();
		int end = incomplete ? last : written.length();
		Matcher sequence = SEQUENCE.matcher(written);
		for (int i = 0; i < end; i++) {
			if (written.charAt(i) != '\u001B') {
				screen.write(written.charAt(i));
			}
			else if (sequence.region(i, end).lookingAt()) {
				screen.control(sequence.group(1), sequence.group(2).charAt(0));
				i = sequence.end() - 1;
			}
			else {
				throw new IllegalStateException("The terminal does not know what begins at " + written.substring(i));
			}
		}
		return screen;
	}

	private void write(char character) {
		if (character == '\r') {
			this.column = 0;
		}
		else if (character == '\b') {
			this.column = Math.max(0, this.column - 1);
		}
		else if (character == '\n') {
			lineBreak();
		}
		else {
			if (this.column == this.columns) {
				this.column = 0;
				lineBreak();
			}
			this.cells[this.row][this.column] = character;
			this.column++;
		}
	}

	private void lineBreak() {
		if (this.row < this.cells.length - 1) {
			this.row++;
			return;
		}
		System.arraycopy(this.cells, 1, this.cells, 0, this.cells.length - 1);
		this.cells[this.row] = new char[this.columns];
		Arrays.fill(this.cells[this.row], ' ');
	}

	private void control(String parameter, char function) {
		if (function == 'A') {
			this.row = Math.max(0, this.row - Math.max(1, number(parameter)));
		}
		else if (function == 'K') {
			Arrays.fill(this.cells[this.row], (number(parameter) == 2) ? 0 : this.column, this.columns, ' ');
		}
		else if (function != 'm') {
			throw new IllegalStateException("The terminal does not know ESC[" + parameter + function);
		}
	}

	private static int number(String parameter) {
		return parameter.isEmpty() ? 0 : Integer.parseInt(parameter);
	}

	List<String> lines() {
		List<String> lines = Arrays.stream(this.cells).map((line) -> new String(line).stripTrailing()).toList();
		int used = lines.size();
		while (used > 0 && lines.get(used - 1).isEmpty()) {
			used--;
		}
		return lines.subList(0, used);
	}

	/**
	 * A picture of the screen.
	 */
	String svg(String title) {
		List<String> lines = lines();
		int width = 24 + this.columns * 8;
		int height = 24 + lines.size() * 19;
		String text = lines.stream()
			.map((line) -> "  <text x=\"12\" y=\"%d\" xml:space=\"preserve\">%s</text>%n"
				.formatted(28 + lines.indexOf(line) * 19, escape(line)))
			.collect(Collectors.joining());
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img" aria-labelledby="title">
				  <title id="title">%3$s</title>
				  <rect width="%1$d" height="%2$d" rx="6" fill="#1b1f24"/>
				  <style>text { font: 13px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #e6edf3; } .bar { fill: #3fb950; }</style>
				%4$s</svg>
				"""
			.formatted(width, height, title, text);
	}

	private static String escape(String line) {
		return line.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replaceAll("#+", "<tspan class=\"bar\">$0</tspan>");
	}

}
