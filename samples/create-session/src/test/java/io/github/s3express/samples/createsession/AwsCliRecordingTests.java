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
	void recordingWhenAwsCliIsHereShouldBeWhatItDoes(AwsCli cli) throws Exception {
		assumeThat(cli.isPresent()).isTrue();
		try (AnswerServer answers = new AnswerServer();
				S3ExpressLocalServer server = S3ExpressLocalServer.builder()
					.region("us-east-1")
					.bucket(AnswerServer.BUCKET)
					.start()) {
			// First those of which each sends one request.
			List<List<String>> requests = Comparisons.requests(cli);
			List<List<String>> lines = new ArrayList<>(requests);
			lines.addAll(Comparisons.answers(cli));
			List<AwsCli.Outcome> real = cli.run(lines, answers.endpoint(), List.of("AKIAEXAMPLE", "secret"),
					this.folder);
			assertThat(real).allSatisfy((outcome) -> assertThat(outcome.exitCode()).as(outcome.err()).isZero());
			List<AwsCli.Request> sent = AwsCli.Request.of(requests, answers.requests().subList(0, requests.size()));
			List<AwsCli.Outcome> printed = new ArrayList<>(real.subList(requests.size(), real.size()));
			printed.addAll(cli.run(Comparisons.errors(cli), server.endpoint().toString(),
					List.of(server.accessKeyId(), server.secretAccessKey()), this.folder));
			if (System.getProperty("create-session.record") != null) {
				cli.record(printed);
				cli.recordRequests(sent);
			}
			assertThat(cli.recorded()).isEqualTo(printed);
			assertThat(cli.recordedRequests()).isEqualTo(sent);
		}
	}

}
