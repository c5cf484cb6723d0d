/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A loop whose steps may be answered later. Steps that are answered at once, as those of
 * a synchronous client are, need no stack.
 */
final class AsyncLoop {

	private AsyncLoop() {
	}

	static <S> CompletableFuture<S> until(Predicate<S> done, S initial, Function<S, CompletableFuture<S>> step) {
		S state = initial;
		while (!done.test(state)) {
			CompletableFuture<S> next = step.apply(state);
			if (!next.isDone() || next.isCompletedExceptionally()) {
				return next.thenCompose((later) -> until(done, later, step));
			}
			state = next.join();
		}
		return CompletableFuture.completedFuture(state);
	}

}
