/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Credentials of the application, for clients that live shorter than it. A client of the
 * SDK closes the provider that it was built with, whoever else has it.
 *
 * @param delegate the application's provider
 */
record LentCredentials(IdentityProvider<? extends AwsCredentialsIdentity> delegate)
		implements
			IdentityProvider<AwsCredentialsIdentity> {

	@Override
	public Class<AwsCredentialsIdentity> identityType() {
		return AwsCredentialsIdentity.class;
	}

	@Override
	public CompletableFuture<? extends AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
		return this.delegate.resolveIdentity(request);
	}

}
