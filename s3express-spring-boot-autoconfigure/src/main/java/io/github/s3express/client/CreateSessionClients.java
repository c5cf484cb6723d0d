/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.SessionRoute;

/**
 * The clients that make sessions, one for each route. An application may define its own
 * bean of this type.
 */
@FunctionalInterface
public interface CreateSessionClients {

	/**
	 * The client that calls CreateSession on a route.
	 * @param route where the session is to be made
	 * @return a client that does not retry, because the session manager does, and that
	 * nobody but the owner of these clients closes
	 */
	S3Client client(SessionRoute route);

	/**
	 * Learns of a client that needs a session on a route. Does nothing unless overridden.
	 * @param route where the client's requests go
	 * @param client an {@code S3Client} or {@code S3AsyncClient}; may be closed any
	 * moment, and must not be kept from being collected
	 */
	default void offer(SessionRoute route, SdkClient client) {
	}

}
