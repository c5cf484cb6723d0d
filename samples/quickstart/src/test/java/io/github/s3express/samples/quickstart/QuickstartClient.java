/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Supplier;

/**
 * Calls the running application over HTTP.
 */
class QuickstartClient {

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI root;

	QuickstartClient(int port) {
		this.root = URI.create("http://127.0.0.1:" + port);
	}

	HttpResponse<String> send(String method, String path, String... headers) throws Exception {
		return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
	}

	HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
			throws Exception {
		return this.http.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
	}

	HttpResponse<InputStream> open(String path) throws Exception {
		return this.http.send(request("GET", path, HttpRequest.BodyPublishers.noBody()),
				HttpResponse.BodyHandlers.ofInputStream());
	}

	/**
	 * A body of unknown length, which goes out in chunks.
	 */
	static HttpRequest.BodyPublisher chunked(Supplier<InputStream> content) {
		return HttpRequest.BodyPublishers.ofInputStream(content);
	}

	/**
	 * A body that announces its length.
	 */
	static HttpRequest.BodyPublisher sized(Supplier<InputStream> content, long size) {
		return HttpRequest.BodyPublishers.fromPublisher(chunked(content), size);
	}

	private HttpRequest request(String method, String path, HttpRequest.BodyPublisher body, String... headers)
			throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.root.resolve(path)).method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return request.build();
	}

}
