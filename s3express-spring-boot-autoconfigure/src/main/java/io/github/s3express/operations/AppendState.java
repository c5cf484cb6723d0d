/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.jspecify.annotations.Nullable;

/**
 * All that a writer knows.
 *
 * @param phase what it waits for
 * @param sequence which key it writes
 * @param position the object's size after all acknowledged blocks
 * @param etag the object's entity tag then; empty before it is open
 * @param parts how many parts the object has, as far as is known
 * @param epoch the writer's epoch, or {@code null} if it has none
 * @param next the epoch that a creation or copy under way is to begin, or {@code null}
 * @param seen the object that a copy or comparison under way is about, or {@code null}
 * @param nextEtag the entity tag of the object with the next key, or {@code null}
 * @param block the block under way, or {@code null}
 * @param uncertain whether the block may have been written by a request without an answer
 * @param tries how often something was tried for the caller without success
 */
record AppendState(AppendPhase phase, int sequence, long position, String etag, int parts, @Nullable AppendEpoch epoch,
		@Nullable AppendEpoch next, @Nullable SeenObject seen, @Nullable String nextEtag, @Nullable AppendBlock block,
		boolean uncertain, int tries) {

	static AppendState opening(int sequence) {
		return new AppendState(AppendPhase.OPENING, sequence, 0, "", 1, null, null, null, null, null, false, 0);
	}

	AppendState in(AppendPhase phase) {
		return new AppendState(phase, this.sequence, this.position, this.etag, this.parts, this.epoch, this.next,
				this.seen, this.nextEtag, this.block, this.uncertain, this.tries);
	}

	AppendState at(int sequence, long position, String etag, int parts, @Nullable AppendEpoch epoch) {
		return new AppendState(this.phase, sequence, position, etag, parts, epoch, null, null, null, this.block,
				this.uncertain, this.tries);
	}

	AppendState with(AppendBlock block) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, this.parts, this.epoch, this.next,
				null, this.nextEtag, block, false, 0);
	}

	AppendState withUncertain(boolean uncertain) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, this.parts, this.epoch, this.next,
				this.seen, this.nextEtag, this.block, uncertain, this.tries);
	}

	AppendState withParts(int parts) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, parts, this.epoch, this.next,
				this.seen, this.nextEtag, this.block, this.uncertain, this.tries);
	}

	AppendState withTries(int tries) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, this.parts, this.epoch, this.next,
				this.seen, this.nextEtag, this.block, this.uncertain, tries);
	}

	AppendState withNext(AppendEpoch next, @Nullable SeenObject seen) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, this.parts, this.epoch, next, seen,
				this.nextEtag, this.block, this.uncertain, this.tries);
	}

	AppendState withSeen(SeenObject seen) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, this.parts, this.epoch, this.next,
				seen, this.nextEtag, this.block, this.uncertain, this.tries);
	}

	AppendState withNextEtag(String nextEtag) {
		return new AppendState(this.phase, this.sequence, this.position, this.etag, this.parts, this.epoch, this.next,
				this.seen, nextEtag, this.block, this.uncertain, this.tries);
	}

	/**
	 * The object's size once the block is in it.
	 */
	long end() {
		return this.position + ((this.block != null) ? this.block.length() : 0);
	}

	/**
	 * The block is in the object.
	 */
	AppendState acknowledged(String etag) {
		return new AppendState(AppendPhase.IDLE, this.sequence, end(), etag, this.parts + 1, this.epoch, this.next,
				null, this.nextEtag, null, false, 0);
	}

}
