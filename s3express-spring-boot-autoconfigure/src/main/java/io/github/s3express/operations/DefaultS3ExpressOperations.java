/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.RenameObjectRequest;

import io.github.s3express.operations.AppendEffect.Failed;

/**
 * {@link S3ExpressOperations} on any {@link S3Client}.
 */
public class DefaultS3ExpressOperations implements S3ExpressOperations {

	private final S3Client client;

	private final AppendOptions defaults;

	private final AppendObserver observer;

	/**
	 * Creates the operations.
	 * @param client sends the requests; not closed
	 * @param defaults options of writers that are told nothing else
	 * @param observer learns of each block
	 */
	public DefaultS3ExpressOperations(S3Client client, AppendOptions defaults, AppendObserver observer) {
		this.client = client;
		this.defaults = defaults;
		this.observer = AppendObserver.all(List.of(observer));
	}

	/**
	 * Creates the operations with default options, unobserved.
	 * @param client sends the requests; not closed
	 */
	public DefaultS3ExpressOperations(S3Client client) {
		this(client, AppendOptions.defaults(), AppendObserver.NONE);
	}

	@Override
	public AppendWriter append(String bucket, String key, UnaryOperator<AppendOptions.Builder> change)
			throws AppendException {
		DirectoryBuckets.check(bucket);
		AppendOptions options = this.defaults.with(change);
		AppendTarget target = new AppendTarget(bucket, key, options);
		AppendRunner runner = new AppendRunner(new AppendProtocol(options.rules(AppendRunner.newId())),
				new BlockingAppendRequests(this.client, target));
		AppendStep step = runner.open(first(bucket, key, options));
		if (step.effect() instanceof Failed failed) {
			throw AppendFailures.of(target, step.state(), failed);
		}
		return new BlockingAppendWriter(target, options, runner, this.observer, step.state());
	}

	private int first(String bucket, String key, AppendOptions options) throws AppendException {
		if (options.atLimit() != AtAppendLimit.ROLL_OVER) {
			return 0;
		}
		try {
			return AppendSequences.first(this.client, bucket, key);
		}
		catch (SdkException ex) {
			throw AppendFailures.notListed(bucket, key, ex);
		}
	}

	@Override
	public RenameResult rename(String bucket, String from, String to,
			Consumer<RenameObjectRequest.Builder> conditions) {
		DirectoryBuckets.check(bucket);
		String etag = this.client.headObject((head) -> head.bucket(bucket).key(from)).eTag();
		RenameCall call = new RenameCall(bucket, from, to, etag, conditions);
		boolean unanswered = false;
		for (int tries = 1;; tries++) {
			try {
				this.client.renameObject(call.request());
				return new RenameResult(call.etag(), false);
			}
			catch (SdkException ex) {
				if (RenameCall.isRefusal(ex, unanswered)) {
					throw ex;
				}
				unanswered = true;
				boolean last = RenameCall.isAnswer(ex) || tries == RenameCall.MAX_TRIES;
				if (last) {
					return settle(call, bucket, from, to, ex);
				}
				pause(tries, call, ex);
			}
		}
	}

	private RenameResult settle(RenameCall call, String bucket, String from, String to, SdkException failure) {
		HeadObjectResponse source;
		HeadObjectResponse target;
		try {
			// In this order: an object that moves in between is seen under one key at
			// least.
			source = head(bucket, from);
			target = head(bucket, to);
		}
		catch (SdkException ex) {
			failure.addSuppressed(ex);
			throw call.unknown(failure);
		}
		if (call.isDone(source, target)) {
			return new RenameResult(call.etag(), true);
		}
		if (RenameCall.isAnswer(failure)) {
			throw failure;
		}
		throw call.unknown(failure);
	}

	private @Nullable HeadObjectResponse head(String bucket, String key) {
		try {
			return this.client.headObject((head) -> head.bucket(bucket).key(key));
		}
		catch (NoSuchKeyException ex) {
			return null;
		}
	}

	private static void pause(int tries, RenameCall call, SdkException failure) {
		try {
			Thread.sleep(RenameCall.wait(tries).toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw call.unknown(failure);
		}
	}

}
