/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.CreationFailure;

/**
 * Takes a slot from one state to the next. Lives for one input.
 * <p>
 * Longer than other classes, since it has all decisions about a session's life and
 * nothing else: most inputs touch the session, the creation and the failures alike, and a
 * cut between these would part what changes together.
 */
final class SlotTransition {

	// A session that never served and was refused sooner than this counts with the
	// refusals before it.
	private static final long REFUSAL_MEMORY = Duration.ofSeconds(30).toNanos();

	private static final int REFUSALS_ANSWERED_AT_ONCE = 2;

	// For so long the service is taken to give no longer sessions than it just did when
	// asked for one.
	private static final long SHORT_LIFE_MEMORY = Duration.ofSeconds(10).toNanos();

	private static final long LOOK_INTERVAL = Duration.ofMillis(250).toNanos();

	private final List<SlotEffect> effects = new ArrayList<>();

	private final SlotRules rules;

	private final SessionKey key;

	private final SlotMoment moment;

	private final long now;

	private SlotState state;

	SlotTransition(SlotState state, SlotMoment moment) {
		this.state = state;
		this.rules = state.rules();
		this.key = state.rules().key();
		this.moment = moment;
		this.now = moment.now();
	}

	SlotStep on(SlotInput input) {
		SlotReply reply = this.state.closed() ? SlotReply.Plain.CLOSED : decide(input);
		return new SlotStep(this.state, List.copyOf(this.effects), reply);
	}

	private SlotReply decide(SlotInput input) {
		if (input instanceof SlotInput.Ask ask) {
			return ask(ask.minimumLife());
		}
		if (input instanceof SlotInput.Order) {
			return order();
		}
		if (input instanceof SlotInput.Serve serve) {
			return serve(serve.session());
		}
		if (input instanceof SlotInput.Refuse refuse) {
			return refuse(refuse.session());
		}
		if (input instanceof SlotInput.Made made) {
			return made(made);
		}
		if (input instanceof SlotInput.Fail fail) {
			return isUnderWay(fail.creation()) ? fail(fail.cause()) : SlotReply.Plain.NOTHING;
		}
		if (input instanceof SlotInput.Withdraw withdraw) {
			return isUnderWay(withdraw.creation()) ? withdraw(withdraw) : SlotReply.Plain.NOTHING;
		}
		if (input instanceof SlotInput.Use) {
			return use();
		}
		if (input instanceof SlotInput.Credentials) {
			return newCredentials();
		}
		if (input instanceof SlotInput.LetGo) {
			return letGo();
		}
		if (input instanceof SlotInput.Wake) {
			return wake();
		}
		return (input instanceof SlotInput.Retire) ? retire() : close();
	}

	private SlotReply ask(Duration minimumLife) {
		keepIfReplacementIsLate();
		Lease held = this.state.lease();
		if (held != null && held.serves(this.now)
				&& (held.expires - this.now >= minimumLife.toNanos() || isTooShortAnyway(held, minimumLife))) {
			return new SlotReply.Now(held.session);
		}
		if (this.state.creation() == null) {
			S3ExpressSessionException failure = this.state.failures().standing(this.now);
			if (failure != null) {
				lookAtCredentials(failure);
				return new SlotReply.Not(failure);
			}
			begin(true, minimumLife, this.state.earliest());
		}
		return SlotReply.Plain.LATER;
	}

	// The replacement began in time, but the threshold was there first.
	private void keepIfReplacementIsLate() {
		if (this.state.creation() != null && !isServing(this.state.lease())) {
			keepToItsEnd();
		}
	}

	// The threshold spares requests a refusal. Better that than no session.
	private void keepToItsEnd() {
		Lease held = this.state.lease();
		if (held != null) {
			lease(held.toItsEnd());
		}
	}

	private boolean isTooShortAnyway(Lease held, Duration minimumLife) {
		return held.shorterThanAsked && held.session.life().compareTo(minimumLife) < 0
				&& this.now - held.session.receivedNanos() < SHORT_LIFE_MEMORY;
	}

	private void lookAtCredentials(S3ExpressSessionException failure) {
		if (isAboutCredentials(failure) && this.now - this.state.nextLook() >= 0) {
			this.effects.add(new SlotEffect.Look());
			this.state = this.state.withNextLook(this.now + LOOK_INTERVAL);
		}
	}

	private boolean isAboutCredentials(S3ExpressSessionException failure) {
		return !failure.isPassing() && failure.statusCode() != 0 && this.rules.kind() != SlotKind.OF_REQUEST;
	}

