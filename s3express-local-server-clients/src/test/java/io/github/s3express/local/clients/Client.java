/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.util.Map;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * A client that calls the operations of the table.
 *
 * @author The S3 Express Spring Boot authors
 */
interface Client {

	/** The bucket that is there. */
	String BUCKET = "clients--use1-az4--x-s3";

	/** The bucket that CreateBucket makes. */
	String NEW_BUCKET = "new--use1-az4--x-s3";

	// Whether this machine has the client.
	boolean isAvailable();

	/**
	 * Calls all operations that the client has.
	 * @return by operation {@link ClientTable#YES} or what went wrong
	 */
	Map<String, String> run(S3ExpressLocalServer server) throws Exception;

}
