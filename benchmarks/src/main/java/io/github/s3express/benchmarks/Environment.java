/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.SpringBootVersion;
import software.amazon.awssdk.core.util.VersionInfo;

/**
 * What figures depend on.
 */
final class Environment {

	private Environment() {
	}

	static Map<String, String> describe() {
		Map<String, String> environment = new LinkedHashMap<>();
		environment.put("AWS SDK", VersionInfo.SDK_VERSION);
		environment.put("Spring Boot", SpringBootVersion.getVersion());
		environment.put("Java", "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()));
		environment.put("System", "%s %s, %d processors".formatted(System.getProperty("os.name"),
				System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors()));
		return environment;
	}

}
