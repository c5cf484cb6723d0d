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

	// What was refused, by principal. As many as there are principals in trouble.
	private final Map<SessionPrincipal, AwsCredentialsIdentity> refused = new ConcurrentHashMap<>();

	private final Executor executor;

	CredentialsWatch(Executor executor) {
		this.executor = executor;
	}

	/**
	 * The credentials that the provider has at present were refused.
	 */
	void note(SessionKey key) {
		ask(key.principal(), (identity) -> this.refused.put(key.principal(), identity));
	}

	/**
	 * Looks whether the provider has others by now.
	 * @param key what a session is wanted for
	 * @param changed runs if it has
	 */
	void look(SessionKey key, Runnable changed) {
		ask(key.principal(), (identity) -> {
			AwsCredentialsIdentity known = this.refused.get(key.principal());
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
