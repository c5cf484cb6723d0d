/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/**
 * Apache Iceberg's {@code S3FileIO}, and a table on it.
 */
final class IcebergLibrary implements Library {

	private static final String ROOT = "s3://" + Application.BUCKET + "/";

	@Override
	public String name() {
		return "Apache Iceberg";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`S3FileIO`: write, read", (application) -> {
			try (S3FileIO io = io(application)) {
				write(io, "data/a", "a");
				return read(io, "data/a").equals("a");
			}
		});
		uses.put("`S3FileIO`: `listPrefix`, `data/`", (application) -> {
			application.put("data/a", "data/b", "other/c");
			try (S3FileIO io = io(application)) {
				return names(io.listPrefix(ROOT + "data/")).equals("[data/a, data/b]");
			}
		});
		uses.put("`S3FileIO`: `listPrefix`, `data/a` (Iceberg asks for `data/a/`)", (application) -> {
			application.put("data/a1", "data/a2", "data/b");
			try (S3FileIO io = io(application)) {
				return names(io.listPrefix(ROOT + "data/a")).equals("[data/a1, data/a2]");
			}
		});
		uses.put("the same with `s3.directory-bucket.list-prefix-as-directory=false`", (application) -> {
			application.put("data/a1", "data/a2", "data/b");
			try (S3FileIO io = io(application)) {
				io.initialize(Map.of(S3FileIOProperties.S3_DIRECTORY_BUCKET_LIST_PREFIX_AS_DIRECTORY, "false"));
				return names(io.listPrefix(ROOT + "data/a")).equals("[data/a1, data/a2]");
			}
		});
		uses.put("`S3FileIO`: `deletePrefix`, `data`", (application) -> {
			application.put("data/a", "data/b", "other/c");
			try (S3FileIO io = io(application)) {
				io.deletePrefix(ROOT + "data");
				return !application.exists("data/a") && application.exists("other/c");
			}
		});
		uses.put("`S3FileIO`: `deleteFiles`", (application) -> {
			String[] keys = IntStream.range(0, 300).mapToObj((number) -> "data/" + number).toArray(String[]::new);
			application.put(keys);
			try (S3FileIO io = io(application)) {
				io.deleteFiles(List.of(keys).stream().map(ROOT::concat).toList());
				return !application.exists(keys[0]) && application.server().counters().count("DeleteObjects") > 0;
			}
		});
		uses.put("a table: create, append, scan, drop", IcebergLibrary::table);
		uses.put("the application after `S3FileIO.close()`", (application) -> {
			try (S3FileIO io = io(application)) {
				write(io, "data/a", "a");
			}
			return application.goesOn();
		});
		return uses;
	}

	private static boolean table(Application application) throws Exception {
		try (JdbcCatalog catalog = new JdbcCatalog((properties) -> io(application), null, true)) {
			catalog.initialize("catalog", Map.of("uri", "jdbc:h2:mem:iceberg" + System.identityHashCode(application),
					"warehouse", ROOT + "warehouse"));
			Namespace namespace = Namespace.of("shop");
			catalog.createNamespace(namespace);
			Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));
			TableIdentifier name = TableIdentifier.of(namespace, "orders");
			Table table = catalog.createTable(name, schema);
			String path = table.locationProvider().newDataLocation("a.parquet");
			try (PositionOutputStream out = table.io().newOutputFile(path).create()) {
				out.write(new byte[10]);
			}
			DataFile file = DataFiles.builder(PartitionSpec.unpartitioned())
				.withPath(path)
				.withFileSizeInBytes(10)
				.withRecordCount(1)
				.build();
			table.newAppend().appendFile(file).commit();
			try (CloseableIterable<?> tasks = catalog.loadTable(name).newScan().planFiles()) {
				if (!tasks.iterator().hasNext()) {
					return false;
				}
			}
			catalog.dropTable(name, true);
			return application.client().listObjectsV2((list) -> list.bucket(Application.BUCKET)).contents().isEmpty();
		}
	}

	private static S3FileIO io(Application application) {
		S3FileIO io = new S3FileIO(application::client);
		io.initialize(Map.of());
		return io;
	}

	private static void write(S3FileIO io, String key, String content) throws Exception {
		try (PositionOutputStream out = io.newOutputFile(ROOT + key).create()) {
			out.write(content.getBytes());
		}
	}

	private static String read(S3FileIO io, String key) throws Exception {
		try (SeekableInputStream in = io.newInputFile(ROOT + key).newStream()) {
			return new String(in.readAllBytes());
		}
	}

	private static String names(Iterable<FileInfo> files) {
		TreeSet<String> names = new TreeSet<>();
		files.forEach((file) -> names.add(file.location().substring(ROOT.length())));
		return names.toString();
	}

}
