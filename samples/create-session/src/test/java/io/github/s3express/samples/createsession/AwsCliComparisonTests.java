/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the program with recordings of the AWS CLI, byte for byte.
 */
class AwsCliComparisonTests {

	private static AnswerServer answers;

	private static S3ExpressLocalServer server;

	@BeforeAll
	static void start() throws IOException {
		answers = new AnswerServer();
		server = S3ExpressLocalServer.builder().region("us-east-1").bucket(AnswerServer.BUCKET).start();
	}

	@AfterAll
	static void stop() {
		answers.close();
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void runWhenServiceAnswersShouldPrintWhatAwsCliPrints(AwsCli cli) throws IOException {
		List<List<String>> cases = Comparisons.answers(cli);
		List<AwsCli.Outcome> recorded = cli.recorded().subList(0, cases.size());
		List<String> differences = new ArrayList<>();
		for (AwsCli.Outcome outcome : recorded) {
			CliRun.Result result = new CliRun().credentials("AKIAEXAMPLE", "secret")
				.environment("AWS_ENDPOINT_URL_S3", answers.endpoint())
				.run(outcome.arguments().toArray(String[]::new));
			if (!result.out().equals(outcome.out()) || result.exitCode() != outcome.exitCode()) {
				differences.add("%s%n--- aws %d%n%s%n--- here %d%n%s%s".formatted(outcome.arguments(),
						outcome.exitCode(), outcome.out(), result.exitCode(), result.out(), result.err()));
			}
		}
		assertThat(differences).isEmpty();
		assertThat(recorded).extracting(AwsCli.Outcome::arguments).isEqualTo(cases);
	}

	@ParameterizedTest
	@EnumSource
	void runWhenServiceIsAskedShouldSendWhatAwsCliSends(AwsCli cli) throws IOException {
		List<List<String>> cases = Comparisons.requests(cli);
		try (AnswerServer asked = new AnswerServer()) {
			for (List<String> arguments : cases) {
				CliRun.Result result = new CliRun().credentials("AKIAEXAMPLE", "secret")
					.environment("AWS_ENDPOINT_URL_S3", asked.endpoint())
					.run(arguments.toArray(String[]::new));
				assertThat(result.exitCode()).as(result.err()).isZero();
			}
			assertThat(AwsCli.Request.of(cases, asked.requests())).isEqualTo(cli.recordedRequests());
		}
	}

	@ParameterizedTest
	@EnumSource
	void runWhenSomethingIsWrongShouldSayWhatAwsCliSays(AwsCli cli) throws IOException {
		List<AwsCli.Outcome> recorded = cli.recorded();
		List<String> said = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		for (AwsCli.Outcome outcome : recorded.subList(Comparisons.answers(cli).size(), recorded.size())) {
			CliRun.Result result = new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
				.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
				.run(outcome.arguments().toArray(String[]::new));
			assertThat(result.out()).isEmpty();
			assertThat(result.exitCode()).as(result.err()).isBetween(252, 255);
			said.add(codeOf(cli, result.exitCode()) + result.err().strip());
			expected.add(codeOf(cli, outcome.exitCode()) + sentence(outcome.err()));
		}
		assertThat(said).isEqualTo(expected);
	}

	// Version 1 knows fewer exit codes.
	private static String codeOf(AwsCli cli, int exitCode) {
		return (cli == AwsCli.VERSION_2) ? exitCode + " " : "";
	}

	// Without the usage that it prints before, the program's name, and how often it was
	// told to try.
	private static String sentence(String all) {
		String err = all.replace(" (reached max retries: 0)", "");
		List<String> lines = Arrays.stream(err.strip().split("\n")).toList();
		String last = lines.get(lines.size() - 1).replaceFirst("^[a-z.-]+: error: ", "");
		return err.contains("usage:") ? last : err.strip();
	}

}
