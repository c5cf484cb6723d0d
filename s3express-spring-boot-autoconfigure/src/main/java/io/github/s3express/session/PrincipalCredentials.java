/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * The credentials that make a session. Fails when a request's provider has turned to
 * somebody else since the request was made, so that no session is made for one principal
 * and kept for another.
 */
final class PrincipalCredentials implements IdentityProvider<AwsCredentialsIdentity> {

	private final SessionKey key;

	PrincipalCredentials(SessionKey key) {
		this.key = key;
	}

	@Override
	public Class<AwsCredentialsIdentity> identityType() {
		return AwsCredentialsIdentity.class;
	}

	@Override
	public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
		return this.key.principal()
			.credentials()
			.resolveIdentity(request)
			.thenApply(Function.<AwsCredentialsIdentity>identity())
			.thenApply(this::check);
	}

	private AwsCredentialsIdentity check(AwsCredentialsIdentity identity) {
		if (!this.key.principal().admits(identity)) {
			throw S3ExpressSessionException.lasting(this.key,
					"No session for %s: the request's credentials provider now gives other credentials than for the request"
						.formatted(this.key.bucket()),
					null);
		}
		return identity;
	}

}
