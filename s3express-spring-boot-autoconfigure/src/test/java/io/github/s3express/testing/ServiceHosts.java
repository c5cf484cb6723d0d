/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Plays the network between a client and the service's hosts: a request goes over a
 * socket, as it was signed, to the local server that stands for its host.
 */
public class ServiceHosts implements SdkHttpClient {

	private final Function<String, URI> servers;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	public ServiceHosts(Function<String, URI> servers) {
		this.servers = servers;
	}

	/**
	 * The requests that passed.
	 * @return method, host and query of each
	 */
	public List<String> requests() {
		return this.requests;
	}

	/**
	 * The hosts that were asked for sessions.
	 * @return the hosts, in the order of the requests
	 */
	public List<String> createSessionHosts() {
		return this.requests.stream()
			.filter((request) -> request.endsWith(" session"))
			.map((request) -> request.split(" ")[1])
			.toList();
	}

	@Override
	public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
		return new ExecutableHttpRequest() {

			@Override
			public HttpExecuteResponse call() throws IOException {
				return send(request);
			}

			@Override
			public void abort() {
			}

		};
	}

	private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
		SdkHttpRequest http = request.httpRequest();
		this.requests.add(http.method() + " " + http.host() + " " + http.encodedQueryParameters().orElse("-"));
		URI server = this.servers.apply(http.host());
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			String query = http.encodedQueryParameters().map((parameters) -> "?" + parameters).orElse("");
			out.write((http.method() + " " + (http.encodedPath().isEmpty() ? "/" : http.encodedPath()) + query
					+ " HTTP/1.1\r\nConnection: close\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			for (String name : http.headers().keySet()) {
				out.write((name + ": " + http.firstMatchingHeader(name).orElseThrow() + "\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			}
			out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
			if (request.contentStreamProvider().isPresent()) {
				out.write(request.contentStreamProvider().get().newStream().readAllBytes());
			}
			socket.getOutputStream().write(out.toByteArray());
			return answer(socket.getInputStream().readAllBytes(), http);
		}
	}

	private static HttpExecuteResponse answer(byte[] bytes, SdkHttpRequest request) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		int end = text.indexOf("\r\n\r\n");
		String[] lines = text.substring(0, end).split("\r\n");
		SdkHttpResponse.Builder response = SdkHttpResponse.builder()
			.statusCode(Integer.parseInt(lines[0].split(" ")[1]));
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			response.appendHeader(lines[i].substring(0, colon), lines[i].substring(colon + 1).trim());
		}
		InputStream body = new ByteArrayInputStream(bytes, end + 4, bytes.length - end - 4);
		return HttpExecuteResponse.builder()
			.response(response.build())
			.responseBody(AbortableInputStream.create(body))
			.build();
	}

	@Override
	public String clientName() {
		return "ServiceHosts";
	}

	@Override
	public void close() {
	}

}
