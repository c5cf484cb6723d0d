/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

/**
 * Whose IAM credentials make a session. A session made for one principal never signs for
 * another.
 * <p>
 * The principal of a client is its credentials provider itself, so that credentials which
 * the provider rotates lose no session. The principal of a request that brings
 * credentials of its own, or whose client has a provider that may answer by caller, is
 * the identity they resolve to: access key, secret key and session token, compared by a
 * keyed hash.
 */
public final class SessionPrincipal {

	private static final String SDK = "software.amazon.awssdk.";

	// Random for each process: a hash that leaks says nothing about the credentials.
	private static final SecretKeySpec HASH_KEY = randomKey();

	private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;

	private final @Nullable String identityHash;

	private SessionPrincipal(IdentityProvider<? extends AwsCredentialsIdentity> credentials,
			@Nullable String identityHash) {
		this.credentials = credentials;
		this.identityHash = identityHash;
	}

	/**
	 * The principal of a client that has this provider. Two principals are equal if their
	 * provider is the same object.
	 * @param credentials the client's credentials provider
	 * @return the principal
	 */
	public static SessionPrincipal of(IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
		return new SessionPrincipal(credentials, null);
	}

	/**
	 * The principal of a request whose credentials were resolved for it alone. Two
	 * principals are equal if access key, secret key and session token are. The session
	 * is made with this very identity: the provider may be closed by then, or answer
	 * somebody else.
	 * @param identity what the request's credentials provider resolved to
	 * @return the principal
	 * @throws IllegalArgumentException if the identity is anonymous
	 */
	public static SessionPrincipal of(AwsCredentialsIdentity identity) {
		return new SessionPrincipal(new ResolvedIdentity(identity), hash(identity));
	}

	/**
	 * The provider whose credentials make the session.
	 * @return the provider
	 */
	public IdentityProvider<? extends AwsCredentialsIdentity> credentials() {
		return this.credentials;
	}

	/**
	 * Whether this is the principal of a request that brings credentials of its own.
	 * @return {@code false} if it is a client's
	 */
	public boolean isOfRequest() {
		return this.identityHash != null;
	}

	/**
	 * Whether whoever asks the provider is answered for the same principal. The SDK's own
	 * providers do so, and those marked with {@link SameForAllCallers}. One that the
	 * application wrote may answer by caller, for example by tenant, so it has to be
	 * asked for each request, as the SDK does without a manager.
	 * @return {@code false} if the provider may answer by caller
	 */
	public boolean isSameForAllCallers() {
		return !(this.credentials instanceof AwsCredentialsProviderChain)
				&& this.credentials.getClass().getName().startsWith(SDK)
				|| this.credentials instanceof SameForAllCallers || this.identityHash != null;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		if (this == other) {
			return true;
		}
		if (!(other instanceof SessionPrincipal that)) {
			return false;
		}
		return (this.identityHash != null) ? this.identityHash.equals(that.identityHash)
				: that.identityHash == null && this.credentials == that.credentials;
	}

	@Override
	public int hashCode() {
		return (this.identityHash != null) ? this.identityHash.hashCode() : System.identityHashCode(this.credentials);
	}

	/**
	 * A short name that tells principals apart and gives nothing away.
	 * @return {@code client-} or {@code request-} and eight hexadecimal digits
	 */
	@Override
	public String toString() {
		return (this.identityHash != null) ? "request-" + this.identityHash.substring(0, 8)
				: "client-%08x".formatted(hashCode());
	}

	private static String hash(AwsCredentialsIdentity identity) {
		try {
			Mac mac = Mac.getInstance(HASH_KEY.getAlgorithm());
			mac.init(HASH_KEY);
			update(mac, identity.accessKeyId());
			update(mac, identity.secretAccessKey());
			if (identity instanceof AwsSessionCredentialsIdentity session) {
				update(mac, session.sessionToken());
			}
			return HexFormat.of().formatHex(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JDK lacks " + HASH_KEY.getAlgorithm(), ex);
		}
	}

	private static void update(Mac mac, @Nullable String part) {
		if (part == null) {
			throw new IllegalArgumentException(
					"The request's credentials are anonymous, but only IAM credentials make a session; give it others");
		}
		mac.update(part.getBytes(StandardCharsets.UTF_8));
		mac.update((byte) 0);
	}

	private static SecretKeySpec randomKey() {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return new SecretKeySpec(key, "HmacSHA256");
	}

	private record ResolvedIdentity(
			AwsCredentialsIdentity identity) implements IdentityProvider<AwsCredentialsIdentity> {

		@Override
		public Class<AwsCredentialsIdentity> identityType() {
			return AwsCredentialsIdentity.class;
		}

		@Override
		public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
			return CompletableFuture.completedFuture(this.identity);
		}

		@Override
		public String toString() {
			// An identity of whatever class may show its secrets.
			return "ResolvedIdentity";
		}

	}

}
