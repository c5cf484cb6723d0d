/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Carries the effects of {@link AppendProtocol} out, one after the other, until the
 * caller has what it asked for. No thread waits.
 */
final class AsyncAppendRunner {

	private final AppendProtocol protocol;

	private final AsyncAppendRequests requests;

	AsyncAppendRunner(AppendProtocol protocol, AsyncAppendRequests requests) {
		this.protocol = protocol;
		this.requests = requests;
	}

	CompletableFuture<AppendStep> open(int sequence) {
		return run(this.protocol.open(sequence));
	}

	CompletableFuture<AppendStep> send(AppendState state, AppendBlock block) {
		return run(this.protocol.send(state, block));
	}

	CompletableFuture<AppendStep> resume(AppendState state) {
		return run(this.protocol.resume(state));
	}

	private CompletableFuture<AppendStep> run(AppendStep step) {
		if (AppendRunner.isEnd(step.effect())) {
			return CompletableFuture.completedFuture(step);
		}
		return after(step.delay()).thenCompose((nothing) -> this.requests.perform(step.effect()))
			.thenCompose((answer) -> run(this.protocol.on(step.state(), answer)));
	}

	/**
	 * Completes after a while, on one of the JDK's own threads, which are there anyway
	 * and keep no application from ending.
	 */
	static CompletableFuture<Void> after(Duration delay) {
		if (delay.isZero()) {
			return CompletableFuture.completedFuture(null);
		}
		Executor later = CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
		return CompletableFuture.runAsync(() -> {
		}, later);
	}

}
