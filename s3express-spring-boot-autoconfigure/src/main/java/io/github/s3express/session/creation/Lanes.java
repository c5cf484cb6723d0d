/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Where calls stand that are under way. They begin in a place, or aside if their bucket
 * did not answer lately; step aside if they take long; and are late once they have been
 * given up. Not thread safe: the gate's lock guards it.
 */
final class Lanes {

	private static final int SUSPECTS_REMEMBERED = 1_024;

	private final CallLimits limits;

	private final Places places;

	private final Places aside;

	// Those aside that began there. They leave room for calls that step aside.
	private final Places suspectsAside;

	private final LateCalls late;

	// Buckets whose last call was not answered.
	private final Set<DirectoryBucketName> suspects = Collections.newSetFromMap(new LinkedHashMap<>() {
		@Override
		protected boolean removeEldestEntry(Map.Entry<DirectoryBucketName, Boolean> eldest) {
			return size() > SUSPECTS_REMEMBERED;
		}
	});

	// Those that would step aside if there were room.
	private final Set<GateCall> overdue = new LinkedHashSet<>();

	private int unhurried;

	// Whether the next suspect is the one that has waited longest.
	private boolean longestWaitingNext;

	Lanes(CallLimits limits) {
		this.limits = limits;
		this.places = new Places(limits.places());
		this.aside = new Places(limits.places());
		this.suspectsAside = new Places(Math.max(1, limits.places() / 2));
		this.late = new LateCalls(limits.places());
	}

	/**
	 * Whether there is no further call for a key, since too many hang.
	 */
	boolean refuses(GateCall call) {
		return this.late.refuses(call);
	}

	/**
	 * Whether it is the turn of a call, as far as room goes.
	 */
	WaitingCalls.Turn turn(GateCall call) {
		if (this.places.taken() + this.aside.taken() + this.late.all() >= this.limits.mostCalls()) {
			return WaitingCalls.Turn.NONE_OF_ZONE;
		}
		if (isSuspect(call)) {
			return (this.suspectsAside.hasRoomFor(call) && this.aside.hasRoomFor(call)) ? WaitingCalls.Turn.NOW
					: WaitingCalls.Turn.NOT_YET;
		}
		if (this.places.hasRoomFor(call)) {
			return WaitingCalls.Turn.NOW;
		}
		return this.places.isOpenTo(call) ? WaitingCalls.Turn.NOT_YET : WaitingCalls.Turn.NONE_OF_ZONE;
	}

	/**
	 * Whether the next suspect is the one that has waited longest, however important
	 * others are: every other one is.
	 */
	boolean isTurnOfLongestWaiting() {
		return this.longestWaitingNext && !this.suspects.isEmpty() && this.suspectsAside.hasRoom();
	}

	/**
	 * The turn goes from the one that has waited longest to the most important, or back.
	 */
	void passTurn() {
		this.longestWaitingNext = !this.longestWaitingNext;
	}

	/**
	 * Whether the last call for the bucket of a call was not answered.
	 */
	boolean isSuspect(GateCall call) {
		return this.suspects.contains(call.bucket());
	}

	void enter(GateCall call) {
		call.suspect = isSuspect(call);
		if (call.suspect) {
			this.suspectsAside.take(call);
			this.aside.take(call);
			call.lane = GateCall.Lane.ASIDE;
			passTurn();
		}
		else {
			this.places.take(call);
			call.lane = GateCall.Lane.PLACE;
		}
		call.unhurried = !call.isAgain() && !call.suspect && this.unhurried < this.limits.places();
		this.unhurried += call.unhurried ? 1 : 0;
	}

	/**
	 * The call takes long: it makes room for others, if there is room for it.
	 */
	void stepAside(GateCall call) {
		if (call.lane == GateCall.Lane.PLACE) {
			this.overdue.add(call);
			moveAside();
		}
	}

	private void moveAside() {
		this.overdue.removeIf((call) -> {
			boolean moves = this.aside.hasRoomFor(call);
			if (moves) {
				this.places.giveBack(call);
				this.aside.take(call);
				call.lane = GateCall.Lane.ASIDE;
			}
			return moves;
		});
	}

	/**
	 * The call is not waited for any longer.
	 */
	void giveUp(GateCall call) {
		leaveLane(call);
		call.lane = GateCall.Lane.LATE;
		this.late.add(call);
		this.suspects.add(call.bucket());
	}

	/**
	 * The call has ended.
	 * @param answered whether the service answered, or {@code null} if that says nothing
	 */
	void leave(GateCall call, @Nullable Boolean answered) {
		leaveLane(call);
		call.lane = null;
		this.unhurried -= call.unhurried ? 1 : 0;
		if (answered == null) {
			return;
		}
		if (answered) {
			this.suspects.remove(call.bucket());
		}
		else {
			this.suspects.add(call.bucket());
		}
	}

	private void leaveLane(GateCall call) {
		if (call.lane == GateCall.Lane.PLACE) {
			this.places.giveBack(call);
			this.overdue.remove(call);
		}
		else if (call.lane == GateCall.Lane.ASIDE) {
			this.aside.giveBack(call);
			if (call.suspect) {
				this.suspectsAside.giveBack(call);
			}
			moveAside();
		}
		else if (call.lane == GateCall.Lane.LATE) {
			this.late.remove(call);
		}
	}

}
