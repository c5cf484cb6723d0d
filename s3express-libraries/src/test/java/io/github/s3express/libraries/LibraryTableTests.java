/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each use of each library on a directory bucket, with the SDK alone and with the
 * starter, and compares what came of it with docs/libraries.md;
 * {@code -Ds3express.write-docs=true} writes the table instead, and
 * {@code -Ds3express.trace=true} prints the stack trace of what does not work.
 */
class LibraryTableTests {

	private static final Path PAGE = Path.of("..", "docs", "libraries.md");

	private static final String BEGIN = "|---|---|---|---|\n";

	private static final String END = "\n<!-- end of the table -->";

	private static final boolean WRITE = Boolean.getBoolean("s3express.write-docs");

	private static final Path SPRING_PAGE = Path.of("..", "docs", "spring-cloud-aws.md");

	private static final String SPRING_BEGIN = "| Spring Integration | with the starter | with the SDK alone |\n|---|---|---|\n";

	private static final String SPRING_END = "\n<!-- end of the table -->";

	private static final List<String> written = new ArrayList<>();

	private static final List<CompletableFuture<Void>> closing = new ArrayList<>();

	static Stream<Arguments> uses() {
		return Stream
			.of(new SpringCloudAwsLibrary(), new SpringBatchLibrary(), new SpringIntegrationLibrary(),
					new CamelLibrary(), new IcebergLibrary(), new HadoopLibrary(), new AnalyticsAcceleratorLibrary(),
					new EncryptionClientLibrary(), new EclipseStoreLibrary(), new SdkNioLibrary(),
					new CarlspringNioLibrary(), new PayloadOffloadingLibrary(), new LangChainLibrary())
			.flatMap((library) -> library.uses()
				.entrySet()
				.stream()
				.map((use) -> Arguments.of(library.name(), use.getKey(), use.getValue())));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("uses")
	void useShouldComeOutAsThePageSays(String library, String what, Library.Use use) throws IOException {
		String alone = outcome(use, new SdkAlone());
		String helped = outcome(use, new WithStarter());
		String row = "| %s | %s | %s | %s |".formatted(library, what, alone, helped);
		if (WRITE) {
			written.add(row);
		}
		else {
			assertThat(table().lines()).as("run with -Ds3express.write-docs=true to write it anew").contains(row);
		}
		if (alone.equals(Outcome.WORKS)) {
			assertThat(helped).as("what works with the SDK alone").isEqualTo(Outcome.WORKS);
		}
	}

	private static void springPageShouldHaveTheRowsOfSpringIntegration() throws IOException {
		String rows = table().lines()
			.filter((row) -> row.startsWith("| Spring Integration |"))
			.map((row) -> row.split(" ?\\| ?"))
			.map((cells) -> "| %s | %s | %s |\n".formatted(cells[2], cells[4], cells[3]))
			.collect(Collectors.joining());
		String page = Files.readString(SPRING_PAGE);
		int begin = page.indexOf(SPRING_BEGIN) + SPRING_BEGIN.length();
		int end = page.indexOf(SPRING_END, begin);
		if (WRITE) {
			Files.writeString(SPRING_PAGE, page.substring(0, begin) + rows + page.substring(end));
			return;
		}
		assertThat(page.substring(begin, end)).isEqualTo(rows);
	}

	private static String outcome(Library.Use use, Application application) {
		String outcome = Outcome.of(use, application);
		// The end of each asynchronous client takes two seconds.
		closing.add(CompletableFuture.runAsync(application::close));
		return outcome;
	}

	@AfterAll
	static void applicationsShouldClose() {
		CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new)).join();
	}

	@AfterAll
	static void pagesShouldHaveNoOtherRows() throws IOException {
		if (WRITE) {
			String page = Files.readString(PAGE);
			Files.writeString(PAGE, page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + String.join("\n", written)
					+ "\n" + page.substring(page.indexOf(END)));
		}
		assertThat(table().lines()).hasSize((int) uses().count());
		springPageShouldHaveTheRowsOfSpringIntegration();
	}

	private static String table() throws IOException {
		String page = Files.readString(PAGE);
		return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));
	}

}
