/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.UUID;

import io.github.s3express.operations.AppendEffect.Acknowledged;
import io.github.s3express.operations.AppendEffect.Failed;
import io.github.s3express.operations.AppendEffect.Opened;

/**
 * Carries the effects of {@link AppendProtocol} out on the calling thread, until the
 * caller has what it asked for.
 */
final class AppendRunner {

	private final AppendProtocol protocol;

	private final BlockingAppendRequests requests;

	AppendRunner(AppendProtocol protocol, BlockingAppendRequests requests) {
		this.protocol = protocol;
		this.requests = requests;
	}

	static String newId() {
		return UUID.randomUUID().toString();
	}

	AppendStep open(int sequence) {
		return run(this.protocol.open(sequence));
	}

	AppendStep send(AppendState state, AppendBlock block) {
		return run(this.protocol.send(state, block));
	}

	AppendStep resume(AppendState state) {
		return run(this.protocol.resume(state));
	}

	private AppendStep run(AppendStep first) {
		AppendStep step = first;
		while (!isEnd(step.effect())) {
			try {
				pause(step.delay());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				BlockOutcome outcome = step.state().uncertain() ? BlockOutcome.UNKNOWN : BlockOutcome.NOT_WRITTEN;
				return new AppendStep(step.state(), new Failed(AppendFailure.UNREACHABLE, outcome, -1, ex));
			}
			step = this.protocol.on(step.state(), this.requests.perform(step.effect()));
		}
		return step;
	}

	// To sleep for no time gives the processor away.
	private static void pause(Duration delay) throws InterruptedException {
		if (!delay.isZero()) {
			Thread.sleep(delay.toMillis());
		}
		else if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

	static boolean isEnd(AppendEffect effect) {
		return effect instanceof Opened || effect instanceof Acknowledged || effect instanceof Failed;
	}

}
