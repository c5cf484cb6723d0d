/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.github.s3express.local.LocalServerTls;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the program reaches a service: certificates and time-outs.
 */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionOptionsTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	@TempDir
	Path folder;

	private static CliRun cli(S3ExpressLocalServer server) {
		return new CliRun().credentials(server.accessKeyId(), server.secretAccessKey())
			.environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
	}

	@Test
	void runWhenServiceHasCertificateOfItsOwnShouldTrustWhatIsNamed() throws IOException {
		LocalServerTls tls = LocalServerTls.generated();
		Path trusted = Files.writeString(this.folder.resolve("ca.pem"), tls.trustedPem());
		Path other = Files.writeString(this.folder.resolve("other.pem"), LocalServerTls.generated().trustedPem());
		Path config = Files.writeString(this.folder.resolve("config"), "[default]\nca_bundle = " + trusted + "\n");
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).tls(tls).start()) {
			assertRefused(cli(server).run("--bucket", BUCKET), server);
			assertRefused(cli(server).run("--bucket", BUCKET, "--ca-bundle", other.toString()), server);
			assertRefused(cli(server).environment("AWS_CA_BUNDLE", trusted.toString())
				.run("--bucket", BUCKET, "--ca-bundle", other.toString()), server);
			assertThat(server.counters().count("CreateSession")).isZero();
			List<CliRun.Result> results = List.of(
					cli(server).run("--bucket", BUCKET, "--ca-bundle", trusted.toString()),
					cli(server).environment("AWS_CA_BUNDLE", trusted.toString()).run("--bucket", BUCKET),
					cli(server).environment("AWS_CONFIG_FILE", config.toString()).run("--bucket", BUCKET),
					cli(server).run("--bucket", BUCKET, "--no-verify-ssl"));
			assertThat(results).allSatisfy((result) -> {
				assertThat(result.err()).isEmpty();
				assertThat(result.exitCode()).isZero();
			});
			assertThat(server.counters().count("CreateSession")).isEqualTo(results.size());
		}
	}

	private static void assertRefused(CliRun.Result result, S3ExpressLocalServer server) {
		assertThat(result.out()).isEmpty();
		assertThat(result.exitCode()).isEqualTo(ExitCode.GENERAL);
		assertThat(result.err())
			.startsWith("\nSSL validation failed for %s/%s?session ".formatted(server.endpoint(), BUCKET));
		assertThat(result.err().strip()).hasLineCount(1);
	}

	@Test
	void runWhenCaBundleHoldsNoCertificateShouldSaySo() throws IOException {
		Path file = Files.writeString(this.folder.resolve("text.pem"), "no certificate\n");
		CliRun.Result result = new CliRun().credentials("AKIAEXAMPLE", "secret")
			.run("--bucket", BUCKET, "--endpoint-url", "http://127.0.0.1:1", "--ca-bundle", file.toString());
		assertThat(result.err().strip())
			.isEqualTo("The CA bundle '%s' is not a PEM file of certificates".formatted(file));
		assertThat(result.exitCode()).isEqualTo(ExitCode.GENERAL);
	}

	@Test
	void runWhenServiceDoesNotAnswerShouldEndWithReadTimeout() throws IOException {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			server.faults().on("CreateSession").latency(Duration.ofMinutes(5));
			CliRun.Result result = cli(server).run("--bucket", BUCKET, "--cli-read-timeout", "1");
			assertThat(result.err().strip())
				.isEqualTo("Read timeout on endpoint URL: \"%s/%s?session\"".formatted(server.endpoint(), BUCKET));
			assertThat(result.exitCode()).isEqualTo(ExitCode.GENERAL);
		}
	}

	// The manager alone would call again after three seconds.
	@Test
	void runWhenServiceIsSlowShouldWaitAsLongAsReadTimeoutSays() throws IOException {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			server.faults().on("CreateSession").latency(Duration.ofSeconds(4));
			CliRun.Result result = cli(server).run("--bucket", BUCKET, "--cli-read-timeout", "60");
			assertThat(result.err()).isEmpty();
			assertThat(result.exitCode()).isZero();
			assertThat(server.counters().count("CreateSession")).isOne();
		}
	}

	// Where the queue of a socket is full, Linux lets who connects wait.
	@Test
	@EnabledOnOs(OS.LINUX)
	void runWhenServiceTakesNoConnectionShouldEndWithConnectTimeout() throws IOException {
		List<Socket> waiting = new ArrayList<>();
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fill(waiting, server);
			String endpoint = "http://127.0.0.1:" + server.getLocalPort();
			CliRun.Result result = new CliRun().credentials("AKIAEXAMPLE", "secret")
				.run("--bucket", BUCKET, "--endpoint-url", endpoint, "--cli-connect-timeout", "1");
			assertThat(result.err().strip())
				.isEqualTo("Connect timeout on endpoint URL: \"%s/%s?session\"".formatted(endpoint, BUCKET));
			assertThat(result.exitCode()).isEqualTo(ExitCode.GENERAL);
		}
		finally {
			for (Socket socket : waiting) {
				socket.close();
			}
		}
	}

	private static void fill(List<Socket> waiting, ServerSocket server) throws IOException {
		while (true) {
			Socket socket = new Socket();
			waiting.add(socket);
			try {
				socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 500);
			}
			catch (SocketTimeoutException ex) {
				return;
			}
		}
	}

	@Test
	void patienceShouldLieBehindTimeoutsOfHttpClient() {
		assertThat(Patience.of(2, 3)).isEqualTo(new Patience(Duration.ofSeconds(7), Duration.ofSeconds(23)));
		assertThat(Patience.of(0, 3)).isEqualTo(new Patience(Duration.ofHours(1), Duration.ofHours(1)));
		assertThat(Patience.of(2, 0)).isEqualTo(Patience.of(Integer.MAX_VALUE, Integer.MAX_VALUE));
	}

}
