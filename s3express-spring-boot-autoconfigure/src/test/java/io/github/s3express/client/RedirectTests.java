/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A service that answers with a redirect to another host.
 */
class RedirectTests {

	private final ClientFixture fixture = new ClientFixture();

	private final List<Headers> atRedirecting = new CopyOnWriteArrayList<>();

	private final List<Headers> atOtherHost = new CopyOnWriteArrayList<>();

	private volatile int status;

	private HttpServer redirecting;

	private HttpServer otherHost;

	@BeforeEach
	void start() throws IOException {
		this.otherHost = server(this.atOtherHost, 200, null);
		URI elsewhere = URI.create("http://localhost:%d/".formatted(this.otherHost.getAddress().getPort()));
		this.redirecting = server(this.atRedirecting, 0, elsewhere);
	}

	@AfterEach
	void stop() {
		this.redirecting.stop(0);
		this.otherHost.stop(0);
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 307, 308 })
	void sessionTokenShouldNeverBeSentToWhereARedirectPoints(int redirect) {
		this.status = redirect;
		URI endpoint = URI.create("http://127.0.0.1:" + this.redirecting.getAddress().getPort());
		S3ExpressClientCustomizer customizer = this.fixture.customizer(new S3ExpressEndpoints(endpoint, endpoint),
				true);
		S3ClientBuilder builder = S3Client.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials);
		customizer.customize(builder);
		try (S3Client client = builder.build();
				S3AsyncClient async = customizer.build(S3AsyncClient.builder()
					.region(this.fixture.region())
					.credentialsProvider(this.fixture.credentials))) {
			assertThat(
					catchThrowable(() -> client.getObjectAsBytes((get) -> get.bucket(ClientFixture.BUCKET).key("key"))))
				.isNotNull();
			assertThat(catchThrowable(() -> async
				.getObject((get) -> get.bucket(ClientFixture.BUCKET).key("key"), AsyncResponseTransformer.toBytes())
				.join())).isNotNull();
		}
		assertThat(this.atRedirecting).hasSizeGreaterThanOrEqualTo(2)
			.allSatisfy((headers) -> assertThat(headers).containsKey("X-amz-s3session-token"));
		assertThat(this.atOtherHost).isEmpty();
	}

	private HttpServer server(List<Headers> requests, int fixedStatus, URI location) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			requests.add(exchange.getRequestHeaders());
			if (location != null) {
				exchange.getResponseHeaders().set("Location", location.toString());
			}
			exchange.sendResponseHeaders((fixedStatus != 0) ? fixedStatus : this.status, -1);
			exchange.close();
		});
		server.start();
		return server;
	}

}
