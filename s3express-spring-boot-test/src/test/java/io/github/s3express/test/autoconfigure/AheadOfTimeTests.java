/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.GeneratedFiles;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test classes that are processed ahead of time.
 */
class AheadOfTimeTests {

	@Test
	void settingsOfTheServerShouldBeProcessed() throws Exception {
		assertThat(process(WithServer.class)).contains("TestServerSettings")
			.contains("\"" + OrderStore.BUCKET + "\"", "\"20s\"", "true")
			.contains("S3ExpressTestAutoConfiguration");
	}

	private static String process(Class<?> testClass) throws Exception {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(testClass));
		StringBuilder sources = new StringBuilder();
		for (String path : files.getGeneratedFiles(GeneratedFiles.Kind.SOURCE).keySet()) {
			sources.append(path).append(files.getGeneratedFileContent(GeneratedFiles.Kind.SOURCE, path));
		}
		return sources.toString();
	}

	@SpringBootTest
	@AutoConfigureS3Express(buckets = OrderStore.BUCKET, sessionLifetime = "20s", tls = true)
	static class WithServer {

	}

}
