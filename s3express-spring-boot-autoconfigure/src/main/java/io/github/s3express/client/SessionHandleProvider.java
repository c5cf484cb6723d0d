/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.identity.SdkIdentityProperty;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionPrincipal;

/**
 * Answers with a handle, at once for a request that uses its client's credentials. Only
 * credentials that come with a request, or from a provider that may answer by caller, are
 * resolved first, for they tell whose session it is.
 */
final class SessionHandleProvider implements IdentityProvider<S3ExpressSessionCredentials> {

	private final S3ExpressSessionManager manager;

	private final CreateSessionClients clients;

	private final ClientRoute route;

	private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

	private final @Nullable SessionPrincipal clientPrincipal;

	private final SessionHandles handles;

	/**
	 * Creates the provider for one request.
	 * @param manager makes keys
	 * @param clients learn of the request's client if it needs a session
	 * @param route where the client's requests go
	 * @param credentials the credentials that the request is made with
	 * @param clientPrincipal the principal of these credentials if they are the client's
	 * own, {@code null} if the request brought them
	 * @param handles takes the handle to where the first attempt begins
	 */
	SessionHandleProvider(S3ExpressSessionManager manager, CreateSessionClients clients, ClientRoute route,
			IdentityProvider<? extends AwsCredentialsIdentity> credentials, @Nullable SessionPrincipal clientPrincipal,
			SessionHandles handles) {
		this.manager = manager;
		this.clients = clients;
		this.route = route;
		this.credentials = credentials;
		this.clientPrincipal = clientPrincipal;
		this.handles = handles;
	}

	@Override
	public Class<S3ExpressSessionCredentials> identityType() {
		return S3ExpressSessionCredentials.class;
	}

	@Override
	public CompletableFuture<SessionHandle> resolveIdentity(ResolveIdentityRequest request) {
		CompletableFuture<SessionHandle> handle = principal(request)
			.thenApply((principal) -> handle(request, principal));
		this.handles.put(handle);
		return handle;
	}

	private CompletableFuture<SessionPrincipal> principal(ResolveIdentityRequest request) {
		if (this.clientPrincipal != null && this.clientPrincipal.isSameForAllCallers()) {
			return CompletableFuture.completedFuture(this.clientPrincipal);
		}
		return this.credentials.resolveIdentity(request).thenApply(SessionPrincipal::of);
	}

	private SessionHandle handle(ResolveIdentityRequest request, SessionPrincipal principal) {
		SessionTarget target = request.property(SessionTarget.PROPERTY);
		SessionKey key = key(target, principal);
		SdkClient client = request.property(SdkIdentityProperty.SDK_CLIENT);
		if (client != null && this.manager.getIfPresent(key) == null
				&& target.route().equals(this.route.usual(client))) {
			this.clients.offer(key.route(), client);
		}
		// Sessions of configured buckets are made with whatever the client's provider
		// gave then: they serve the callers that it gives the same.
		SessionKey shared = (this.clientPrincipal != null && this.clientPrincipal != principal)
				? key(target, this.clientPrincipal) : null;
		return new SessionHandle(key, shared, target.operation());
	}

	private SessionKey key(SessionTarget target, SessionPrincipal principal) {
		return this.manager.key(target.bucket(), target.operation(), principal, target.route());
	}

}
