/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.Objects;

import io.github.s3express.operations.AppendAnswer.Absent;
import io.github.s3express.operations.AppendAnswer.Rejected;
import io.github.s3express.operations.AppendAnswer.Seen;
import io.github.s3express.operations.AppendAnswer.Unclear;
import io.github.s3express.operations.AppendAnswer.Written;
import io.github.s3express.operations.AppendEffect.Copy;
import io.github.s3express.operations.AppendEffect.Create;
import io.github.s3express.operations.AppendEffect.Failed;
import io.github.s3express.operations.AppendEffect.Look;
import io.github.s3express.operations.AppendEffect.Opened;

/**
 * The part of {@link AppendProtocol} before the first block: finds or makes the object
 * and, with a fence, begins an epoch. After that nothing that an earlier writer sent can
 * be written any more, and the position is final.
 */
final class AppendOpening {

	private final AppendRules rules;

	AppendOpening(AppendRules rules) {
		this.rules = rules;
	}

	AppendStep looked(AppendState state, AppendAnswer answer) {
		if (answer instanceof Absent) {
			if (!this.rules.create()) {
				return ended(state, AppendFailure.MISSING, -1);
			}
			AppendEpoch epoch = this.rules.fence() ? new AppendEpoch(number(state), 0, this.rules.id(), 0) : null;
			AppendState creating = (epoch != null) ? state.withNext(epoch, null) : state;
			return new AppendStep(creating.in(AppendPhase.FENCING), new Create(state.sequence(), epoch));
		}
		if (answer instanceof Seen seen) {
			return found(state, seen.object());
		}
		return again(state, answer);
	}

	private AppendStep found(AppendState state, SeenObject object) {
		AppendEpoch own = state.next();
		if (!this.rules.fence() || (own != null && own.equals(object.epoch()))) {
			return opened(state, state.sequence(), object.size(), object.etag());
		}
		if (object.size() > this.rules.maxCopy()) {
			return ended(state, AppendFailure.TOO_LARGE, object.size());
		}
		AppendEpoch epoch = epoch(state, object);
		return new AppendStep(state.withNext(epoch, object).in(AppendPhase.FENCING),
				new Copy(state.sequence(), object, epoch));
	}

	AppendStep fenced(AppendState state, AppendAnswer answer) {
		if (answer instanceof Written written) {
			SeenObject seen = state.seen();
			return opened(state, state.sequence(), (seen != null) ? seen.size() : 0, written.etag());
		}
		return again(state, answer);
	}

	private AppendStep opened(AppendState state, int sequence, long size, String etag) {
		AppendState opened = state.at(sequence, size, etag, 1, state.next()).withTries(0);
		if (this.rules.atLimit() == AtAppendLimit.ROLL_OVER) {
			return new AppendStep(opened.in(AppendPhase.CHECKING_NEXT), new Look(sequence + 1));
		}
		return new AppendStep(opened.in(AppendPhase.IDLE), new Opened());
	}

	AppendStep checkedNext(AppendState state, AppendAnswer answer) {
		if (answer instanceof Absent) {
			return new AppendStep(state.in(AppendPhase.IDLE), new Opened());
		}
		if (answer instanceof Seen seen) {
			SeenObject object = seen.object();
			boolean empty = this.rules.fence() && object.size() == 0;
			return empty ? takeNext(state, object)
					: found(state.at(state.sequence() + 1, 0, "", 1, state.epoch()), object);
		}
		return again(state, answer);
	}

	// In an empty object nobody has written yet. Whoever made it may have been taken over
	// then, and the one who did so still writes the object before: both must be taken.
	private AppendStep takeNext(AppendState state, SeenObject object) {
		if (object.epoch() != null && object.epoch().equals(state.next())) {
			return confirmOld(state, object.etag());
		}
		AppendEpoch epoch = epoch(state, object);
		return new AppendStep(state.withNext(epoch, object).in(AppendPhase.TAKING_NEXT),
				new Copy(state.sequence() + 1, object, epoch));
	}

	AppendStep tookNext(AppendState state, AppendAnswer answer) {
		return (answer instanceof Written written) ? confirmOld(state, written.etag()) : again(state, answer);
	}

	private static AppendStep confirmOld(AppendState state, String nextEtag) {
		return new AppendStep(state.withNextEtag(nextEtag).in(AppendPhase.CONFIRMING_OLD), new Look(state.sequence()));
	}

	AppendStep confirmedOld(AppendState state, AppendAnswer answer) {
		if (answer instanceof Seen seen && seen.object().etag().equals(state.etag())) {
			return opened(state, state.sequence() + 1, 0, Objects.requireNonNull(state.nextEtag()));
		}
		return again(state, answer);
	}

	private AppendStep again(AppendState state, AppendAnswer answer) {
		int tries = state.tries() + 1;
		if (answer instanceof Rejected || tries >= this.rules.maxTries()) {
			return new AppendStep(state.in(AppendPhase.ENDED),
					new Failed((answer instanceof Rejected) ? AppendFailure.REFUSED : AppendFailure.UNREACHABLE,
							BlockOutcome.NONE, -1, AppendProtocol.cause(answer)));
		}
		AppendPhase phase = switch (state.phase()) {
			case CHECKING_NEXT, TAKING_NEXT -> AppendPhase.CHECKING_NEXT;
			case CONFIRMING_OLD -> (answer instanceof Unclear) ? AppendPhase.CONFIRMING_OLD : AppendPhase.OPENING;
			default -> AppendPhase.OPENING;
		};
		Duration wait = this.rules.wait((answer instanceof Unclear) ? tries : 1);
		boolean next = phase == AppendPhase.CHECKING_NEXT;
		return new AppendStep(state.in(phase).withTries(tries), wait, new Look(state.sequence() + (next ? 1 : 0)));
	}

	private AppendEpoch epoch(AppendState state, SeenObject object) {
		long number = Math.max(number(state), (object.epoch() != null) ? object.epoch().number() + 1 : 1);
		return new AppendEpoch(number, object.size(), this.rules.id(), 0);
	}

	private static long number(AppendState state) {
		AppendEpoch before = state.epoch();
		return (before != null) ? before.number() + 1 : 1;
	}

	private static AppendStep ended(AppendState state, AppendFailure reason, long found) {
		return new AppendStep(state.in(AppendPhase.ENDED), new Failed(reason, BlockOutcome.NONE, found, null));
	}

}
