/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.S3ExpressSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of a run of the manager.
 */
class SessionRunTests {

	@Test
	void stopShouldReturnOnceAllCallersHaveBeenAnswered() {
		ManagerFixture fixture = new ManagerFixture();
		// Threads that take their time, as those of a busy machine do.
		Executor slow = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
		DefaultS3ExpressSessionManager manager = fixture.continuations(slow).start();
		List<CompletableFuture<S3ExpressSession>> answers = new ArrayList<>();
		for (int number = 0; number < 50; number++) {
			answers.add(manager.getAsync(fixture.key()));
		}
		fixture.time.advance(Duration.ofSeconds(1));
		assertThat(answers).noneMatch(CompletableFuture::isDone);
		manager.stop();
		assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
	}

}
