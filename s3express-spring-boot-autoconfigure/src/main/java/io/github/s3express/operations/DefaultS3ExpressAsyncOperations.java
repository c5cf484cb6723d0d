/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.RenameObjectRequest;

import io.github.s3express.operations.AppendEffect.Failed;

/**
 * {@link S3ExpressAsyncOperations} on any {@link S3AsyncClient}.
 */
public class DefaultS3ExpressAsyncOperations implements S3ExpressAsyncOperations {

	private final S3AsyncClient client;

	private final AppendOptions defaults;

	private final AppendObserver observer;

	/**
	 * Creates the operations.
	 * @param client sends the requests; not closed
	 * @param defaults options of writers that are told nothing else
	 * @param observer learns of each block
	 */
	public DefaultS3ExpressAsyncOperations(S3AsyncClient client, AppendOptions defaults, AppendObserver observer) {
		this.client = client;
		this.defaults = defaults;
		this.observer = AppendObserver.all(List.of(observer));
	}

	/**
	 * Creates the operations with default options, unobserved.
	 * @param client sends the requests; not closed
	 */
	public DefaultS3ExpressAsyncOperations(S3AsyncClient client) {
		this(client, AppendOptions.defaults(), AppendObserver.NONE);
	}

	@Override
	public CompletableFuture<AsyncAppendWriter> append(String bucket, String key,
			UnaryOperator<AppendOptions.Builder> change) {
		DirectoryBuckets.check(bucket);
		AppendOptions options = this.defaults.with(change);
		AppendTarget target = new AppendTarget(bucket, key, options);
		AsyncAppendRunner runner = new AsyncAppendRunner(new AppendProtocol(options.rules(AppendRunner.newId())),
				new AsyncAppendRequests(this.client, target));
		return first(bucket, key, options).thenCompose(runner::open).thenApply((step) -> {
			if (step.effect() instanceof Failed failed) {
				throw new CompletionException(AppendFailures.of(target, step.state(), failed));
			}
			return new DefaultAsyncAppendWriter(target, options, runner, this.observer, step.state());
		});
	}

	private CompletableFuture<Integer> first(String bucket, String key, AppendOptions options) {
		if (options.atLimit() != AtAppendLimit.ROLL_OVER) {
			return CompletableFuture.completedFuture(0);
		}
		return AppendSequences.first(this.client, bucket, key).exceptionally((thrown) -> {
			throw new CompletionException(AppendFailures.notListed(bucket, key, AsyncRename.unwrap(thrown)));
		});
	}

	@Override
	public CompletableFuture<RenameResult> rename(String bucket, String from, String to,
			Consumer<RenameObjectRequest.Builder> conditions) {
		DirectoryBuckets.check(bucket);
		return this.client.headObject((head) -> head.bucket(bucket).key(from)).thenCompose((head) -> {
			RenameCall call = new RenameCall(bucket, from, to, head.eTag(), conditions);
			return new AsyncRename(this.client, call, bucket, from, to).run();
		});
	}

}
