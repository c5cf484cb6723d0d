/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.program;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.LocalServerTls;

/**
 * The files that clients in other processes are pointed at to trust the server. They hold
 * certificates only, no key.
 *
 * @param pem for the AWS CLI, Python, Node and most others
 * @param store for Java, PKCS #12
 * @author The S3 Express Spring Boot authors
 */
record TrustFiles(Path pem, Path store) {

	static final String PASSWORD = "changeit";

	// Without a directory they are temporary and go with the process.
	static TrustFiles write(LocalServerTls tls, @Nullable Path directory) {
		try {
			Path target = (directory != null) ? Files.createDirectories(directory)
					: Files.createTempDirectory("s3express-local-tls");
			TrustFiles files = new TrustFiles(target.resolve("ca.pem").toAbsolutePath(),
					target.resolve("trust.p12").toAbsolutePath());
			if (directory == null) {
				// In this order: the last one noted goes first.
				target.toFile().deleteOnExit();
				files.pem.toFile().deleteOnExit();
				files.store.toFile().deleteOnExit();
			}
			Files.writeString(files.pem, tls.trustedPem());
			try (OutputStream out = Files.newOutputStream(files.store)) {
				tls.trustStore().store(out, PASSWORD.toCharArray());
			}
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The certificates that clients have to trust cannot be written to "
					+ ((directory != null) ? directory : "a temporary directory") + ".", ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
