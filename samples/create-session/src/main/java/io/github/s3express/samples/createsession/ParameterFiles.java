/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Values that stand in files: {@code file://PATH} on the command line.
 */
final class ParameterFiles {

	private static final String PREFIX = "file://";

	private final Map<String, String> environment;

	ParameterFiles(Map<String, String> environment) {
		this.environment = environment;
	}

	/**
	 * The value of an option.
	 * @param option the option's name, for errors
	 * @param value what the command line says
	 * @return the text of the file that the value names, or else the value
	 */
	String resolve(String option, String value) {
		if (!value.startsWith(PREFIX)) {
			return value;
		}
		String file = value.substring(PREFIX.length());
		if (file.equals("~") || file.startsWith("~/")) {
			file = this.environment.getOrDefault("HOME", "~") + file.substring(1);
		}
		try {
			return Files.readString(Path.of(file));
		}
		catch (CharacterCodingException ex) {
			throw unreadable(option, value, "its text is not UTF-8");
		}
		catch (IOException | InvalidPathException ex) {
			throw unreadable(option, value, reason(ex, file));
		}
	}

	private static String reason(Exception failure, String file) {
		if (failure instanceof NoSuchFileException) {
			return "[Errno 2] No such file or directory: '%s'".formatted(file);
		}
		if (failure instanceof AccessDeniedException) {
			return "[Errno 13] Permission denied: '%s'".formatted(file);
		}
		return Files.isDirectory(Path.of(file)) ? "[Errno 21] Is a directory: '%s'".formatted(file)
				: "it cannot be read: '%s'".formatted(file);
	}

	private static CliException unreadable(String option, String value, String reason) {
		return CliException
			.usage("Error parsing parameter '%s': Unable to load paramfile %s: %s".formatted(option, value, reason));
	}

}
