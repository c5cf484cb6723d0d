/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Sends one rename until its outcome is known, or cannot be.
 */
final class AsyncRename {

	private final S3AsyncClient client;

	private final RenameCall call;

	private final String bucket;

	private final String from;

	private final String to;

	AsyncRename(S3AsyncClient client, RenameCall call, String bucket, String from, String to) {
		this.client = client;
		this.call = call;
		this.bucket = bucket;
		this.from = from;
		this.to = to;
	}

	CompletableFuture<RenameResult> run() {
		return attempt(1, false);
	}

	private CompletableFuture<RenameResult> attempt(int tries, boolean unanswered) {
		return this.client.renameObject(this.call.request()).handle((response, thrown) -> {
			if (thrown == null) {
				return CompletableFuture.completedFuture(new RenameResult(this.call.etag(), false));
			}
			return failed(unwrap(thrown), tries, unanswered);
		}).thenCompose(Function.identity());
	}

	private CompletableFuture<RenameResult> failed(Throwable failure, int tries, boolean unanswered) {
		if (!(failure instanceof SdkException) || RenameCall.isRefusal(failure, unanswered)) {
			return CompletableFuture.failedFuture(failure);
		}
		if (RenameCall.isAnswer(failure) || tries == RenameCall.MAX_TRIES) {
			return settle(failure);
		}
		return AsyncAppendRunner.after(RenameCall.wait(tries)).thenCompose((nothing) -> attempt(tries + 1, true));
	}

	// In this order: an object that moves in between is seen under one key at least.
	private CompletableFuture<RenameResult> settle(Throwable failure) {
		return head(this.from)
			.thenCompose((source) -> head(this.to).thenApply((target) -> settled(failure, source, target)))
			.exceptionally((thrown) -> {
				Throwable cause = unwrap(thrown);
				if (cause == failure || cause instanceof RenameOutcomeUnknownException) {
					throw new CompletionException(cause);
				}
				failure.addSuppressed(cause);
				throw new CompletionException(this.call.unknown(failure));
			});
	}

	private RenameResult settled(Throwable failure, Seen source, Seen target) {
		if (this.call.isDone(source.head(), target.head())) {
			return new RenameResult(this.call.etag(), true);
		}
		throw new CompletionException(RenameCall.isAnswer(failure) ? failure : this.call.unknown(failure));
	}

	private CompletableFuture<Seen> head(String key) {
		return this.client.headObject((head) -> head.bucket(this.bucket).key(key)).handle((head, thrown) -> {
			if (thrown != null && !(unwrap(thrown) instanceof NoSuchKeyException)) {
				throw new CompletionException(unwrap(thrown));
			}
			return new Seen(head);
		});
	}

	static Throwable unwrap(Throwable thrown) {
		return (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause() : thrown;
	}

	private record Seen(@Nullable HeadObjectResponse head) {

	}

}
