/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Compares the recordings with the AWS CLI itself where this machine has it. To record
 * again, set the system property {@code create-session.record}.
 */
@DisabledForJreRange(min = JRE.JAVA_18, disabledReason = "The AWS CLI does not depend on the JDK")
class AwsCliRecordingTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@EnumSource
	void recordingWhenAwsCliIsHereShouldBeWhatItPrints(AwsCli cli) throws Exception {
		assumeThat(cli.isPresent()).isTrue();
		try (AnswerServer answers = new AnswerServer();
				S3ExpressLocalServer server = S3ExpressLocalServer.builder()
					.region("us-east-1")
					.bucket(AnswerServer.BUCKET)
					.start()) {
			List<AwsCli.Outcome> real = new ArrayList<>(cli.run(Comparisons.answers(cli), answers.endpoint(),
					List.of("AKIAEXAMPLE", "secret"), this.folder));
			real.addAll(cli.run(Comparisons.errors(cli), server.endpoint().toString(),
					List.of(server.accessKeyId(), server.secretAccessKey()), this.folder));
			if (System.getProperty("create-session.record") != null) {
				cli.record(real);
			}
			assertThat(cli.recorded()).isEqualTo(real);
		}
	}

}
