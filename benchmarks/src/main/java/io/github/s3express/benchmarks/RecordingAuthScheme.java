/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

/**
 * The SDK's own auth scheme, which notes what a client asks it for each request, so that
 * the same can be asked again without the rest of the request.
 */
final class RecordingAuthScheme implements S3ExpressAuthScheme {

	private final S3ExpressAuthScheme delegate = S3ExpressAuthScheme.create();

	private volatile @Nullable Lookup last;

	/**
	 * Sends a request to each bucket.
	 * @param contender has the client and its server
	 * @param buckets how many
	 * @return what the client asked for each
	 */
	static List<Lookup> record(SdkContender contender, int buckets) {
		RecordingAuthScheme scheme = new RecordingAuthScheme();
		List<Lookup> lookups = new ArrayList<>();
		// Stays open with its server: some of the look-ups make sessions.
		S3Client client = contender.builder().putAuthScheme(scheme).build();
		for (int bucket = 0; bucket < buckets; bucket++) {
			Requests.list(client, bucket);
			Lookup lookup = scheme.last;
			if (lookup == null) {
				throw new IllegalStateException("The client did not ask its auth scheme for a session");
			}
			lookups.add(lookup);
		}
		return lookups;
	}

	@Override
	public String schemeId() {
		return SCHEME_ID;
	}

	@Override
	public IdentityProvider<S3ExpressSessionCredentials> identityProvider(IdentityProviders providers) {
		return new RecordingProvider(providers);
	}

	@Override
	public HttpSigner<S3ExpressSessionCredentials> signer() {
		return this.delegate.signer();
	}

	/**
	 * What a client asks for each request.
	 *
	 * @param scheme the SDK's own auth scheme, with the client's session cache
	 * @param providers the client's credentials
	 * @param request names the bucket and the client
	 */
	record Lookup(S3ExpressAuthScheme scheme, IdentityProviders providers, ResolveIdentityRequest request) {

		S3ExpressSessionCredentials run() {
			return this.scheme.identityProvider(this.providers).resolveIdentity(this.request).join();
		}

	}

	/**
	 * Notes the request.
	 */
	private final class RecordingProvider implements IdentityProvider<S3ExpressSessionCredentials> {

		private final IdentityProviders providers;

		private RecordingProvider(IdentityProviders providers) {
			this.providers = providers;
		}

		@Override
		public Class<S3ExpressSessionCredentials> identityType() {
			return S3ExpressSessionCredentials.class;
		}

		@Override
		public CompletableFuture<? extends S3ExpressSessionCredentials> resolveIdentity(
				ResolveIdentityRequest request) {
			S3ExpressAuthScheme scheme = RecordingAuthScheme.this.delegate;
			RecordingAuthScheme.this.last = new Lookup(scheme, this.providers, request);
			return scheme.identityProvider(this.providers).resolveIdentity(request);
		}

	}

}
