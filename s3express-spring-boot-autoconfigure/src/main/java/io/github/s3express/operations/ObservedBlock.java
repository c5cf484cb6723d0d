/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import io.github.s3express.operations.AppendEffect.Acknowledged;
import io.github.s3express.operations.AppendEffect.Failed;
import io.github.s3express.operations.AppendObserver.AppendEnd;
import io.github.s3express.operations.AppendObserver.Appending;

/**
 * Tells an {@link AppendObserver} of a block under way.
 */
final class ObservedBlock {

	private final AppendTarget target;

	private final AppendState before;

	private final Appending appending;

	/**
	 * Tells that a block is about to be sent.
	 * @param observer one that throws nothing
	 */
	ObservedBlock(AppendObserver observer, AppendTarget target, AppendState before, AppendBlock block) {
		this.target = target;
		this.before = before;
		this.appending = observer.started(target.bucket(), target.key(before.sequence()), block.length());
	}

	void ended(AppendStep step) {
		AppendState after = step.state();
		AppendEpoch was = this.before.epoch();
		AppendEpoch is = after.epoch();
		boolean rewritten = is != null && !is.equals(was) && this.before.sequence() == after.sequence();
		boolean settled = step.effect() instanceof Acknowledged end && end.settled();
		AppendException failure = (step.effect() instanceof Failed failed)
				? AppendFailures.of(this.target, after, failed) : null;
		this.appending
			.ended(new AppendEnd(settled, rewritten ? 1 : 0, after.sequence() - this.before.sequence(), failure));
	}

}
