/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.fleet;

import java.util.Arrays;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Starts three instances of an application, each a JVM of its own, and what they need: a
 * store and a service. Shows on a page which instance made each session.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ Surroundings.class, Instances.class, PageController.class })
public class FleetApplication {

	static final String INSTANCE = "--fleet.instance=";

	/**
	 * Starts the application, or an instance.
	 * @param args properties, as {@code --name=value}
	 */
	public static void main(String[] args) {
		if (Arrays.stream(args).anyMatch((arg) -> arg.startsWith(INSTANCE))) {
			SpringApplication instance = new SpringApplication(Instance.class);
			instance.setWebApplicationType(WebApplicationType.NONE);
			instance.setAdditionalProfiles("instance");
			instance.run(args);
		}
		else {
			SpringApplication.run(FleetApplication.class, args);
		}
	}

}
