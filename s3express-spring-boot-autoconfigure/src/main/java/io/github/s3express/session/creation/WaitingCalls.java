/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for a place. The more important go first, of these those that are tried
 * again, and of equals those that came first. Kept apart by zone, so that a zone whose
 * places are taken costs the others no search. Not thread safe: the gate's lock guards
 * it.
 */
final class WaitingCalls {

	private static final int CLASSES = CreationRequest.Priority.values().length * 2;

	private final List<Map<String, LinkedList<GateCall>>> classes = new ArrayList<>();

	private long count;

	WaitingCalls() {
		for (int index = 0; index < CLASSES; index++) {
			this.classes.add(new LinkedHashMap<>());
		}
	}

	void add(GateCall call) {
		call.order = this.count++;
		int index = call.request().priority().ordinal() * 2 + (call.isAgain() ? 0 : 1);
		this.classes.get(index).computeIfAbsent(call.zone(), (zone) -> new LinkedList<>()).add(call);
	}

	/**
	 * Takes out the first call whose turn it is.
	 * @param judge whose turn it is
	 * @return the call, or {@code null} if it is nobody's turn
	 */
	@Nullable GateCall take(Function<GateCall, Turn> judge) {
		for (Map<String, LinkedList<GateCall>> zones : this.classes) {
			GateCall first = null;
			for (LinkedList<GateCall> calls : zones.values()) {
				GateCall candidate = first(calls, judge);
				if (candidate != null && (first == null || candidate.order < first.order)) {
					first = candidate;
				}
			}
			if (first != null) {
				remove(zones, first);
				return first;
			}
		}
		return null;
	}

	/**
	 * Takes out the call that has waited longest, however important others are. Looks at
	 * all calls.
	 * @param judge whose turn it is
	 * @return the call, or {@code null} if it is nobody's turn
	 */
	@Nullable GateCall takeLongestWaiting(Predicate<GateCall> judge) {
		GateCall longest = null;
		Map<String, LinkedList<GateCall>> place = Map.of();
		for (Map<String, LinkedList<GateCall>> zones : this.classes) {
			for (LinkedList<GateCall> calls : zones.values()) {
				for (GateCall call : calls) {
					if ((longest == null || call.order < longest.order) && judge.test(call)) {
						longest = call;
						place = zones;
					}
				}
			}
		}
		if (longest != null) {
			remove(place, longest);
		}
		return longest;
	}

	private static @Nullable GateCall first(LinkedList<GateCall> calls, Function<GateCall, Turn> judge) {
		for (GateCall call : calls) {
			Turn turn = judge.apply(call);
			if (turn != Turn.NOT_YET) {
				return (turn == Turn.NOW) ? call : null;
			}
		}
		return null;
	}

	private static void remove(Map<String, LinkedList<GateCall>> zones, GateCall call) {
		LinkedList<GateCall> calls = zones.get(call.zone());
		if (calls == null) {
			return;
		}
		for (Iterator<GateCall> iterator = calls.iterator(); iterator.hasNext();) {
			if (iterator.next() == call) {
				iterator.remove();
				break;
			}
		}
		if (calls.isEmpty()) {
			zones.remove(call.zone());
		}
	}

	/**
	 * Whether it is the turn of a call.
	 */
	enum Turn {

		NOW,

		/** Not this one's, but it may be that of the next. */
		NOT_YET,

		/** Neither this one's nor that of others of its zone and importance. */
		NONE_OF_ZONE

	}

}
