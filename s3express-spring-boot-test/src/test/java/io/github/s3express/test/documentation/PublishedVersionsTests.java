/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bill of materials has all that is published, and whoever names a version names the
 * same.
 */
class PublishedVersionsTests {

	private static final String BOM = "s3express-spring-boot-bom/pom.xml";

	private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

	private static final Pattern MANAGED = Pattern
		.compile("<artifactId>([^<]+)</artifactId>\\s*<version>\\$\\{project.version}</version>");

	private static final Pattern OWN_VERSION = Pattern
		.compile("<artifactId>s3express-spring-boot(?:-bom)?</artifactId>\\s*<version>([^<$]+)</version>");

	@Test
	void billOfMaterialsShouldManageEachPublishedModule() throws IOException {
		List<String> published = all(MODULE, "pom.xml").stream()
			.filter((module) -> !module.equals("s3express-spring-boot-bom"))
			.filter(PublishedVersionsTests::isPublished)
			.toList();
		assertThat(published).contains("s3express-spring-boot-starter");
		assertThat(all(MANAGED, BOM)).containsExactlyInAnyOrderElementsOf(published);
	}

	@Test
	void billOfMaterialsShouldHaveNoParentWhoseVersionsItsUsersInherit() throws IOException {
		assertThat(ProjectFiles.read(BOM)).doesNotContain("<parent>").doesNotContain("spring-boot-dependencies");
	}

	@Test
	void versionShouldBeTheSameWhereverItIsNamed() throws IOException {
		List<String> version = all(OWN_VERSION, BOM);
		assertThat(version).hasSize(1);
		for (String place : List.of("pom.xml", "README.md", "src/it/first-application/pom.xml")) {
			assertThat(all(OWN_VERSION, place)).as(place).containsOnly(version.get(0)).isNotEmpty();
		}
	}

	@Test
	void applicationOutsideOfTheBuildShouldHaveItsSpringBoot() throws IOException {
		List<String> boot = all(Pattern.compile("<spring-boot.version>([^<]+)<"), BOM);
		assertThat(boot).hasSize(1);
		assertThat(all(Pattern.compile("<artifactId>spring-boot-starter-parent</artifactId>\\s*<version>([^<]+)<"),
				"src/it/first-application/pom.xml"))
			.isEqualTo(boot);
	}

	private static boolean isPublished(String module) {
		try {
			return !ProjectFiles.read(module + "/pom.xml").contains("<maven.deploy.skip>true");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> all(Pattern pattern, String file) throws IOException {
		return pattern.matcher(ProjectFiles.read(file)).results().map((match) -> match.group(1)).toList();
	}

}
