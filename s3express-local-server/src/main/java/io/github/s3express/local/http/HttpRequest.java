/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.InputStream;
import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * One request. Path and query are as sent, not decoded: signatures are made over them.
 *
 * @param method the method
 * @param rawPath the path, beginning with a slash
 * @param rawQuery the query without its question mark, {@code null} if there is none
 * @param headers the headers
 * @param contentLength the length of the body in bytes, -1 if the body is chunked
 * @param peer who sent it
 * @param body the body; at its end it returns -1, if the client breaks off it throws
 * @author The S3 Express Spring Boot authors
 */
public record HttpRequest(String method, String rawPath, @Nullable String rawQuery, HttpHeaders headers,
		long contentLength, Peer peer, InputStream body) {

	/**
	 * The other end of the connection.
	 *
	 * @param address its address
	 * @param secure whether it speaks TLS
	 */
	public record Peer(InetAddress address, boolean secure) {

	}

}
