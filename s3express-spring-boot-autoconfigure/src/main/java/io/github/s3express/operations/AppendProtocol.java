/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendAnswer.Absent;
import io.github.s3express.operations.AppendAnswer.Compared;
import io.github.s3express.operations.AppendAnswer.Rejected;
import io.github.s3express.operations.AppendAnswer.Seen;
import io.github.s3express.operations.AppendAnswer.Stale;
import io.github.s3express.operations.AppendAnswer.TooManyParts;
import io.github.s3express.operations.AppendAnswer.Unclear;
import io.github.s3express.operations.AppendAnswer.Written;
import io.github.s3express.operations.AppendEffect.Acknowledged;
import io.github.s3express.operations.AppendEffect.Compare;
import io.github.s3express.operations.AppendEffect.Copy;
import io.github.s3express.operations.AppendEffect.Create;
import io.github.s3express.operations.AppendEffect.Failed;
import io.github.s3express.operations.AppendEffect.Look;
import io.github.s3express.operations.AppendEffect.Put;

/**
 * How a writer appends: a function from what it knows and what it hears to what it knows
 * then and does next. Holds no state, reads no clock, sends nothing. One request is under
 * way at a time.
 * <p>
 * Each write names the entity tag and the size that the object had when the writer last
 * knew it, so that of all that is sent for one block at most one takes effect, whenever
 * it arrives. A block without an answer is sent again, never another one in its place;
 * what is refused then is settled by looking at the object.
 */
final class AppendProtocol {

	private final AppendRules rules;

	private final AppendOpening opening;

	AppendProtocol(AppendRules rules) {
		this.rules = rules;
		this.opening = new AppendOpening(rules);
	}

	AppendStep open(int sequence) {
		return new AppendStep(AppendState.opening(sequence), new Look(sequence));
	}

	/**
	 * Sends a block.
	 * @param state of a writer that waits for one
	 * @param block the block
	 */
	AppendStep send(AppendState state, AppendBlock block) {
		AppendState sending = state.with(block);
		return isFull(sending) ? look(sending) : put(sending);
	}

	/**
	 * Goes on after a failure that left the writer usable.
	 * @param state of the writer
	 */
	AppendStep resume(AppendState state) {
		AppendState fresh = state.withTries(0);
		return switch (state.phase()) {
			case SENDING -> put(fresh);
			case CREATING_NEXT, LOOKING_NEXT -> lookNext(fresh);
			default -> look(fresh);
		};
	}

	AppendStep on(AppendState state, AppendAnswer answer) {
		return switch (state.phase()) {
			case OPENING -> this.opening.looked(state, answer);
			case FENCING -> this.opening.fenced(state, answer);
			case CHECKING_NEXT -> this.opening.checkedNext(state, answer);
			case TAKING_NEXT -> this.opening.tookNext(state, answer);
			case CONFIRMING_OLD -> this.opening.confirmedOld(state, answer);
			case SENDING -> sent(state, answer);
			case LOOKING, CONFIRMING -> looked(state, answer);
			case COMPARING -> compared(state, answer);
			case COPYING -> copied(state, answer);
			case CREATING_NEXT -> createdNext(state, answer);
			case LOOKING_NEXT -> lookedNext(state, answer);
			case IDLE, ENDED -> throw new IllegalStateException("No answer is awaited: " + answer);
		};
	}

	// What is larger than CopyObject takes could not be fenced any more.
	private boolean isFull(AppendState state) {
		boolean fenced = this.rules.fence() && this.rules.atLimit() == AtAppendLimit.ROLL_OVER && state.position() > 0;
		return state.parts() >= this.rules.maxParts()
				|| (fenced && state.position() + block(state).length() > this.rules.maxCopy());
	}

	private AppendStep put(AppendState state) {
		return new AppendStep(state.in(AppendPhase.SENDING),
				new Put(state.sequence(), state.position(), state.etag(), block(state)));
	}

	private AppendStep look(AppendState state) {
		return new AppendStep(state.in(AppendPhase.LOOKING), new Look(state.sequence()));
	}

	private AppendStep lookNext(AppendState state) {
		return new AppendStep(state.in(AppendPhase.LOOKING_NEXT), new Look(state.sequence() + 1));
	}

