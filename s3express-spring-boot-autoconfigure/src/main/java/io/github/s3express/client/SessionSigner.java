/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpRequest;
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
 * each attempt. Small requests are signed here, the others by the SDK's own signer.
 */
final class SessionSigner implements HttpSigner<S3ExpressSessionCredentials> {

	private final S3ExpressSessionManager manager;

	private final HttpSigner<S3ExpressSessionCredentials> delegate = S3ExpressAuthScheme.create().signer();

	private final SmallRequestSigner small = new SmallRequestSigner();

	SessionSigner(S3ExpressSessionManager manager) {
		this.manager = manager;
	}

	@Override
	public SignedRequest sign(SignRequest<? extends S3ExpressSessionCredentials> request) {
		if (!(request.identity() instanceof SessionHandle handle)) {
			return this.delegate.sign(request);
		}
		S3ExpressSession session = handle.next(this.manager);
		ContentStreamProvider payload = request.payload().orElse(null);
		SignedRequest signed = null;
		if (this.small.signs(request)) {
			int length = (payload != null) ? this.small.bodyLength(request) : 0;
			byte[] body = (payload != null) ? read(payload, length) : null;
			payload = (body != null) ? () -> new ByteArrayInputStream(body) : null;
			signed = (body == null || body.length == length)
					? signed(this.small.sign(request, body, handle, session), payload) : null;
		}
		return (signed != null) ? signed : this.delegate.sign(withCredentials(request, session.credentials(), payload));
	}

	private static @Nullable SignedRequest signed(SdkHttpRequest.@Nullable Builder request,
			@Nullable ContentStreamProvider payload) {
		if (request == null) {
			return null;
		}
		// Spares the SDK a copy.
		if (payload != null && request instanceof SdkHttpFullRequest.Builder full) {
			full.contentStreamProvider(payload);
		}
		return SignedRequest.builder().request(request.build()).payload(payload).build();
	}

	// Once for each attempt, as the SDK does when it sends the body. One that cannot be
	// read is a request that failed on its way, which may be tried again.
	private static byte[] read(ContentStreamProvider payload, int length) {
		try {
			byte[] body = new byte[length];
			int read = payload.newStream().readNBytes(body, 0, length);
			return (read == length) ? body : Arrays.copyOf(body, read);
		}
		catch (IOException ex) {
			throw SdkClientException.create("Unable to read the request's body: " + ex.getMessage(), ex);
		}
	}

	@Override
	public CompletableFuture<AsyncSignedRequest> signAsync(
			AsyncSignRequest<? extends S3ExpressSessionCredentials> request) {
		if (!(request.identity() instanceof SessionHandle handle)) {
			return this.delegate.signAsync(request);
		}
		S3ExpressSession session = handle.next(this.manager);
		Publisher<ByteBuffer> payload = request.payload().orElse(null);
		if (payload == null || !this.small.signs(request)) {
			return this.delegate.signAsync(withCredentials(request, session.credentials(), payload));
		}
		return BodyCollector.collect(payload, this.small.bodyLength(request)).thenCompose((collected) -> {
			byte[] body = collected.body();
			SdkHttpRequest.Builder signed = (body != null) ? this.small.sign(request, body, handle, session) : null;
			return (body != null && signed != null)
					? CompletableFuture.completedFuture(AsyncSignedRequest.builder()
						.request(signed.build())
						.payload(AsyncRequestBody.fromBytesUnsafe(body))
						.build())
					: this.delegate.signAsync(withCredentials(request, session.credentials(), collected.again()));
		});
	}

	// The SDK types a sign request by the identity it was made with, a handle here. Its
	// copy carries another implementation of the same interface.
	@SuppressWarnings("unchecked")
	private static SignRequest<S3ExpressSessionCredentials> withCredentials(
			SignRequest<? extends S3ExpressSessionCredentials> request, S3ExpressSessionCredentials credentials,
			@Nullable ContentStreamProvider payload) {
		return ((SignRequest<S3ExpressSessionCredentials>) request)
			.copy((copy) -> copy.identity(credentials).payload(payload));
	}

	@SuppressWarnings("unchecked")
	private static AsyncSignRequest<S3ExpressSessionCredentials> withCredentials(
			AsyncSignRequest<? extends S3ExpressSessionCredentials> request, S3ExpressSessionCredentials credentials,
			@Nullable Publisher<ByteBuffer> payload) {
		return ((AsyncSignRequest<S3ExpressSessionCredentials>) request)
			.copy((copy) -> copy.identity(credentials).payload(payload));
	}

}
