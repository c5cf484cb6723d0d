/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What is on the class path.
 */
final class Jars {

	private Jars() {
	}

	/**
	 * The jar, or in a build the folder, that a class is in.
	 */
	static Path holding(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How big a jar is. A folder is packed first, since the tests of a build run before
	 * its jars are made.
	 */
	static long size(Path jar) throws IOException {
		return Files.isDirectory(jar) ? packedSize(jar) : Files.size(jar);
	}

	private static long packedSize(Path folder) throws IOException {
		CountingStream counter = new CountingStream();
		try (Stream<Path> walk = Files.walk(folder); JarOutputStream jar = new JarOutputStream(counter)) {
			List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
			for (Path file : files) {
				String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
				jar.putNextEntry(new ZipEntry(name));
				Files.copy(file, jar);
			}
		}
		return counter.count;
	}

	/**
	 * Counts bytes.
	 */
	private static final class CountingStream extends OutputStream {

		private long count;

		@Override
		public void write(int value) {
			this.count++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			this.count += length;
		}

	}

}
