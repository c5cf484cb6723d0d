/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.springcloudaws;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Keeps notes in a directory bucket. Nothing in it knows of sessions: Spring Cloud AWS is
 * used as it would be with any bucket.
 */
@SpringBootApplication
public class SpringCloudAwsApplication {

	/**
	 * Runs the application.
	 * @param args properties, as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(SpringCloudAwsApplication.class, args);
	}

}
