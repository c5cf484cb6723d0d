/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionPrincipal;

/**
 * Notices that a provider gives other IAM credentials than those that CreateSession
 * refused, so that nobody waits for the next try with good ones at hand. Asks providers
 * on a thread where they may take their time.
 */
final class CredentialsWatch {

	// As many as there are slots in trouble.
	private final Map<SessionKey, AwsCredentialsIdentity> refused = new ConcurrentHashMap<>();

	private final Executor executor;

	CredentialsWatch(Executor executor) {
		this.executor = executor;
	}

	/**
	 * CreateSession refused. The provider is not asked what it was: by now it may give
	 * others, which would be taken for those that were refused.
	 * @param key what the session was wanted for
	 * @param identity the credentials that signed the call
	 */
	void refused(SessionKey key, AwsCredentialsIdentity identity) {
		if (!key.principal().isOfRequest()) {
			this.refused.put(key, identity);
		}
	}

	/**
	 * Nobody wants a session any more.
	 * @param key what it was wanted for
	 */
	void forget(SessionKey key) {
		this.refused.remove(key);
	}

	/**
	 * Looks whether the provider has others by now.
	 * @param key what a session is wanted for
	 * @param changed runs if it has
	 */
	void look(SessionKey key, Runnable changed) {
		ask(key.principal(), (identity) -> {
			AwsCredentialsIdentity known = this.refused.get(key);
			if (known != null && !isSame(known, identity)) {
				changed.run();
			}
		});
	}

	private void ask(SessionPrincipal principal, Consumer<AwsCredentialsIdentity> answer) {
		this.executor.execute(() -> {
			CompletableFuture<? extends AwsCredentialsIdentity> identity;
			try {
				identity = principal.credentials().resolveIdentity();
			}
			catch (RuntimeException ex) {
				// No credentials, no others.
				return;
			}
			identity.thenAccept(answer);
		});
	}

	private static boolean isSame(AwsCredentialsIdentity one, AwsCredentialsIdentity other) {
		return Objects.equals(one.accessKeyId(), other.accessKeyId())
				&& Objects.equals(one.secretAccessKey(), other.secretAccessKey())
				&& Objects.equals(tokenOf(one), tokenOf(other));
	}

	private static @Nullable String tokenOf(AwsCredentialsIdentity identity) {
		return (identity instanceof AwsSessionCredentialsIdentity session) ? session.sessionToken() : null;
	}

}
