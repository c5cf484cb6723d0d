/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.github.s3express.testing.StarterOnlyApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that has neither Actuator nor Micrometer's meters, in a process of its
 * own: a class loader that hides classes is not what such an application has.
 */
class WithoutActuatorTests {

	private static final Pattern LEFT_OUT = Pattern
		.compile(".*(actuator|spring-boot-health|spring-boot-micrometer|micrometer-core|micrometer-registry|"
				+ "micrometer-jakarta|spring-cloud-aws|prometheus|spring-boot-webmvc|tomcat).*\\.jar");

	@Test
	void startWhenActuatorIsMissingShouldWorkAllTheSame() throws Exception {
		String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !LEFT_OUT.matcher(entry).matches())
			.collect(Collectors.joining(File.pathSeparator));
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classPath, StarterOnlyApplication.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(application.waitFor()).as(output).isZero();
		assertThat(output).contains("actuator: false", "stored: true");
	}

}
