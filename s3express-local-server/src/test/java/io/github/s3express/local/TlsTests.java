/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.TlsTrustManagersProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A server that speaks TLS: SDK clients that trust it, one that does not, and one that
 * speaks plain HTTP.
 *
 * @author The S3 Express Spring Boot authors
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TlsTests {

	private S3ExpressLocalServer server;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder().bucket(TestClients.BUCKET).tls(LocalServerTls.generated()).start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void clientThatTrustsTheCertificateShouldBeServed() throws Exception {
		assertThat(this.server.endpoint().getScheme()).isEqualTo("https");
		assertThat(this.server.controlEndpoint().getScheme()).isEqualTo("https");
		// More than the records of TLS and the buffers hold.
		byte[] body = new byte[3 * 1024 * 1024];
		new Random(1).nextBytes(body);
		try (S3Client client = client(this.server.tls().trustStore())) {
			client.putObject((put) -> put.bucket(TestClients.BUCKET).key("a"), RequestBody.fromBytes(body));
			assertThat(client.getObjectAsBytes((get) -> get.bucket(TestClients.BUCKET).key("a")).asByteArray())
				.isEqualTo(body);
		}
		assertThat(this.server.counters().count("CreateSession")).isEqualTo(1);
	}

	@Test
	void asyncClientThatTrustsTheCertificateShouldBeServed() {
		try (S3AsyncClient client = S3AsyncClient.builder()
			.endpointOverride(this.server.endpoint())
			.region(TestClients.region(this.server))
			.credentialsProvider(TestClients.credentials(this.server))
			.httpClientBuilder(
					NettyNioAsyncHttpClient.builder().tlsTrustManagersProvider(trust(this.server.tls().trustStore())))
			.build()) {
			client.putObject((put) -> put.bucket(TestClients.BUCKET).key("a"), AsyncRequestBody.fromString("hello"))
				.join();
			assertThat(client
				.getObject((get) -> get.bucket(TestClients.BUCKET).key("a"), AsyncResponseTransformer.toBytes())
				.join()
				.asUtf8String()).isEqualTo("hello");
		}
	}

	@Test
	void clientThatTrustsAnotherServerShouldBeFailed() {
		try (S3Client client = client(LocalServerTls.generated().trustStore())) {
			assertThatException().isThrownBy(() -> client.headBucket((head) -> head.bucket(TestClients.BUCKET)))
				.withRootCauseInstanceOf(Exception.class)
				.havingCause()
				.isInstanceOf(SSLException.class);
		}
		assertThat(this.server.counters().total()).isZero();
	}

	@Test
	void plainHttpShouldBeToldSo() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.server.endpoint().getPort())) {
			socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 400 ")
				.contains("https://");
		}
	}

	private S3Client client(KeyStore trusted) {
		return TestClients.sync(this.server, (builder) -> builder
			.httpClientBuilder(Apache5HttpClient.builder().tlsTrustManagersProvider(trust(trusted))));
	}

	private static TlsTrustManagersProvider trust(KeyStore store) {
		return () -> {
			try {
				TrustManagerFactory factory = TrustManagerFactory
					.getInstance(TrustManagerFactory.getDefaultAlgorithm());
				factory.init(store);
				return factory.getTrustManagers();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

}
