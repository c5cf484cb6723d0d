/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

import io.github.s3express.client.compatibility.FurtherPageException;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * Awaits sessions where the SDK asks whether it may begin an attempt, and has a request
 * that was refused for its session sent again with another, at no cost to the client's
 * own strategy. Everything else is left to that.
 * <p>
 * An asynchronous client takes the answer to its question later, and goes on with a
 * thread of its own then: neither its caller nor one of its threads waits. All this is
 * below whatever calls the client, be it the SDK's multipart client, the transfer
 * manager, a paginator or a waiter: each request awaits its own session and is repeated
 * by itself, and the future that the application gets is the SDK's own.
 * <p>
 * The SDK closes it with its client, and leaves calls that were to begin an attempt after
 * that without an answer for ever. Here they end with the client.
 */
final class SessionRetryStrategy implements RetryStrategy {

	private final RetryStrategy delegate;

	private final S3ExpressSessionManager manager;

	private final SessionRefusals refusals;

	private final SessionHandles handles;

	private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	SessionRetryStrategy(RetryStrategy delegate, S3ExpressSessionManager manager, SessionRefusals refusals,
			SessionHandles handles) {
		this.delegate = delegate;
		this.manager = manager;
		this.refusals = refusals;
		this.handles = handles;
	}

	@Override
	public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
		return withHandle(this.delegate.acquireInitialToken(request), this.handles.take());
	}

	@Override
	public CompletableFuture<AcquireInitialTokenResponse> acquireInitialTokenAsync(AcquireInitialTokenRequest request) {
		SessionHandle handle = this.handles.take();
		return this.delegate.acquireInitialTokenAsync(request)
			.thenCompose((response) -> prepared(handle, withHandle(response, handle)));
	}

	@Override
	public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
		SessionRefusals.Verdict verdict = verdict(request);
		if (verdict == SessionRefusals.Verdict.NOT_THE_SESSION || !gotAnother(verdict, request)) {
			return withHandle(this.delegate.refreshRetryToken(withoutHandle(request)), handleOf(request));
		}
		return RefreshRetryTokenResponse.create(request.token(), Duration.ZERO);
	}

	@Override
	public CompletableFuture<RefreshRetryTokenResponse> refreshRetryTokenAsync(RefreshRetryTokenRequest request) {
		SessionHandle handle = handleOf(request);
		if (this.closed) {
			return CompletableFuture.failedFuture(notRetried(request, "the client was closed"));
		}
		try {
			SessionRefusals.Verdict verdict = verdict(request);
			CompletableFuture<Boolean> repeat = switch (verdict) {
				case NOT_THE_SESSION -> CompletableFuture.completedFuture(false);
				case REPEAT -> CompletableFuture.completedFuture(true);
				case REPEAT_WITH_ANOTHER -> untilClosed(another(request));
			};
			return repeat
				.thenCompose((isRepeated) -> isRepeated
						? CompletableFuture
							.completedFuture(RefreshRetryTokenResponse.create(request.token(), Duration.ZERO))
						: this.delegate.refreshRetryTokenAsync(withoutHandle(request))
							.thenApply((response) -> withHandle(response, handle)))
				.thenCompose((response) -> prepared(handle, response));
		}
		catch (TokenAcquisitionFailedException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
		return (request.token() instanceof Token token)
				? this.delegate.recordSuccess(RecordSuccessRequest.create(token.delegate()))
				: this.delegate.recordSuccess(request);
	}

	@Override
	public int maxAttempts() {
		return this.delegate.maxAttempts();
	}

	@Override
	public boolean useClientDefaults() {
		return this.delegate.useClientDefaults();
	}

	/**
	 * Begins a copy of the client's own strategy. What is built from it awaits no
	 * sessions: the signer does, on the thread that signs.
	 */
	@Override
	public Builder<?, ?> toBuilder() {
		return this.delegate.toBuilder();
	}

	@Override
	public void close() {
		this.closed = true;
		endWaiting();
		this.delegate.close();
	}

	private SessionRefusals.Verdict verdict(RefreshRetryTokenRequest request) {
		if (request.failure() instanceof S3ExpressSessionException) {
			// The manager retries; two layers would multiply.
			throw notRetried(request, "no session could be had");
		}
		if (FurtherPageException.marks(request.failure())) {
			throw notRetried(request, "that was done for a request within this one");
		}
		SessionHandle handle = handleOf(request);
		return (handle != null) ? this.refusals.judge(handle, request.failure())
				: SessionRefusals.Verdict.NOT_THE_SESSION;
	}

	private boolean gotAnother(SessionRefusals.Verdict verdict, RefreshRetryTokenRequest request) {
		if (verdict == SessionRefusals.Verdict.REPEAT) {
			return true;
		}
		try {
			return another(request).get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			return false;
		}
	}

	// If no other can be had, the failure stands as it is.
	private CompletableFuture<Boolean> another(RefreshRetryTokenRequest request) {
		SessionHandle handle = handleOf(request);
		return (handle != null) ? this.manager.refresh(handle.key()).handle((session, failure) -> failure == null)
				: CompletableFuture.completedFuture(false);
	}

	private <R> CompletableFuture<R> prepared(@Nullable SessionHandle handle, R response) {
		CompletableFuture<?> session = (handle != null) ? handle.prepare(this.manager) : null;
		return (session != null) ? untilClosed(session.thenApply((ready) -> response))
				: CompletableFuture.completedFuture(response);
	}

	private <R> CompletableFuture<R> untilClosed(CompletableFuture<R> future) {
		this.waiting.add(future);
		future.whenComplete((result, failure) -> this.waiting.remove(future));
		if (this.closed) {
			endWaiting();
		}
		return future;
	}

	private void endWaiting() {
		this.waiting.forEach((future) -> future.completeExceptionally(
				SdkClientException.create("The client was closed while a request awaited its session")));
	}

	private static @Nullable SessionHandle handleOf(RefreshRetryTokenRequest request) {
		return (request.token() instanceof Token token) ? token.handle() : null;
	}

	private static RefreshRetryTokenRequest withoutHandle(RefreshRetryTokenRequest request) {
		return (request.token() instanceof Token token) ? request.toBuilder().token(token.delegate()).build() : request;
	}

	private static AcquireInitialTokenResponse withHandle(AcquireInitialTokenResponse response,
			@Nullable SessionHandle handle) {
		return (handle != null)
				? AcquireInitialTokenResponse.create(new Token(response.token(), handle), response.delay()) : response;
	}

	private static RefreshRetryTokenResponse withHandle(RefreshRetryTokenResponse response,
			@Nullable SessionHandle handle) {
		return (handle != null)
				? RefreshRetryTokenResponse.create(new Token(response.token(), handle), response.delay()) : response;
	}

	private static TokenAcquisitionFailedException notRetried(RefreshRetryTokenRequest request, String why) {
		return new TokenAcquisitionFailedException("Not retried: " + why, request.token(), request.failure());
	}

	/**
	 * The client's own token, and the call that it was given to.
	 *
	 * @param delegate the client's own
	 * @param handle the call
	 */
	private record Token(RetryToken delegate, SessionHandle handle) implements RetryToken {
	}

}
