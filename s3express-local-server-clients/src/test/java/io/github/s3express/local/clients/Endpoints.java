/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Sends a Java client to the local server's two endpoints: with {@code endpointOverride}
 * the SDK would sign bucket operations with sessions.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Endpoints implements S3EndpointProvider {

	private final S3ExpressLocalServer server;

	private final S3EndpointProvider provider = S3EndpointProvider.defaultProvider();

	Endpoints(S3ExpressLocalServer server) {
		this.server = server;
	}

	@Override
	public CompletableFuture<Endpoint> resolveEndpoint(S3EndpointParams params) {
		return this.provider.resolveEndpoint(params).thenApply(this::rewrite);
	}

	private Endpoint rewrite(Endpoint endpoint) {
		String host = endpoint.url().getHost();
		if (host.startsWith("s3express-control.")) {
			return endpoint.toBuilder()
				.url(URI.create(this.server.controlEndpoint() + endpoint.url().getRawPath()))
				.build();
		}
		String bucket = host.substring(0, host.indexOf('.'));
		return endpoint.toBuilder().url(URI.create(this.server.endpoint() + "/" + bucket)).build();
	}

}
