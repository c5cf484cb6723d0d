/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.program;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The command line, and the lines that the program prints.
 *
 * @author The S3 Express Spring Boot authors
 */
class LocalServerOptionsTests {

	private static final String BUCKET = "demo--use1-az4--x-s3";

	@Test
	void optionsShouldMakeTheServer() {
		LocalServerOptions options = LocalServerOptions.parse(List.of("--bucket", BUCKET, "--region=eu-north-1",
				"--access-key-id", "AKIAX", "--secret-access-key", "secret", "--session-lifetime", "90s"));
		try (S3ExpressLocalServer server = options.builder().start()) {
			assertThat(server.region()).isEqualTo("eu-north-1");
			assertThat(server.accessKeyId()).isEqualTo("AKIAX");
			URI endpoint = server.endpoint();
			assertThat(UsageHints.of(server, options.bucket()))
				.startsWith("export AWS_ACCESS_KEY_ID=AKIAX\n"
						+ "export AWS_SECRET_ACCESS_KEY=secret\nexport AWS_REGION=eu-north-1\n")
				.contains("export AWS_ENDPOINT_URL_S3=" + endpoint)
				.contains("s3://" + BUCKET + "/")
				.doesNotContain("%{");
		}
	}

	@Test
	void helpShouldBeRecognised() {
		assertThat(LocalServerOptions.parse(List.of("--help")).isHelp()).isTrue();
	}

	@Test
	void credentialsShouldBeRandomUnlessGiven() {
		try (S3ExpressLocalServer one = S3ExpressLocalServer.builder().start();
				S3ExpressLocalServer two = S3ExpressLocalServer.builder().start()) {
			assertThat(one.accessKeyId()).isNotEqualTo(two.accessKeyId());
			assertThat(one.secretAccessKey()).hasSize(40).isNotEqualTo(two.secretAccessKey());
		}
	}

	@ParameterizedTest
	@CsvSource({ "--port,x,--port", "--port,70000,70000", "--bucket,plain,'plain'", "--session-lifetime,soon,'soon'",
			"--session-lifetime,0,1 s", "--access-key-id,AKIAX,--secret-access-key", "--colour,blue,--colour",
			"--region,US East,US East" })
	void wrongOptionShouldBeNamed(String option, String value, String mentioned) {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalServerOptions.parse(List.of(option, value)))
			.withMessageContaining(mentioned);
	}

	@Test
	void optionWithoutValueShouldBeNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalServerOptions.parse(List.of("--port")))
			.withMessageContaining("--port");
	}

}
