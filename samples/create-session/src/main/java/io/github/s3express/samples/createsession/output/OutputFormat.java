/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The output formats of the AWS CLI.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html">Setting
 * the output format in the AWS CLI</a>
 */
public enum OutputFormat {

	/** JSON with four spaces. */
	JSON,

	/** Values between tabs. */
	TEXT,

	/** A table with borders. */
	TABLE,

	/** YAML. */
	YAML,

	/** One YAML list item per answer. */
	YAML_STREAM;

	/**
	 * The name on the command line.
	 * @return for example {@code yaml-stream}
	 */
	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The format of a name.
	 * @param id a name as on the command line
	 * @return the format, or empty if there is none of that name
	 */
	public static Optional<OutputFormat> of(String id) {
		return Arrays.stream(values()).filter((format) -> format.id().equals(id)).findFirst();
	}

	/**
	 * All names.
	 * @return the names on the command line
	 */
	public static List<String> ids() {
		return Arrays.stream(values()).map(OutputFormat::id).toList();
	}

}
