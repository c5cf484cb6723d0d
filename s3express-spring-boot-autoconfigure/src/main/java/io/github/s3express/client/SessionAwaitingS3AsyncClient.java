/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.DelegatingS3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.waiters.S3AsyncWaiter;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionPrincipal;

/**
 * Awaits sessions where no thread has to: before a request is handed to the SDK, and
 * between its attempts.
 */
final class SessionAwaitingS3AsyncClient extends DelegatingS3AsyncClient {

	// Once because the session was still to be made, once because the service refused
	// it, and once more because of bad luck.
	private static final int MAX_REPEATS = 3;

	private static final String REQUEST_SUFFIX = "Request";

	private final S3ExpressSessionManager manager;

	private final SessionPrincipal principal;

	private final SessionRefusals refusals;

	SessionAwaitingS3AsyncClient(S3AsyncClient delegate, S3ExpressSessionManager manager, SessionPrincipal principal,
			SessionRefusals refusals) {
		super(delegate);
		this.manager = manager;
		this.principal = principal;
		this.refusals = refusals;
	}

	@Override
	protected <T extends S3Request, R> CompletableFuture<R> invokeOperation(T request,
			Function<T, CompletableFuture<R>> operation) {
		Call<T, R> call = new Call<>(request, operation);
		SessionKey expected = expectedSession(request);
		if (expected != null && this.manager.getIfPresent(expected) == null) {
			// If there is none to be had, the signer says so, if the request needs one.
			call.awaitAnd(expected, (failure) -> call.invoke());
		}
		else {
			call.invoke();
		}
		return call.result;
	}

	@Override
	public S3AsyncWaiter waiter() {
		return S3AsyncWaiter.builder().client(this).build();
	}

	/**
	 * The session that a request will most likely be signed with. Only the SDK can tell,
	 * and does when it signs; to be right most of the time saves it from trying in vain.
	 */
	private @Nullable SessionKey expectedSession(S3Request request) {
		String bucket = request.getValueForField("Bucket", String.class).orElse(null);
		if (bucket == null || !DirectoryBucketName.isDirectoryBucket(bucket) || bringsCredentials(request)
				|| !isAboutObjects(request)) {
			return null;
		}
		String name = request.getClass().getSimpleName();
		String operation = name.substring(0, name.length() - REQUEST_SUFFIX.length());
		return this.manager.key(bucket, operation, this.principal);
	}

	private static boolean bringsCredentials(S3Request request) {
		return request.overrideConfiguration()
			.flatMap(AwsRequestOverrideConfiguration::credentialsIdentityProvider)
			.isPresent();
	}

	private static boolean isAboutObjects(S3Request request) {
		return request instanceof ListObjectsV2Request || request instanceof DeleteObjectsRequest
				|| request instanceof ListMultipartUploadsRequest
				|| request.getValueForField("Key", String.class).isPresent();
	}

	/**
	 * One call of an application: the SDK's calls that it takes, one after the other.
	 */
	private final class Call<T extends S3Request, R> {

		private final T request;

		private final Function<T, CompletableFuture<R>> operation;

		private final CompletableFuture<R> result = new CompletableFuture<>();

		private int repeats;

		private volatile @Nullable CompletableFuture<?> current;

		private Call(T request, Function<T, CompletableFuture<R>> operation) {
			this.request = request;
			this.operation = operation;
			this.result.whenComplete((response, failure) -> {
				CompletableFuture<?> pending = this.current;
				if (this.result.isCancelled() && pending != null) {
					pending.cancel(true);
				}
			});
		}

		private void invoke() {
			if (this.result.isDone()) {
				return;
			}
			CompletableFuture<R> response;
			try {
				response = this.operation.apply(this.request);
			}
			catch (RuntimeException ex) {
				this.result.completeExceptionally(ex);
				return;
			}
			track(response);
			response.whenComplete((value, failure) -> {
				if (failure == null) {
					this.result.complete(value);
				}
				else {
					failed(unwrapped(failure));
				}
			});
		}

		private void failed(Throwable failure) {
			SessionKey pending = SessionPendingException.keyIn(failure);
			boolean worthwhile = pending != null || SessionAwaitingS3AsyncClient.this.refusals.isRefusal(failure);
			if (!worthwhile || this.repeats++ >= MAX_REPEATS) {
				this.result.completeExceptionally(failure);
			}
			else if (pending != null) {
				awaitAnd(pending, (unavailable) -> {
					if (unavailable != null) {
						this.result.completeExceptionally(unwrapped(unavailable));
					}
					else {
						invoke();
					}
				});
			}
			else {
				invoke();
			}
		}

		private void awaitAnd(SessionKey key, Consumer<@Nullable Throwable> next) {
			CompletableFuture<S3ExpressSession> session = SessionAwaitingS3AsyncClient.this.manager.getAsync(key);
			track(session);
			session.whenComplete((ready, failure) -> next.accept(failure));
		}

		private void track(CompletableFuture<?> pending) {
			this.current = pending;
			if (this.result.isCancelled()) {
				pending.cancel(true);
			}
		}

		private static Throwable unwrapped(Throwable failure) {
			return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
					: failure;
		}

	}

}
