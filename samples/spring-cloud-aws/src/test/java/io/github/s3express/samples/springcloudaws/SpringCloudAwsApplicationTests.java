/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.springcloudaws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.test.autoconfigure.AutoConfigureS3Express;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as its users see it, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureS3Express
class SpringCloudAwsApplicationTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Autowired
	private S3ExpressLocalServer server;

	@Test
	void notesShouldBeWrittenReadListedAndSharedWithOneSession() throws Exception {
		HttpResponse<String> written = send(
				request("/notes/shopping").PUT(HttpRequest.BodyPublishers.ofString("Bread, cheese")));
		assertThat(written.statusCode()).as(written.body()).isEqualTo(204);
		assertThat(send(request("/notes/shopping")).body()).isEqualTo("Bread, cheese");
		assertThat(send(request("/notes")).body()).isEqualTo("[\"shopping\"]");
		String link = send(request("/notes/shopping/link")).body().replace("\"", "");
		assertThat(link).contains("X-Amz-S3session-Token=");
		assertThat(send(HttpRequest.newBuilder(URI.create(link))).body()).isEqualTo("Bread, cheese");
		assertThat(this.server.counters().count("CreateSession")).as("besides that of the start").isZero();
		assertThat(this.server.sessions().live()).hasSize(1);
	}

	@Test
	void noteWhenMissingShouldBeNotFound() throws Exception {
		assertThat(send(request("/notes/missing")).statusCode()).isEqualTo(404);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
