/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * Asks the manager for the session when a request is signed, which the SDK does anew for
 * each attempt, and leaves the signing to the SDK's own signer.
 */
final class SessionSigner implements HttpSigner<S3ExpressSessionCredentials> {

	private final S3ExpressSessionManager manager;

	private final HttpSigner<S3ExpressSessionCredentials> delegate = S3ExpressAuthScheme.create().signer();

	SessionSigner(S3ExpressSessionManager manager) {
		this.manager = manager;
	}

	@Override
	public SignedRequest sign(SignRequest<? extends S3ExpressSessionCredentials> request) {
		if (!(request.identity() instanceof SessionHandle handle)) {
			return this.delegate.sign(request);
		}
		S3ExpressSession session = handle.next(this.manager);
		return this.delegate.sign(withCredentials(request, session.credentials()));
	}

	@Override
	public CompletableFuture<AsyncSignedRequest> signAsync(
			AsyncSignRequest<? extends S3ExpressSessionCredentials> request) {
		if (!(request.identity() instanceof SessionHandle handle)) {
			return this.delegate.signAsync(request);
		}
		S3ExpressSession session = handle.next(this.manager);
		return this.delegate.signAsync(withCredentials(request, session.credentials()));
	}

	// The SDK types a sign request by the identity it was made with, a handle here. Its
	// copy carries another implementation of the same interface.
	@SuppressWarnings("unchecked")
	private static SignRequest<S3ExpressSessionCredentials> withCredentials(
			SignRequest<? extends S3ExpressSessionCredentials> request, S3ExpressSessionCredentials credentials) {
		return ((SignRequest<S3ExpressSessionCredentials>) request).copy((copy) -> copy.identity(credentials));
	}

	@SuppressWarnings("unchecked")
	private static AsyncSignRequest<S3ExpressSessionCredentials> withCredentials(
			AsyncSignRequest<? extends S3ExpressSessionCredentials> request, S3ExpressSessionCredentials credentials) {
		return ((AsyncSignRequest<S3ExpressSessionCredentials>) request).copy((copy) -> copy.identity(credentials));
	}

}
