/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * One way to have sessions, with a server of its own.
 */
interface Contender extends AutoCloseable {

	S3ExpressLocalServer server();

	S3Client newClient();

	S3AsyncClient newAsyncClient();

	S3Presigner newPresigner();

	/**
	 * Does for a bucket what an application that has it configured does while it starts.
	 * @param bucket the bucket
	 */
	void warmUp(String bucket);

	default long sessionsMade() {
		return server().counters().count("CreateSession");
	}

	@Override
	void close();

}
