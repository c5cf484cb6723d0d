/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends bytes to a server and reads one answer: no client library tidies up in between.
 *
 * @author The S3 Express Spring Boot authors
 */
final class RawHttp {

	private RawHttp() {
	}

	static Answer send(URI endpoint, byte[] request) throws IOException {
		try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request);
			socket.getOutputStream().flush();
			boolean head = request.length > 4 && request[0] == 'H' && request[1] == 'E';
			return read(socket.getInputStream(), head);
		}
	}

	static Answer send(URI endpoint, String request) throws IOException {
		return send(endpoint, request.getBytes(StandardCharsets.ISO_8859_1));
	}

	static Answer read(InputStream in) throws IOException {
		return read(in, false);
	}

	static Answer read(InputStream in, boolean headOnly) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
			int b = in.read();
			if (b < 0) {
				return new Answer(0, Map.of(), new byte[0]);
			}
			head.write(b);
		}
		String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n");
		Map<String, String> headers = new LinkedHashMap<>();
		for (int i = 1; i < lines.length; i++) {
			int colon = lines[i].indexOf(':');
			headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
		}
		int status = Integer.parseInt(lines[0].split(" ")[1]);
		int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
		byte[] body = in.readNBytes(length);
		return new Answer(status, headers, body);
	}

	// An answer; status 0 if the server closed the connection without one.
	record Answer(int status, Map<String, String> headers, byte[] body) {

		String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

		String code() {
			return element("Code");
		}

		String element(String name) {
			Matcher matcher = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL).matcher(text());
			return matcher.find() ? matcher.group(1) : "";
		}

		@Override
		public String toString() {
			return this.status + " " + this.headers + " " + text();
		}

	}

}
