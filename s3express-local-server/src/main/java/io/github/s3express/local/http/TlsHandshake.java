/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

/**
 * Turns a connection into one of TLS, on the connection's own thread. A client that
 * speaks plain HTTP is told so, in plain HTTP.
 *
 * @author The S3 Express Spring Boot authors
 */
final class TlsHandshake {

	/** The first byte of TLS (RFC 8446 section 5.1). */
	private static final int HANDSHAKE = 0x16;

	private static final String PLAIN = "This port speaks TLS; write https:// before its address.";

	private TlsHandshake() {
	}

	static Socket accept(Socket socket, SSLContext context) throws IOException {
		int first = socket.getInputStream().read();
		if (first != HANDSHAKE) {
			if (first >= 0) {
				refuse(socket);
			}
			throw new IOException("The client does not speak TLS.");
		}
		byte[] consumed = { (byte) first };
		return context.getSocketFactory().createSocket(socket, new ByteArrayInputStream(consumed), true);
	}

	private static void refuse(Socket socket) throws IOException {
		String xml = "<Error><Code>InvalidRequest</Code><Message>" + PLAIN + "</Message></Error>";
		socket.getOutputStream()
			.write(("HTTP/1.1 400 Bad Request\r\nContent-Type: application/xml\r\nConnection: close\r\nContent-Length: "
					+ xml.length() + "\r\n\r\n" + xml)
				.getBytes(StandardCharsets.US_ASCII));
		HttpConnection.linger(socket);
	}

}
