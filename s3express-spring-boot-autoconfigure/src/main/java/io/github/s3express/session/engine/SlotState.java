/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The state of one key: the session in use, the creation in flight, the failures so far.
 * Immutable; what an input makes of it is decided here alone, without locks, threads or
 * clocks.
 *
 * @param rules what does not change
 * @param lease the session in use, or {@code null}
 * @param creation the creation under way, at most one, or {@code null}
 * @param creations how many creations there have been
 * @param failures what has gone wrong
 * @param lastMade when a session was last made, by the wall clock, or {@code null}
 * @param pace how often sessions may be replaced
 * @param earliest the moment before which no creation begins by itself or for a request,
 * so that sessions which never last long do not make a storm
 * @param nextLook the moment before which credentials are not looked at again
 * @param wanted whether the key is to have a session
 * @param dozing whether a session that is due for refresh is left alone, because nobody
 * uses it
 * @param closed whether the slot has ended
 */
record SlotState(SlotRules rules, @Nullable Lease lease, @Nullable SlotCreation creation, int creations,
		SlotFailures failures, @Nullable Instant lastMade, SlotPace pace, long earliest, long nextLook, boolean wanted,
		boolean dozing, boolean closed) {

	/**
	 * The state of a slot that was never asked for anything.
	 */
	static SlotState initial(SlotRules rules, long now) {
		return new SlotState(rules, null, null, 0, SlotFailures.NONE, null, SlotPace.from(now), now, now, false, false,
				false);
	}

	/**
	 * What follows from an input.
	 */
	SlotStep on(SlotInput input, SlotMoment moment) {
		return new SlotTransition(this, moment).on(input);
	}

	/**
	 * The next moment at which there is something to decide, or {@code null} if there is
	 * none.
	 */
	@Nullable Long wakeAt(long now, long lastUsed) {
		if (this.closed) {
			return null;
		}
		if (this.creation != null) {
			// Whoever makes sessions ends each creation: a slot gives none up.
			return this.creation.running() ? null : this.creation.startAt();
		}
		if (this.lease != null) {
			long end = this.lease.servesUntil;
			return (this.dozing || end - refreshAt(this.lease) < 0) ? end : refreshAt(this.lease);
		}
		if (retriesByItself(now, lastUsed)) {
			long next = (this.failures.last() != null) ? this.failures.nextTry() : now;
			return (next - this.earliest < 0) ? this.earliest : next;
		}
		return this.rules.kind().isEvictable() ? lastUsed + idleTimeout() : null;
	}

	long refreshAt(Lease held) {
		return (this.failures.last() != null) ? this.failures.nextTry() : held.refreshAt;
	}

	/**
	 * Whether a session is made though nobody asks. Of keys whose bucket is not
	 * configured, only those that once had a session, and only after failures that may
	 * pass: the bucket may not exist any more, nor the credentials.
	 */
	boolean retriesByItself(long now, long lastUsed) {
		if (!this.wanted || isIdle(now, lastUsed)) {
			return false;
		}
		return switch (this.rules.kind()) {
			case KEPT_WARM, CONFIGURED -> true;
			case ON_DEMAND ->
				this.lastMade != null && (this.failures.last() == null || this.failures.last().isPassing());
			case OF_REQUEST -> false;
		};
	}

	boolean isIdle(long now, long lastUsed) {
		return this.rules.kind() != SlotKind.KEPT_WARM && now - lastUsed >= idleTimeout();
	}

	/**
	 * Whether a session need not be replaced: nobody used it during its life.
	 */
	boolean isUnneeded(Lease held, long now, long lastUsed) {
		return this.rules.kind() != SlotKind.KEPT_WARM && (lastUsed - held.asked < 0 || isIdle(now, lastUsed));
	}

	SlotState withLease(@Nullable Lease lease) {
		return (lease == this.lease) ? this
				: new SlotState(this.rules, lease, this.creation, this.creations, this.failures, this.lastMade,
						this.pace, this.earliest, this.nextLook, this.wanted, this.dozing, this.closed);
	}

	SlotState withCreation(@Nullable SlotCreation creation) {
		return new SlotState(this.rules, this.lease, creation, this.creations, this.failures, this.lastMade, this.pace,
				this.earliest, this.nextLook, this.wanted, this.dozing, this.closed);
	}

	SlotState withFailures(SlotFailures failures) {
		return new SlotState(this.rules, this.lease, this.creation, this.creations, failures, this.lastMade, this.pace,
				this.earliest, this.nextLook, this.wanted, this.dozing, this.closed);
	}

	SlotState withEarliest(long earliest) {
		return new SlotState(this.rules, this.lease, this.creation, this.creations, this.failures, this.lastMade,
				this.pace, earliest, this.nextLook, this.wanted, this.dozing, this.closed);
	}

	SlotState withNextLook(long nextLook) {
		return new SlotState(this.rules, this.lease, this.creation, this.creations, this.failures, this.lastMade,
				this.pace, this.earliest, nextLook, this.wanted, this.dozing, this.closed);
	}

	SlotState wanted(boolean wanted, boolean dozing) {
		return new SlotState(this.rules, this.lease, this.creation, this.creations, this.failures, this.lastMade,
				this.pace, this.earliest, this.nextLook, wanted, dozing, this.closed);
	}

	SlotState begun(SlotCreation creation) {
		return new SlotState(this.rules, this.lease, creation, creation.number(), this.failures, this.lastMade,
				this.pace, this.earliest, this.nextLook, true, false, this.closed);
	}

	SlotState started(SlotCreation creation) {
		return new SlotState(this.rules, this.lease, creation, this.creations, this.failures, this.lastMade,
				this.pace.started(creation.startAt()), this.earliest, this.nextLook, this.wanted, this.dozing,
				this.closed);
	}

	SlotState made(Lease lease, Instant at) {
		return new SlotState(this.rules, lease, null, this.creations, this.failures.ended(), at, this.pace,
				this.earliest, this.nextLook, true, false, this.closed);
	}

	SlotState ended() {
		return new SlotState(this.rules, null, null, this.creations, this.failures, this.lastMade, this.pace,
				this.earliest, this.nextLook, false, false, true);
	}

	private long idleTimeout() {
		return this.rules.timing().idleTimeout().toNanos();
	}

}
