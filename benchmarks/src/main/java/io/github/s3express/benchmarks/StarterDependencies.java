/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the starter brings beside {@code spring-boot-starter} and the SDK's {@code s3}, by
 * the dependency tree that the build writes.
 *
 * @param artifacts the artifacts' ids
 */
record StarterDependencies(Set<String> artifacts) {

	// Both are on the class path of an application that makes the SDK's clients by hand.
	private static final List<String> THERE_ANYWAY = List.of("spring-boot-starter", "s3");

	/**
	 * Reads the tree, duplicates included.
	 */
	static StarterDependencies read(Path tree) {
		JsonNode starter = JsonMapper.shared().readTree(tree.toFile());
		Set<String> added = new HashSet<>();
		Set<String> thereAnyway = new HashSet<>();
		for (JsonNode dependency : starter.path("children")) {
			collect(dependency, THERE_ANYWAY.contains(artifact(dependency)) ? thereAnyway : added);
		}
		added.removeAll(thereAnyway);
		return new StarterDependencies(Set.copyOf(added));
	}

	private static void collect(JsonNode dependency, Set<String> artifacts) {
		artifacts.add(artifact(dependency));
		dependency.path("children").forEach((child) -> collect(child, artifacts));
	}

	private static String artifact(JsonNode dependency) {
		return dependency.path("artifactId").asString();
	}

	/**
	 * Where they are on the class path of this JVM.
	 */
	List<Path> jars() {
		List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> StreamSupport.stream(entry.spliterator(), false)
				.anyMatch((element) -> artifacts().contains(element.toString())))
			.toList();
		if (jars.size() != artifacts().size()) {
			throw new IllegalStateException("Of %s only %s are on the class path".formatted(artifacts(), jars));
		}
		return jars;
	}

}
