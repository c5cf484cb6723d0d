/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.operations.AppendAnswer.Compared;
import io.github.s3express.operations.AppendAnswer.Seen;
import io.github.s3express.operations.AppendAnswer.Written;
import io.github.s3express.operations.AppendEffect.Compare;
import io.github.s3express.operations.AppendEffect.Copy;
import io.github.s3express.operations.AppendEffect.Create;
import io.github.s3express.operations.AppendEffect.Look;
import io.github.s3express.operations.AppendEffect.Put;

/**
 * Sends a writer's requests with an {@link S3AsyncClient}.
 */
final class AsyncAppendRequests {

	private final S3AsyncClient client;

	private final AppendTarget target;

	AsyncAppendRequests(S3AsyncClient client, AppendTarget target) {
		this.client = client;
		this.target = target;
	}

	/**
	 * Sends a request.
	 * @param effect the request
	 * @return its answer, never a failure
	 */
	CompletableFuture<AppendAnswer> perform(AppendEffect effect) {
		CompletableFuture<? extends AppendAnswer> answer;
		try {
			answer = send(effect);
		}
		catch (Exception ex) {
			return CompletableFuture.completedFuture(AppendAnswers.of(effect, ex));
		}
		return answer.handle((given, thrown) -> (thrown != null) ? AppendAnswers.of(effect, thrown) : given);
	}

	private CompletableFuture<? extends AppendAnswer> send(AppendEffect effect) {
		if (effect instanceof Look look) {
			return this.client.headObject(this.target.head(look.sequence()))
				.thenApply((head) -> new Seen(this.target.seen(head)));
		}
		if (effect instanceof Create create) {
			return this.client.putObject(this.target.create(create), AsyncRequestBody.empty())
				.thenApply((put) -> new Written(put.eTag()));
		}
		if (effect instanceof Copy copy) {
			return this.client.copyObject(this.target.copy(copy))
				.thenApply((copied) -> new Written(copied.copyObjectResult().eTag()));
		}
		if (effect instanceof Put put) {
			return this.client.putObject(this.target.put(put), AsyncRequestBody.fromBytesUnsafe(put.block().bytes()))
				.thenApply((written) -> new Written(written.eTag()));
		}
		if (effect instanceof Compare compare) {
			return this.client.getObject(this.target.range(compare), AsyncResponseTransformer.toBytes())
				.thenApply((range) -> new Compared(Arrays.equals(range.asByteArrayUnsafe(), compare.block().bytes())));
		}
		throw new IllegalArgumentException("No request: " + effect);
	}

}