	// Somebody has asked for this, so it waits for no interval between tries.
	private SlotReply order() {
		SlotCreation creation = this.state.creation();
		if (creation == null) {
			begin(true, Duration.ZERO, this.now);
		}
		else if (!creation.running()) {
			start(creation);
		}
		return SlotReply.Plain.LATER;
	}

	private SlotReply use() {
		wanted(true, false);
		return SlotReply.Plain.DONE;
	}

	private SlotReply serve(S3ExpressSession session) {
		Lease held = this.state.lease();
		if (held == null || held.session != session || held.served) {
			return SlotReply.Plain.NOTHING;
		}
		lease(held.thatServed());
		failures(this.state.failures().refusals(0));
		return SlotReply.Plain.DONE;
	}

	private SlotReply refuse(S3ExpressSession session) {
		Lease held = this.state.lease();
		if (held == null || held.session != session) {
			return SlotReply.Plain.NOTHING;
		}
		lease(null);
		wanted(this.state.wanted(), false);
		this.effects.add(new SlotEffect.Refused(session));
		tell(new SessionEvent.Invalidated(this.key));
		// The wait after a failed refresh was meant for a key that has a session.
		failures(this.state.failures().tryAgainAt(this.now));
		if (held.served) {
			long earliest = this.state.pace().earliest();
			this.state = this.state.withEarliest((earliest - this.now > 0) ? earliest : this.now);
		}
		else {
			countRefusal(this.now - session.receivedNanos() < REFUSAL_MEMORY);
		}
		return SlotReply.Plain.DONE;
	}

	private void countRefusal(boolean soon) {
		SlotFailures failures = this.state.failures();
		int refusals = soon ? failures.refusals() + 1 : 1;
		failures(failures.refusals(refusals));
		int surplus = refusals - REFUSALS_ANSWERED_AT_ONCE;
		if (surplus > 0) {
			// The service refuses whatever it gives out: slow down instead of looping.
			S3ExpressSessionException cause = new S3ExpressSessionException(this.key,
					"No session for %s: the service refused the last %d sessions that it gave out"
						.formatted(this.key.bucket(), refusals),
					null, true);
			Duration wait = this.rules.timing().retryWithoutSessionAfter(surplus, true, this.moment.chance());
			failures(this.state.failures().refused(cause, this.now + wait.toNanos()));
		}
	}

	private SlotReply newCredentials() {
		S3ExpressSessionException failure = this.state.failures().last();
		if (failure == null || !isAboutCredentials(failure)) {
			return SlotReply.Plain.NOTHING;
		}
		failures(this.state.failures().tryAgainAt(this.now));
		if (this.state.creation() == null) {
			begin(false, Duration.ZERO, this.state.earliest());
		}
		return SlotReply.Plain.DONE;
	}

	private SlotReply letGo() {
		Lease held = this.state.lease();
		if (held != null) {
			// Whoever lets a session go does not want to get it back from others.
			this.effects.add(new SlotEffect.Refused(held.session));
		}
		lease(null);
		wanted(this.state.creation() != null, false);
		failures(SlotFailures.NONE);
		tell(new SessionEvent.Released(this.key));
		return SlotReply.Plain.DONE;
	}

	private SlotReply made(SlotInput.Made made) {
		SlotCreation finished = made.creation();
		if (!isUnderWay(finished)) {
			return SlotReply.Plain.NOTHING;
		}
		endIfLapsed();
		S3ExpressSession session = made.session();
		Duration took = Duration.ofNanos(this.now - finished.startAt());
		boolean first = this.state.lease() == null;
		int failed = this.state.failures().inARow();
		// An outage ends for all instances at one moment, as a deployment begins.
		Lease lease = Lease.of(session, this.rules.timing(), this.moment.chance(), first || failed > 0, finished);
		this.state = this.state.made(lease, made.at());
		this.effects.add(new SlotEffect.Answer(session));
		tell(first ? new SessionEvent.Created(this.key, session.expires(), took, session.origin())
				: new SessionEvent.Refreshed(this.key, session.expires(), took, failed, session.origin()));
		return SlotReply.Plain.DONE;
	}