	private AppendStep sent(AppendState state, AppendAnswer answer) {
		if (answer instanceof Written written) {
			return acknowledged(state, written.etag(), false);
		}
		if (answer instanceof Stale stale) {
			return look(suspect(state, stale.once()));
		}
		if (answer instanceof TooManyParts full) {
			return look(suspect(state, full.once()).withParts(this.rules.maxParts()));
		}
		if (answer instanceof Unclear unclear) {
			return again(put(state.withUncertain(true)), unclear.cause());
		}
		return refused(state, answer);
	}

	private static AppendState suspect(AppendState state, boolean once) {
		return state.withUncertain(state.uncertain() || !once);
	}

	private static AppendStep acknowledged(AppendState state, String etag, boolean settled) {
		return new AppendStep(state.acknowledged(etag), new Acknowledged(settled));
	}

	private AppendStep looked(AppendState state, AppendAnswer answer) {
		if (answer instanceof Absent) {
			return lost(state, AppendFailure.GONE, -1, BlockOutcome.NOT_WRITTEN);
		}
		if (answer instanceof Seen seen) {
			SeenObject object = seen.object();
			if (!object.etag().equals(state.etag())) {
				return changed(state, object);
			}
			if (state.phase() == AppendPhase.CONFIRMING) {
				return put(state.at(state.sequence() + 1, 0, Objects.requireNonNull(state.nextEtag()), 1, state.next())
					.withUncertain(false));
			}
			return isFull(state) ? limit(state, object) : again(put(state), null);
		}
		return (answer instanceof Unclear unclear) ? again(look(state), unclear.cause()) : refused(state, answer);
	}

	// The entity tag is another one: nothing that was sent with the old one can be
	// written any more.
	private AppendStep changed(AppendState state, SeenObject object) {
		AppendEpoch epoch = state.epoch();
		if (this.rules.atLimit() == AtAppendLimit.REWRITE && state.next() != null && state.next().equals(object.epoch())
				&& object.size() == state.position()) {
			return rewritten(state, object.etag());
		}
		long end = state.position() + block(state).length();
		boolean others = epoch != null && !epoch.equals(object.epoch());
		if (!others && state.uncertain() && object.size() == end) {
			return new AppendStep(state.withSeen(object).in(AppendPhase.COMPARING),
					new Compare(state.sequence(), state.position(), object.etag(), block(state)));
		}
		return lost(state, AppendFailure.LOST, object.size(), outcome(state, object, end));
	}

	private static BlockOutcome outcome(AppendState state, SeenObject object, long end) {
		AppendEpoch before = state.epoch();
		AppendEpoch now = object.epoch();
		if (!state.uncertain() || object.size() < end) {
			return BlockOutcome.NOT_WRITTEN;
		}
		if (before != null && now != null && now.number() == before.number() + 1 && now.start() >= 0) {
			// Up to where the next writer took over, nobody else wrote.
			return (now.start() >= end) ? BlockOutcome.WRITTEN : BlockOutcome.NOT_WRITTEN;
		}
		return BlockOutcome.UNKNOWN;
	}

	private AppendStep compared(AppendState state, AppendAnswer answer) {
		SeenObject seen = Objects.requireNonNull(state.seen());
		if (answer instanceof Compared compared) {
			return compared.same() ? acknowledged(state, seen.etag(), true)
					: lost(state, AppendFailure.LOST, seen.size(), BlockOutcome.NOT_WRITTEN);
		}
		return (answer instanceof Rejected) ? refused(state, answer) : again(look(state), cause(answer));
	}

	private AppendStep limit(AppendState state, SeenObject object) {
		return switch (this.rules.atLimit()) {
			case FAIL -> lost(state, AppendFailure.LIMIT, object.size(),
					state.uncertain() ? BlockOutcome.UNKNOWN : BlockOutcome.NOT_WRITTEN);
			case REWRITE -> {
				if (object.size() > this.rules.maxCopy()) {
					yield lost(state, AppendFailure.TOO_LARGE, object.size(),
							state.uncertain() ? BlockOutcome.UNKNOWN : BlockOutcome.NOT_WRITTEN);
				}
				AppendEpoch epoch = state.epoch();
				AppendEpoch now = object.epoch();
				// Whoever wrote without an epoch cannot say where it began.
				AppendEpoch next = (epoch != null) ? epoch.nextGeneration()
						: new AppendEpoch((now != null) ? now.number() + 1 : 1, -1, this.rules.id(), 0);
				yield new AppendStep(state.withNext(next, object).in(AppendPhase.COPYING),
						new Copy(state.sequence(), object, next));
			}
			case ROLL_OVER -> {
				AppendEpoch epoch = state.epoch();
				AppendEpoch next = new AppendEpoch((epoch != null) ? epoch.number() : 1, 0, this.rules.id(), 0);
				yield new AppendStep(state.withNext(next, null).in(AppendPhase.CREATING_NEXT),
						new Create(state.sequence() + 1, next));
			}
		};
	}

