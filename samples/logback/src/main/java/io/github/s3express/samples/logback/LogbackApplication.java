/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Kills applications that log, has the next one continue their log, and verifies it. With
 * {@code --log.role=writer} it is such an application.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LogbackApplication {

	/**
	 * Starts the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(LogbackApplication.class, args).close();
	}

}
