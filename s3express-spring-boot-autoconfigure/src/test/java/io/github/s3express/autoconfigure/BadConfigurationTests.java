/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application that is configured wrongly says before it ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadConfigurationTests {

	@Test
	void startWhenTwoIdsAreOneBucketShouldNameBoth(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--s3express.region=us-east-1",
				"--s3express.buckets.a.name=logs--use1-az4--x-s3", "--s3express.buckets.b.name=logs--use1-az4--x-s3"));
		assertThat(output)
			.contains("s3express.buckets.a and s3express.buckets.b are both the bucket logs--use1-az4--x-s3");
	}

	@Test
	void startWhenPortIsInUseShouldNameIt(CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			int port = taken.getLocalPort();
			assertThatException()
				.isThrownBy(() -> start("--s3express.local.enabled=true", "--s3express.local.port=" + port));
			assertThat(output).contains("s3express.local.port is " + port + ", but that port of 127.0.0.1 is in use");
		}
	}

	@Test
	void startWhenRequiredSessionCannotBeMadeShouldSayWhy(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--s3express.region=us-east-1",
				"--s3express.endpoint=http://127.0.0.1:9", "--s3express.credentials.access-key-id=AKIA",
				"--s3express.credentials.secret-access-key=very-secret", "--s3express.session.retry.max-retries=0",
				"--s3express.buckets.logs.name=logs--use1-az4--x-s3", "--s3express.buckets.logs.required=true"));
		assertThat(output)
			.contains("s3express.buckets.logs.required is true, but there is no session for " + "logs--use1-az4--x-s3")
			.contains("set s3express.buckets.logs.required to false")
			.doesNotContain("very-secret");
	}

	private static void start(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(arguments).close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
			S3ExpressLocalServerAutoConfiguration.class })
	static class Application {

	}

}