	private AppendStep copied(AppendState state, AppendAnswer answer) {
		if (answer instanceof Written written) {
			return rewritten(state, written.etag());
		}
		return (answer instanceof Rejected) ? refused(state, answer) : again(look(state), cause(answer));
	}

	private AppendStep rewritten(AppendState state, String etag) {
		return put(state.at(state.sequence(), state.position(), etag, 1, state.next()));
	}

	private AppendStep createdNext(AppendState state, AppendAnswer answer) {
		if (answer instanceof Written written) {
			return confirm(state, written.etag());
		}
		return (answer instanceof Rejected) ? refused(state, answer) : again(lookNext(state), cause(answer));
	}

	// Whoever takes over meanwhile looks for the next key after it has taken this one:
	// one of the two sees the other.
	private AppendStep confirm(AppendState state, String nextEtag) {
		return new AppendStep(state.withNextEtag(nextEtag).in(AppendPhase.CONFIRMING), new Look(state.sequence()));
	}

	private AppendStep lookedNext(AppendState state, AppendAnswer answer) {
		AppendEpoch next = Objects.requireNonNull(state.next());
		if (answer instanceof Absent) {
			return again(new AppendStep(state.in(AppendPhase.CREATING_NEXT), new Create(state.sequence() + 1, next)),
					null);
		}
		if (answer instanceof Seen seen) {
			SeenObject object = seen.object();
			if (object.size() == 0 && next.equals(object.epoch())) {
				return confirm(state, object.etag());
			}
			if (object.size() == 0 && state.epoch() != null && object.epoch() != null
					&& object.epoch().number() <= state.epoch().number()) {
				// Made by a writer that found out then that it had been taken over.
				return again(new AppendStep(state.in(AppendPhase.CREATING_NEXT),
						new Copy(state.sequence() + 1, object, next)), null);
			}
			return lost(state, AppendFailure.NEXT_EXISTS, object.size(), BlockOutcome.NOT_WRITTEN);
		}
		return (answer instanceof Unclear unclear) ? again(lookNext(state), unclear.cause()) : refused(state, answer);
	}

	private AppendStep again(AppendStep step, @Nullable Throwable cause) {
		int tries = step.state().tries() + 1;
		if (tries >= this.rules.maxTries()) {
			return failed(step.state(), AppendFailure.UNREACHABLE, cause);
		}
		return new AppendStep(step.state().withTries(tries), this.rules.wait(tries), step.effect());
	}

	private static AppendStep refused(AppendState state, AppendAnswer answer) {
		AppendState next = (answer instanceof Rejected rejected && state.phase() == AppendPhase.SENDING)
				? suspect(state, rejected.once()) : state;
		return failed(next, AppendFailure.REFUSED, cause(answer));
	}

	private static AppendStep failed(AppendState state, AppendFailure reason, @Nullable Throwable cause) {
		return new AppendStep(state,
				new Failed(reason, state.uncertain() ? BlockOutcome.UNKNOWN : BlockOutcome.NOT_WRITTEN, -1, cause));
	}

	private static AppendStep lost(AppendState state, AppendFailure reason, long found, BlockOutcome outcome) {
		return new AppendStep(state.in(AppendPhase.ENDED), new Failed(reason, outcome, found, null));
	}

	static @Nullable Throwable cause(AppendAnswer answer) {
		if (answer instanceof Rejected rejected) {
			return rejected.cause();
		}
		return (answer instanceof Unclear unclear) ? unclear.cause() : null;
	}

	private static AppendBlock block(AppendState state) {
		return Objects.requireNonNull(state.block());
	}

}
