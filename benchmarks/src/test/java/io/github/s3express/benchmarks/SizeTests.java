/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.s3express.benchmarks.SizedApplication.Figure;
import io.github.s3express.benchmarks.SizedApplication.Task;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks what can be said of sizes without measuring.
 */
class SizeTests {

	// The timer, 16 threads that make sessions and 8 that tell waiters.
	private static final int MOST_THREADS_OF_MANAGER = 25;

	@Test
	void managerWhenManyBucketsAreUsedShouldAddFewThreads() throws Exception {
		int buckets = 100;
		List<String> arguments = List.of("--" + SizedApplication.REST_PROPERTY + "=PT0S");
		try (S3ExpressLocalServer server = Buckets.server(buckets).start()) {
			double sdk = new SizedJvm(server, true, arguments).run(Task.THREADS, buckets).of(Figure.THREADS_AFTER_USE);
			double managed = new SizedJvm(server, false, arguments).run(Task.THREADS, buckets)
				.of(Figure.THREADS_AFTER_USE);
			assertThat(managed).isLessThanOrEqualTo(sdk + MOST_THREADS_OF_MANAGER);
		}
	}

	@Test
	void dependenciesWhenBothBringThemShouldNotCountAsTheStarters(@TempDir Path folder) throws IOException {
		Path tree = Files.writeString(folder.resolve("tree.json"), """
				{"artifactId": "starter", "children": [
					{"artifactId": "own", "children": [{"artifactId": "shared"}, {"artifactId": "only-own"}]},
					{"artifactId": "s3", "children": [{"artifactId": "deep", "children": [{"artifactId": "shared"}]}]},
					{"artifactId": "spring-boot-starter"}
				]}""");
		assertThat(StarterDependencies.read(tree).artifacts()).containsExactlyInAnyOrder("own", "only-own");
	}

}