	private SlotReply fail(S3ExpressSessionException cause) {
		SlotCreation finished = this.state.creation();
		Duration took = Duration.ofNanos((finished != null) ? this.now - finished.startAt() : 0);
		creation(null);
		keepToItsEnd();
		endIfLapsed();
		this.effects.add(new SlotEffect.Disappoint(cause));
		SlotTiming timing = this.rules.timing();
		int inARow = this.state.failures().inARow() + 1;
		Lease held = this.state.lease();
		if (held != null) {
			Duration left = Duration.ofNanos(held.servesUntil - this.now);
			Duration wait = timing.retryAfter(left, this.moment.chance());
			failures(this.state.failures().and(cause, this.now + wait.toNanos()));
			if (this.rules.kind() == SlotKind.OF_REQUEST) {
				wanted(true, true);
			}
			tell(new SessionEvent.RefreshFailed(this.key, cause, took, inARow, left));
		}
		else {
			Duration wait = timing.retryWithoutSessionAfter(inARow, cause.isPassing(), this.moment.chance());
			failures(this.state.failures().and(cause, this.now + wait.toNanos()));
			tell(new SessionEvent.CreationFailed(this.key, cause, took, inARow));
		}
		return SlotReply.Plain.DONE;
	}

	private SlotReply withdraw(SlotInput.Withdraw withdraw) {
		if (withdraw.wanted()) {
			start(withdraw.creation());
		}
		else {
			endIfLapsed();
			creation(null);
		}
		return SlotReply.Plain.DONE;
	}

	private SlotReply wake() {
		SlotCreation creation = this.state.creation();
		if (creation != null) {
			if (!creation.running() && creation.startAt() - this.now <= 0) {
				start(creation);
			}
			return SlotReply.Plain.DONE;
		}
		endIfLapsed();
		long used = this.moment.lastUsed();
		Lease held = this.state.lease();
		if (held != null) {
			if (!this.state.dozing() && this.state.refreshAt(held) - this.now <= 0) {
				refresh(held);
			}
		}
		else if (this.state.retriesByItself(this.now, used)) {
			if (this.state.failures().standing(this.now) == null && this.now - this.state.earliest() >= 0) {
				begin(false, Duration.ZERO, this.now);
			}
		}
		else if (this.state.isIdle(this.now, used)) {
			wanted(false, false);
			failures(SlotFailures.NONE);
			if (this.rules.kind().isEvictable()) {
				end();
				this.effects.add(new SlotEffect.End());
			}
		}
		return SlotReply.Plain.DONE;
	}

	private void refresh(Lease held) {
		if (this.state.isUnneeded(held, this.now, this.moment.lastUsed())) {
			wanted(false, true);
			failures(SlotFailures.NONE);
		}
		else {
			begin(false, Duration.ZERO, this.now);
		}
	}

	private SlotReply retire() {
		if (this.state.creation() != null) {
			return SlotReply.Plain.NOTHING;
		}
		end();
		return SlotReply.Plain.DONE;
	}

	private SlotReply close() {
		boolean awaited = this.state.creation() != null;
		end();
		if (awaited) {
			this.effects.add(new SlotEffect.Disappoint(CreationFailure.stopped(this.key, null)));
		}
		return SlotReply.Plain.DONE;
	}

	private void begin(boolean asked, Duration minimumLife, long earliest) {
		boolean later = earliest - this.now > 0;
		SlotCreation begun = new SlotCreation(this.state.creations() + 1, later ? earliest : this.now, false, asked,
				minimumLife);
		this.state = this.state.begun(begun);
		if (!later) {
			start(begun);
		}
	}

	private void start(SlotCreation creation) {
		SlotCreation started = creation.started(this.now);
		this.state = this.state.started(started);
		this.effects.add(new SlotEffect.Start(started));
	}

	private void endIfLapsed() {
		Lease held = this.state.lease();
		if (held != null && !held.serves(this.now)) {
			lease(null);
			tell(new SessionEvent.Expired(this.key, this.state.failures().last()));
		}
	}

	private boolean isServing(@Nullable Lease lease) {
		return lease != null && lease.serves(this.now);
	}

	private boolean isUnderWay(SlotCreation creation) {
		SlotCreation current = this.state.creation();
		return current != null && current.number() == creation.number();
	}

	private void tell(SessionEvent event) {
		this.effects.add(new SlotEffect.Tell(event));
	}

	private void end() {
		this.state = this.state.ended();
	}

	private void lease(@Nullable Lease lease) {
		this.state = this.state.withLease(lease);
	}

	private void creation(@Nullable SlotCreation creation) {
		this.state = this.state.withCreation(creation);
	}

	private void failures(SlotFailures failures) {
		this.state = this.state.withFailures(failures);
	}

	private void wanted(boolean wanted, boolean dozing) {
		this.state = this.state.wanted(wanted, dozing);
	}

}
