/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Kills writers of a log, has the next one continue it, and verifies the log. With
 * {@code --log.role=writer} it is such a writer.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LogApplication {

	/**
	 * Starts the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(LogApplication.class, args);
	}

}
