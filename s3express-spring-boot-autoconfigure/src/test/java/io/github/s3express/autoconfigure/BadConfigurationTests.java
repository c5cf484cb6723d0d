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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application that is configured wrongly says before it ends.
 */
@ExtendWith(OutputCaptureExtension.class)
class BadConfigurationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
							s3express.buckets.logs.name=logs | s3express.buckets.logs.name is refused: 'logs' is not the name of a directory bucket: it must end in --x-s3
							s3express.buckets.logs.name=Logs--use1-az4--x-s3 | s3express.buckets.logs.name is refused: 'Logs--use1-az4--x-s3' is not the name of a directory bucket: its base 'Logs' may hold lower case letters
							s3express.buckets.logs.warm-up=true | s3express.buckets.logs.name is not set; set it to the directory bucket's name, for example logs--use1-az4--x-s3.
							s3express.buckets.logs.name=logs--euw1-az1--x-s3 | s3express.buckets.logs is logs--euw1-az1--x-s3 in zone euw1-az1, which is not in Region us-east-1; set s3express.buckets.logs.region (or s3express.region)
							s3express.session.mode=writable | s3express.session.mode is 'writable'
							s3express.session.mode=writable | write one of default, read-write, read-only, by-operation.
							s3express.session.create-timeout=soon | s3express.session.create-timeout is 'soon'
							s3express.session.create-timeout=0s | s3express.session.create-timeout is PT0S; make it a positive duration.
							s3express.session.expiry-threshold=80s | s3express.session.expiry-threshold is PT1M20S; make it shorter than refresh-before-expiry, PT1M15S.
							s3express.session.refresh-before-expiry=5m | s3express.session.refresh-before-expiry is PT5M; make it shorter than the longest life of a session, PT5M.
							s3express.session.refresh-jitter=2 | s3express.session.refresh-jitter is 2.0; make it a number from 0 to 1.
							s3express.session.retry.max-retries=-1 | s3express.session.retry.max-retries is -1; make it 0 or more.
							s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm=aws:kms:dsse | s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm is aws:kms:dsse; make it AES256 or aws:kms: directory buckets have no dual-layer encryption.
					s3express.buckets.logs--use1-az4--x-s3.encryption.algorithm=aws:kms | s3express.buckets.logs--use1-az4--x-s3.encryption.kms-key-id is not set; make it the id or ARN of the bucket's KMS key
					s3express.endpoint=not a url | s3express.endpoint is 'not a url'
							s3express.credentials.access-key-id=AKIA | s3express.credentials.secret-access-key is not set; set both access-key-id and secret-access-key, or neither.
							""")
	void startWhenPropertyIsWrongShouldSayWhichAndWhatToWrite(String property, String sentence, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--s3express.region=us-east-1", "--" + property));
		assertThat(output).contains("APPLICATION FAILED TO START").contains(sentence);
	}

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
