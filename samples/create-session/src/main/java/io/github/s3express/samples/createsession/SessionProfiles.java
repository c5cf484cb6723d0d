/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.s3express.session.S3ExpressSession;

/**
 * AWS profiles in a folder that only this user may read. Each has a
 * {@code credential_process} that prints a file, so SDKs read it again when the session
 * that they know is about to expire.
 */
final class SessionProfiles implements AutoCloseable {

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

	private final Path folder;

	private final Connection connection;

	private final Map<String, S3ExpressSession> written = new HashMap<>();

	private SessionProfiles(Path folder, Connection connection) {
		this.folder = folder;
		this.connection = connection;
	}

	static SessionProfiles create(Connection connection) throws IOException {
		Path folder = Files.createTempDirectory("create-session-", permissions("rwx------"));
		return new SessionProfiles(folder, connection);
	}

	/**
	 * Writes a session unless it is there already.
	 * @param session the session
	 * @return whether anything was written
	 * @throws IOException if it cannot be
	 */
	synchronized boolean put(S3ExpressSession session) throws IOException {
		String bucket = session.key().bucket().value();
		if (session == this.written.get(bucket) || !Files.isDirectory(this.folder)) {
			return false;
		}
		write(file(bucket), ExportForm.CREDENTIAL_PROCESS.text(session, null));
		if (this.written.put(bucket, session) == null) {
			writeConfig();
		}
		return true;
	}

	private void writeConfig() throws IOException {
		StringBuilder text = new StringBuilder();
		for (String bucket : this.written.keySet()) {
			text.append("[profile %s]\ncredential_process = %s \"%s\"\nregion = %s\n".formatted(bucket,
					POSIX ? "cat" : "cmd /c type", file(bucket), this.connection.region()));
			if (this.connection.endpoint() != null) {
				text.append("endpoint_url = %s\n".formatted(this.connection.endpoint()));
			}
		}
		write(config(), text.toString());
		write(credentials(), "");
	}

	// Whoever reads meanwhile finds the old file or the new one, never a part.
	private void write(Path file, String text) throws IOException {
		Path next = this.folder.resolve(file.getFileName() + ".next");
		Files.deleteIfExists(next);
		Files.createFile(next, permissions("rw-------"));
		Files.writeString(next, text, StandardOpenOption.WRITE);
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private Path file(String bucket) {
		return this.folder.resolve(bucket + ".json");
	}

	private Path config() {
		return this.folder.resolve("config");
	}

	private Path credentials() {
		return this.folder.resolve("credentials");
	}

	/**
	 * The environment variables that lead to a profile. None of them is secret.
	 */
	Map<String, String> variables(String bucket) {
		return Map.of("AWS_PROFILE", bucket, "AWS_CONFIG_FILE", config().toString(), "AWS_SHARED_CREDENTIALS_FILE",
				credentials().toString());
	}

	private static FileAttribute<?>[] permissions(String permissions) {
		return POSIX
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString(permissions))) }
				: new FileAttribute<?>[0];
	}

	@Override
	public synchronized void close() {
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : (Iterable<Path>) files::iterator) {
				Files.deleteIfExists(file);
			}
			Files.deleteIfExists(this.folder);
		}
		catch (IOException ex) {
			// Gone already.
		}
	}

}
