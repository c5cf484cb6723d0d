/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An application that stores an object, for tests that start it with a class path of
 * their own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StarterOnlyApplication {

	/**
	 * Stores an object and says so.
	 * @param args not used
	 */
	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(StarterOnlyApplication.class)
			.web(WebApplicationType.NONE)
			.run("--s3express.local.enabled=true", "--s3express.metrics.sdk.enabled=true",
					"--s3express.buckets.orders.name=orders--use1-az4--x-s3")) {
			System.out.println("actuator: " + isPresent("org.springframework.boot.actuate.endpoint.Access"));
			String eTag = context.getBean(S3Client.class)
				.putObject((put) -> put.bucket("orders--use1-az4--x-s3").key("key"), RequestBody.fromString("text"))
				.eTag();
			System.out.println("stored: " + (eTag != null));
		}
	}

	private static boolean isPresent(String name) {
		try {
			Class.forName(name);
			return true;
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

}
