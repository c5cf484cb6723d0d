/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Hadoop's S3A file system. Which operations its calls amount to is read from the
 * server's counters.
 *
 * @author The S3 Express Spring Boot authors
 */
final class HadoopClient implements Client {

	private final Cells cells = new Cells();

	@Override
	public boolean isAvailable() {
		// JDK 24 took away what Hadoop 3.4 finds its user with.
		return Runtime.version().feature() < 24;
	}

	@Override
	public Map<String, String> run(S3ExpressLocalServer server) throws Exception {
		Configuration configuration = new Configuration();
		configuration.set("fs.s3a.endpoint", server.endpoint().toString());
		configuration.set("fs.s3a.endpoint.region", server.region());
		configuration.set("fs.s3a.access.key", server.accessKeyId());
		configuration.set("fs.s3a.secret.key", server.secretAccessKey());
		configuration.set("fs.s3a.path.style.access", "true");
		configuration.set("fs.s3a.connection.ssl.enabled", "false");
		configuration.set("fs.s3a.multipart.size", "5M");
		configuration.set("fs.s3a.multipart.threshold", "5M");
		configuration.set("fs.s3a.buffer.dir", System.getProperty("java.io.tmpdir"));
		configuration.set("fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
		try (FileSystem fileSystem = FileSystem.newInstance(new Path("s3a://" + BUCKET + "/").toUri(), configuration)) {
			calls(server, fileSystem);
		}
		return this.cells.results();
	}

	private void calls(S3ExpressLocalServer server, FileSystem fileSystem) {
		Path file = new Path("/dir/a b");
		counted(server, "PutObject", () -> write(fileSystem, file, "hello world".getBytes(StandardCharsets.UTF_8)));
		this.cells.check("CreateSession", true, () -> server.counters().count("CreateSession") > 0);
		counted(server, "GetObject", () -> expect("hello world", read(fileSystem, file, 0, 11)));
		this.cells.check("GetObject range", "world", () -> read(fileSystem, file, 6, 5));
		counted(server, "HeadObject", () -> expect(11L, fileSystem.getFileStatus(file).getLen()));
		counted(server, "ListObjectsV2", () -> expect(1, fileSystem.listStatus(new Path("/dir")).length));
		counted(server, "CopyObject", () -> expect(true, fileSystem.rename(file, new Path("/dir/renamed"))));
		this.cells.check("Multipart upload", 6L * 1024 * 1024, () -> {
			write(fileSystem, new Path("/big"), new byte[6 * 1024 * 1024]);
			expect(true, server.counters().count("CompleteMultipartUpload") > 0);
			return fileSystem.getFileStatus(new Path("/big")).getLen();
		});
		counted(server, "DeleteObject", () -> expect(true, fileSystem.delete(new Path("/big"), false)));
		counted(server, "DeleteObjects", () -> {
			write(fileSystem, new Path("/tree/a"), new byte[1]);
			write(fileSystem, new Path("/tree/b"), new byte[1]);
			expect(true, fileSystem.delete(new Path("/tree"), true));
		});
	}

	private void counted(S3ExpressLocalServer server, String operation, Step step) {
		this.cells.check(operation, true, () -> {
			long before = server.counters().count(operation);
			step.run();
			return server.counters().count(operation) > before;
		});
	}

	private static void write(FileSystem fileSystem, Path path, byte[] data) throws Exception {
		try (FSDataOutputStream out = fileSystem.create(path, true)) {
			out.write(data);
		}
	}

	private static String read(FileSystem fileSystem, Path path, long from, int length) throws Exception {
		try (FSDataInputStream in = fileSystem.open(path)) {
			byte[] data = new byte[length];
			in.readFully(from, data);
			return new String(data, StandardCharsets.UTF_8);
		}
	}

	private static void expect(Object expected, Object actual) {
		if (!expected.equals(actual)) {
			throw new IllegalStateException("gave " + actual);
		}
	}

	private interface Step {

		void run() throws Exception;

	}

}
