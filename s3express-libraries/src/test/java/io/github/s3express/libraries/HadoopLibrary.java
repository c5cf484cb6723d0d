/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.apache.hadoop.fs.s3a.S3ClientFactory;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * Hadoop's S3A file system, which makes its clients by a factory that is configured; this
 * one lends it those of the application.
 */
final class HadoopLibrary implements Library {

	private static final ThreadLocal<Application> lending = new InheritableThreadLocal<>();

	@Override
	public String name() {
		return "Hadoop S3A";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("create, open", (application) -> with(application, (files) -> {
			create(files, "/data/a");
			return read(files, "/data/a").equals("/data/a");
		}));
		uses.put("`listStatus`", (application) -> with(application, (files) -> {
			application.put("data/a", "data/b", "data/sub/c", "other/d");
			return names(files.listStatus(new Path("/data"))).equals("[/data/a, /data/b, /data/sub]");
		}));
		uses.put("`listFiles`, recursive, as Spark reads a folder", (application) -> with(application, (files) -> {
			application.put("data/a", "data/sub/b", "other/c");
			TreeSet<String> names = new TreeSet<>();
			RemoteIterator<LocatedFileStatus> found = files.listFiles(new Path("/data"), true);
			while (found.hasNext()) {
				names.add(found.next().getPath().toUri().getPath());
			}
			return names.toString().equals("[/data/a, /data/sub/b]");
		}));
		uses.put("`globStatus`, `/data/part-*`", (application) -> with(application, (files) -> {
			application.put("data/part-1", "data/part-2", "data/_SUCCESS");
			return names(files.globStatus(new Path("/data/part-*"))).equals("[/data/part-1, /data/part-2]");
		}));
		uses.put("`mkdirs`, `exists`", (application) -> with(application, (files) -> files.mkdirs(new Path("/data/sub"))
				&& files.exists(new Path("/data/sub")) && !files.exists(new Path("/data/none"))));
		uses.put("`rename` of a folder", (application) -> with(application, (files) -> {
			application.put("data/a", "data/b");
			return files.rename(new Path("/data"), new Path("/moved")) && files.exists(new Path("/moved/a"))
					&& !files.exists(new Path("/data"));
		}));
		uses.put("`delete` of a folder", (application) -> with(application, (files) -> {
			application.put("data/a", "data/b");
			return files.delete(new Path("/data"), true) && !files.exists(new Path("/data"));
		}));
		uses.put("the application after `close()`", (application) -> {
			with(application, (files) -> files.exists(new Path("/data")));
			return application.goesOn();
		});
		return uses;
	}

	private static boolean with(Application application, Task task) throws Exception {
		Configuration configuration = new Configuration();
		configuration.setClass("fs.s3a.s3.client.factory.impl", Lender.class, S3ClientFactory.class);
		configuration.set("fs.s3a.endpoint.region", application.server().region());
		configuration.set("fs.s3a.buffer.dir", System.getProperty("java.io.tmpdir"));
		configuration.setClass("fs.s3a.impl", S3AFileSystem.class, FileSystem.class);
		lending.set(application);
		try (FileSystem files = FileSystem.newInstance(URI.create("s3a://" + Application.BUCKET), configuration)) {
			return task.by(files);
		}
		finally {
			lending.remove();
		}
	}

	private static void create(FileSystem files, String path) throws IOException {
		try (FSDataOutputStream out = files.create(new Path(path), true)) {
			out.write(path.getBytes(StandardCharsets.UTF_8));
		}
	}

	private static String read(FileSystem files, String path) throws IOException {
		try (FSDataInputStream in = files.open(new Path(path))) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static String names(FileStatus[] files) {
		return Arrays.stream(files).map((file) -> file.getPath().toUri().getPath()).sorted().toList().toString();
	}

	private interface Task {

		boolean by(FileSystem files) throws Exception;

	}

	/**
	 * Gives the application's clients to the file system.
	 */
	public static final class Lender implements S3ClientFactory {

		private final Application application = lending.get();

		@Override
		public S3Client createS3Client(URI uri, S3ClientCreationParameters parameters) {
			return this.application.client();
		}

		@Override
		public S3AsyncClient createS3AsyncClient(URI uri, S3ClientCreationParameters parameters) {
			return this.application.asyncClient();
		}

		@Override
		public S3TransferManager createS3TransferManager(S3AsyncClient client) {
			return S3TransferManager.builder().s3Client(client).build();
		}

	}

}
