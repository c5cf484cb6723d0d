/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;

/**
 * Answers requests. Called on the thread of the connection.
 *
 * @author The S3 Express Spring Boot authors
 */
public interface HttpHandler {

	/**
	 * Answers one request.
	 * @param request the request, its body not yet read
	 * @param response where the answer goes
	 * @throws IOException if the client went away or the connection is to be closed
	 */
	void handle(HttpRequest request, HttpResponse response) throws IOException;

	/**
	 * Answers what could not be parsed as a request.
	 * @param problem what is wrong with it
	 * @param response where the answer goes
	 * @throws IOException if the client went away
	 */
	void reject(HttpException problem, HttpResponse response) throws IOException;

}
