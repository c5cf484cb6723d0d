/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs every client against a server of its own and compares what came of it with the
 * column in docs/local-server.md; {@code -Ds3express.docs.update=true} writes the columns
 * instead.
 *
 * @author The S3 Express Spring Boot authors
 */
class ClientTableTests {

	private static final Path PAGE = Path.of("..", "docs", "local-server.md");

	private static final String BEGIN = "<!-- clients: written by ClientTableTests -->";

	private static final String END = "<!-- clients: end -->";

	private static final Map<String, Map<String, String>> columns = new LinkedHashMap<>();

	static Stream<Arguments> clients() {
		return Stream.of(Arguments.of("Java sync", new JavaSyncClient()),
				Arguments.of("Java async", new JavaAsyncClient()), Arguments.of("CRT", new CrtClient()),
				Arguments.of("Kotlin", new KotlinClient()), Arguments.of("JavaScript", ScriptClient.javaScript()),
				Arguments.of("Hadoop S3A", new HadoopClient()), Arguments.of("boto3", ScriptClient.python()),
				Arguments.of("AWS CLI", ScriptClient.awsCli()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("clients")
	void clientShouldDoWhatTheTableSays(String name, Client client) throws Exception {
		assumeTrue(client.isAvailable(), name + " is not on this machine.");
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(Client.BUCKET).start()) {
			Map<String, String> results = client.run(server);
			columns.put(name, results);
			assertThat(ClientTable.OPERATIONS).containsAll(results.keySet());
			assertThat(results.values()).as(name + ": " + results).allMatch(ClientTable.YES::equals);
			if (!Boolean.getBoolean("s3express.docs.update")) {
				Map<String, String> documented = documented().getOrDefault(name, Map.of());
				for (String operation : ClientTable.OPERATIONS) {
					assertThat(results.getOrDefault(operation, "–")).as(name + ", " + operation)
						.isEqualTo(documented.get(operation));
				}
			}
		}
	}

	@AfterAll
	static void writeTable() throws IOException {
		if (!Boolean.getBoolean("s3express.docs.update")) {
			return;
		}
		List<String> lines = new ArrayList<>();
		lines.add(ClientTable.header(columns.keySet()));
		lines.add("|---".repeat(columns.size() + 1) + "|");
		ClientTable.OPERATIONS.forEach((operation) -> lines.add(ClientTable.row(operation, columns.values())));
		String page = Files.readString(PAGE);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		Files.writeString(PAGE,
				page.substring(0, begin) + "\n" + String.join("\n", lines) + "\n" + page.substring(page.indexOf(END)));
	}

	private static Map<String, Map<String, String>> documented() throws IOException {
		String page = Files.readString(PAGE);
		String table = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)).strip();
		List<List<String>> rows = table.lines()
			.map((line) -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
			.toList();
		Map<String, Map<String, String>> result = new LinkedHashMap<>();
		for (int column = 1; column < rows.get(0).size(); column++) {
			Map<String, String> cells = new LinkedHashMap<>();
			for (List<String> row : rows.subList(2, rows.size())) {
				cells.put(row.get(0), row.get(column));
			}
			result.put(rows.get(0).get(column), cells);
		}
		return result;
	}

}
