/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes files and names last. A file's bytes last once they were forced, its name once
 * the directory that has it was forced, and so on up to the data directory.
 *
 * @author The S3 Express Spring Boot authors
 */
class Disk {

	/**
	 * Makes the bytes of a file last.
	 * @param channel the file, open for writing
	 * @param file where it is
	 * @throws IOException if they cannot be written
	 */
	void force(FileChannel channel, Path file) throws IOException {
		channel.force(true);
	}

	/**
	 * Makes the names in a directory last. Some platforms cannot; they lose names only if
	 * the machine fails.
	 * @param directory the directory
	 */
	void force(Path directory) {
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
		catch (IOException ex) {
			// As above.
		}
	}

	/**
	 * Makes directories, each with a name that lasts.
	 * @param directory the last of them
	 * @throws IOException if one cannot be made
	 */
	// Not at the same time: what somebody else makes must last before it is relied on.
	final synchronized void makeDirectories(Path directory) throws IOException {
		if (Files.isDirectory(directory)) {
			return;
		}
		Path parent = parent(directory);
		makeDirectories(parent);
		Files.createDirectory(directory);
		force(parent);
	}

	static Path parent(Path path) {
		Path parent = path.getParent();
		if (parent == null) {
			throw new IllegalStateException("No parent: " + path);
		}
		return parent;
	}

	static List<Path> children(Path directory) throws IOException {
		List<Path> result = new ArrayList<>();
		if (Files.isDirectory(directory)) {
			try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
				stream.forEach(result::add);
			}
		}
		return result;
	}

	static void deleteTree(Path path) throws IOException {
		for (Path child : children(path)) {
			deleteTree(child);
		}
		Files.deleteIfExists(path);
	}

}
