/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;

/**
 * Answers with a handle, at once for a request that uses its client's credentials. Only
 * credentials that come with a request are resolved first, for they tell whose session it
 * is.
 */
final class SessionHandleProvider implements IdentityProvider<S3ExpressSessionCredentials> {

	private final S3ExpressSessionManager manager;

	private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

	private final @Nullable SessionPrincipal clientPrincipal;

	/**
	 * Creates the provider for one request.
	 * @param manager makes keys
	 * @param credentials the credentials that the request is made with
	 * @param clientPrincipal the principal of these credentials if they are the client's
	 * own, {@code null} if the request brought them
	 */
	SessionHandleProvider(S3ExpressSessionManager manager,
			IdentityProvider<? extends AwsCredentialsIdentity> credentials,
			@Nullable SessionPrincipal clientPrincipal) {
		this.manager = manager;
		this.credentials = credentials;
		this.clientPrincipal = clientPrincipal;
	}

	@Override
	public Class<S3ExpressSessionCredentials> identityType() {
		return S3ExpressSessionCredentials.class;
	}

	@Override
	public CompletableFuture<S3ExpressSessionCredentials> resolveIdentity(ResolveIdentityRequest request) {
		String bucket = request.property(SessionAuthSchemeProvider.BUCKET);
		String operation = request.property(SessionAuthSchemeProvider.OPERATION);
		if (this.clientPrincipal != null) {
			return CompletableFuture.completedFuture(handle(bucket, operation, this.clientPrincipal));
		}
		return this.credentials.resolveIdentity(request)
			.thenApply((identity) -> handle(bucket, operation, SessionPrincipal.of(this.credentials, identity)));
	}

	private S3ExpressSessionCredentials handle(String bucket, String operation, SessionPrincipal principal) {
		return new SessionHandle(this.manager.key(bucket, operation, principal));
	}

}
