/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;

/**
 * The S3 Express auth scheme of one client, with the manager's sessions instead of a
 * cache of its own.
 */
final class SessionAuthScheme implements S3ExpressAuthScheme {

	private final S3ExpressSessionManager manager;

	private final CreateSessionClients clients;

	private final ClientRoute route;

	private final SessionPrincipal clientPrincipal;

	private final SessionHandles handles;

	private final HttpSigner<S3ExpressSessionCredentials> signer;

	SessionAuthScheme(S3ExpressSessionManager manager, CreateSessionClients clients, ClientRoute route,
			SessionPrincipal clientPrincipal, SessionHandles handles) {
		this.manager = manager;
		this.clients = clients;
		this.route = route;
		this.clientPrincipal = clientPrincipal;
		this.handles = handles;
		this.signer = new SessionSigner(manager);
	}

	@Override
	public String schemeId() {
		return SCHEME_ID;
	}

	@Override
	public IdentityProvider<S3ExpressSessionCredentials> identityProvider(IdentityProviders providers) {
		IdentityProvider<AwsCredentialsIdentity> credentials = providers.identityProvider(AwsCredentialsIdentity.class);
		if (credentials == null) {
			throw new IllegalStateException(
					"The S3 client has no credentials provider; set one with credentialsProvider(...) on its builder");
		}
		return new SessionHandleProvider(this.manager, this.clients, this.route, credentials, principalOf(credentials),
				this.handles);
	}

	private @Nullable SessionPrincipal principalOf(IdentityProvider<AwsCredentialsIdentity> credentials) {
		return (credentials == this.clientPrincipal.credentials()) ? this.clientPrincipal : null;
	}

	@Override
	public HttpSigner<S3ExpressSessionCredentials> signer() {
		return this.signer;
	}

}
