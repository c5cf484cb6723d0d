/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionPrincipal;

/**
 * The credentials that make a session, and what they resolved to.
 */
final class PrincipalCredentials implements IdentityProvider<AwsCredentialsIdentity> {

	private final SessionKey key;

	private final Duration atMost;

	private volatile @Nullable AwsCredentialsIdentity identity;

	private volatile @Nullable SessionPrincipal maker;

	/**
	 * Creates the credentials.
	 * @param key what the session is for
	 * @param atMost how long a provider may take that answers later. No interrupt ends
	 * the SDK's wait for it
	 */
	PrincipalCredentials(SessionKey key, Duration atMost) {
		this.key = key;
		this.atMost = atMost;
	}

	/**
	 * What they resolved to, or {@code null} if they have not.
	 */
	@Nullable AwsCredentialsIdentity identity() {
		return this.identity;
	}

	/**
	 * Whose credentials they turned out to be, or {@code null} if that does not matter.
	 */
	@Nullable SessionPrincipal maker() {
		return this.maker;
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
			.thenApply(this::remember)
			.orTimeout(this.atMost.toNanos(), TimeUnit.NANOSECONDS)
			.exceptionallyCompose((failure) -> CompletableFuture
				.failedFuture((failure instanceof TimeoutException) ? noCredentials() : failure));
	}

	private SdkClientException noCredentials() {
		return SdkClientException.create("The credentials provider gave no credentials within " + this.atMost);
	}

	private AwsCredentialsIdentity remember(AwsCredentialsIdentity identity) {
		if (!this.key.principal().isSameForAllCallers()) {
			// Anonymous ones are refused here, before anything is sent.
			this.maker = SessionPrincipal.of(identity);
		}
		this.identity = identity;
		return identity;
	}

}
