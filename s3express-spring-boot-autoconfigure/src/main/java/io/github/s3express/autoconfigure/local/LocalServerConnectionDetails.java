/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.local.LocalServerTls;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The way to a local server that runs in the same process: the one that
 * {@code s3express.local.enabled} starts, that of a test, or one that an application
 * starts by itself.
 */
public class LocalServerConnectionDetails implements S3ExpressConnectionDetails {

	private final S3ExpressLocalServer server;

	private final AwsCredentialsProvider credentials;

	/**
	 * Creates an instance.
	 * @param server the server, started
	 */
	public LocalServerConnectionDetails(S3ExpressLocalServer server) {
		this.server = server;
		this.credentials = StaticCredentialsProvider
			.create(AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey()));
	}

	@Override
	public @Nullable URI getEndpoint() {
		return this.server.endpoint();
	}

	@Override
	public @Nullable URI getControlEndpoint() {
		return this.server.controlEndpoint();
	}

	@Override
	public @Nullable String getRegion() {
		return this.server.region();
	}

	@Override
	public @Nullable AwsCredentialsProvider getCredentialsProvider() {
		return this.credentials;
	}

	// The clients of this application trust the server without being told.
	@Override
	public @Nullable SslBundle getSslBundle() {
		LocalServerTls tls = this.server.tls();
		return (tls != null) ? SslBundle.of(SslStoreBundle.of(null, null, tls.trustStore())) : null;
	}

	@Override
	public boolean isLocal() {
		return true;
	}

}
