/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.program;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.s3express.local.LocalServerTls;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the program writes and prints so that clients trust it, and its options for TLS.
 *
 * @author The S3 Express Spring Boot authors
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TrustFilesTests {

	@TempDir
	private Path directory;

	@Test
	void trustLinesShouldNameFilesThatClientsCanUse() throws Exception {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().tls(LocalServerTls.generated()).start()) {
			TrustFiles files = TrustFiles.write(server.tls(), this.directory.resolve("tls"));
			assertThat(UsageHints.of(files)).contains("export AWS_CA_BUNDLE=" + files.pem() + "\n")
				.contains("export NODE_EXTRA_CA_CERTS=" + files.pem() + "\n")
				.contains("-Djavax.net.ssl.trustStore=" + files.store())
				.doesNotContain("%{");
			HttpClient client = HttpClient.newBuilder().sslContext(trusting(files.store())).build();
			HttpRequest unsigned = HttpRequest.newBuilder(server.endpoint()).build();
			assertThat(client.send(unsigned, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
			assertThat(files.pem()).content().doesNotContain("PRIVATE").startsWith("-----BEGIN CERTIFICATE-----");
		}
	}

	@Test
	void optionsShouldTurnItOn() {
		try (S3ExpressLocalServer started = LocalServerOptions.parse(List.of("--tls", "--port", "0"))
			.builder()
			.start()) {
			assertThat(started.endpoint().getScheme()).isEqualTo("https");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> LocalServerOptions.parse(List.of("--tls-certificate", "a.pem")))
			.withMessageContaining("--tls-private-key");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> LocalServerOptions.parse(List.of("--tls-certificate", "a.pem", "--tls-private-key", "b.pem")))
			.withMessageContaining("a.pem");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> LocalServerOptions.parse(List.of("--tls-trust-directory", "x")))
			.withMessageContaining("--tls");
	}

	private static SSLContext trusting(Path file) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, TrustFiles.PASSWORD.toCharArray());
		}
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(store);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, factory.getTrustManagers(), null);
		return context;
	}

}
