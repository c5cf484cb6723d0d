/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

/**
 * The server cannot listen on the port that it was given.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class LocalServerPortInUseException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String host;

	private final int port;

	LocalServerPortInUseException(String endpoint, String host, int port, Throwable cause) {
		super("The " + endpoint + " port " + port + " of the S3 Express local server cannot be bound on " + host
				+ ": it is in use or not permitted. Choose another port, or 0 for a free one.", cause);
		this.host = host;
		this.port = port;
	}

	/**
	 * The address that was to be bound.
	 * @return an IP address
	 */
	public String getHost() {
		return this.host;
	}

	/**
	 * The port that was to be bound.
	 * @return a port number
	 */
	public int getPort() {
		return this.port;
	}

}
