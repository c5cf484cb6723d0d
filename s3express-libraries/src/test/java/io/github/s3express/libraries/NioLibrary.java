/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A provider of file systems for {@code java.nio.file}.
 */
abstract class NioLibrary implements Library {

	abstract boolean with(Application application, Task task) throws Exception;

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`Files.writeString`, `readString`", (application) -> with(application, (root) -> {
			Files.writeString(root.resolve("data/a"), "a");
			return Files.readString(root.resolve("data/a")).equals("a");
		}));
		uses.put("`Files.newDirectoryStream`", (application) -> with(application, (root) -> {
			application.put("data/a", "data/b", "other/c");
			TreeSet<String> names = new TreeSet<>();
			try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve("data/"))) {
				entries.forEach((path) -> names.add(path.getFileName().toString()));
			}
			return names.toString().equals("[a, b]");
		}));
		uses.put("`Files.walk`", (application) -> with(application, (root) -> {
			application.put("data/a", "data/sub/b", "other/c");
			try (Stream<Path> paths = Files.walk(root.resolve("data/"))) {
				return paths.filter(Files::isRegularFile).count() == 2;
			}
		}));
		uses.put("`Files.exists`, `isDirectory`", (application) -> with(application, (root) -> {
			application.put("data/a");
			return Files.exists(root.resolve("data/a")) && Files.isDirectory(root.resolve("data/"))
					&& !Files.exists(root.resolve("data/none"));
		}));
		uses.put("`Files.createDirectory`", (application) -> with(application, (root) -> {
			Files.createDirectory(root.resolve("made/"));
			return Files.isDirectory(root.resolve("made/"));
		}));
		uses.put("`Files.copy`, `move`", (application) -> with(application, (root) -> {
			application.put("data/a");
			Files.copy(root.resolve("data/a"), root.resolve("data/b"));
			Files.move(root.resolve("data/b"), root.resolve("data/c"));
			return application.get("data/c").equals("data/a") && !application.exists("data/b");
		}));
		uses.put("`Files.delete`", (application) -> with(application, (root) -> {
			application.put("data/a");
			Files.delete(root.resolve("data/a"));
			return !application.exists("data/a");
		}));
		uses.put("the application after `FileSystem.close()`", (application) -> {
			with(application, (root) -> Files.exists(root.resolve("data/none")));
			return application.goesOn();
		});
		return uses;
	}

	/**
	 * What is done below the root of a bucket.
	 */
	interface Task {

		boolean by(Path root) throws Exception;

	}

}
