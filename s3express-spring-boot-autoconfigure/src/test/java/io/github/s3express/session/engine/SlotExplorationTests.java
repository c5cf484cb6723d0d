/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;
import io.github.s3express.session.creation.CreationFailure;
import io.github.s3express.session.creation.ScriptedCreator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Explores a slot exhaustively: breadth first, every input in every abstract state that
 * can be reached, until no new one is found. Checks in each what the simulation checks at
 * random.
 * <p>
 * An abstract state is a state whose moments are seen from the present, each only as past
 * or to come.
 */
class SlotExplorationTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final Duration IDLE = Duration.ofSeconds(100);

	private static final SlotTiming TIMING = new SlotTiming(
			new RefreshPolicy(Duration.ofSeconds(20), 0, Duration.ofSeconds(4), IDLE));

	private static final SessionKey KEY = new ManagerFixture().key();

	private static final S3ExpressSessionException PASSING = CreationFailure.asSessionException(KEY,
			ScriptedCreator.answer(503, "SlowDown"));

	private static final S3ExpressSessionException LASTING = CreationFailure.asSessionException(KEY,
			ScriptedCreator.answer(403, "AccessDenied"));

	// Some times what is reached. More of them means that something is counted without
	// end.
	private static final int MOST_STATES = 20_000;

	private static final int GREATEST_DEPTH = 100;

	private final Map<Abstract, World> seen = new HashMap<>();

	private final Deque<World> frontier = new ArrayDeque<>();

	private int depth;

	private long transitions;

	@ParameterizedTest
	@EnumSource(SlotKind.class)
	void stateWhenReachedByAnyInputsShouldKeepEveryInvariant(SlotKind kind) {
		SlotRules rules = new SlotRules(KEY, kind, TIMING);
		add(new World(SlotState.initial(rules, 0), 0, -1, false, 0, "start"));
		while (!this.frontier.isEmpty()) {
			World world = this.frontier.remove();
			world.successors().forEach(this::add);
		}
		System.out.printf("Slot %s: %d abstract states, %d transitions, depth %d%n", kind, this.seen.size(),
				this.transitions, this.depth);
		assertThat(this.seen).hasSizeGreaterThan(100);
	}

	private void add(World world) {
		this.transitions++;
		if (this.seen.putIfAbsent(world.seenAbstractly(), world) == null) {
			this.depth = Math.max(this.depth, world.depth);
			world.check(this.seen.size() <= MOST_STATES && this.depth <= GREATEST_DEPTH, "comes to no end");
			this.frontier.add(world);
		}
	}

	private static S3ExpressSession session(long now, int seconds) {
		Instant created = Instant.EPOCH.plusNanos(now);
		return new S3ExpressSession(KEY, S3ExpressSessionCredentials.create("key", "secret", "token"), created,
				created.plusSeconds(seconds), SessionEncryption.BUCKET_DEFAULT, now);
	}

	/**
	 * A slot and what is around it.
	 *
	 * @param state the slot's state
	 * @param now the present moment
	 * @param lastUsed when the slot was last used
	 * @param awaited whether somebody waits
	 * @param depth how many inputs led here
	 * @param path the inputs
	 */
	private record World(SlotState state, long now, long lastUsed, boolean awaited, int depth, String path) {

		private List<World> successors() {
			List<World> next = new ArrayList<>();
			next.add(ask(Duration.ZERO));
			next.add(ask(Duration.ofSeconds(50)));
			next.add(after(new SlotInput.Order(), this.lastUsed));
			next.add(after(new SlotInput.LetGo(), this.lastUsed));
			next.add(after(new SlotInput.Retire(), this.lastUsed));
			next.add(after(new SlotInput.Close(), this.lastUsed));
			next.add(after(new SlotInput.Credentials(), this.lastUsed));
			next.add(after(new SlotInput.Wake(), this.lastUsed));
			next.add(after(new SlotInput.Use(), this.now));
			Lease lease = this.state.lease();
			if (lease != null) {
				next.add(after(new SlotInput.Serve(lease.session), this.lastUsed));
				next.add(after(new SlotInput.Refuse(lease.session), this.lastUsed));
				if (lease.serves(this.now)) {
					next.add(new World(this.state, this.now, this.now, this.awaited, this.depth + 1,
							this.path + ", hit"));
				}
			}
			next.add(after(new SlotInput.Refuse(session(this.now, 60)), this.lastUsed));
			answers(this.state.creation(), next);
			pass(next);
			return next;
		}

		private void answers(SlotCreation creation, List<World> next) {
			if (creation != null && creation.running()) {
				Instant at = Instant.EPOCH;
				next.add(after(new SlotInput.Made(creation, session(this.now, 60), at), this.lastUsed));
				next.add(after(new SlotInput.Made(creation, session(this.now, 2), at), this.lastUsed));
				next.add(after(new SlotInput.Fail(creation, PASSING), this.lastUsed));
				next.add(after(new SlotInput.Fail(creation, LASTING), this.lastUsed));
				next.add(after(new SlotInput.Withdraw(creation, this.awaited), this.lastUsed));
			}
		}

		// Time goes on a little, and to the moment for which the timer is set, where it
		// fires.
		private void pass(List<World> next) {
			Long wakeAt = this.state.wakeAt(this.now, this.lastUsed);
			for (long step : new long[] { SECOND / 4, SECOND, 5 * SECOND }) {
				if (wakeAt == null || this.now + step < wakeAt) {
					next.add(new World(this.state, this.now + step, this.lastUsed, this.awaited, this.depth + 1,
							this.path + ", " + Duration.ofNanos(step)));
				}
			}
			if (wakeAt != null) {
				long then = Math.max(wakeAt, this.now);
				World woken = new World(this.state, then, this.lastUsed, this.awaited, this.depth,
						this.path + ", timer")
					.after(new SlotInput.Wake(), this.lastUsed);
				Long again = woken.state.wakeAt(then, this.lastUsed);
				check(again == null || again > then || !woken.state.equals(this.state), "runs hot");
				next.add(woken);
			}
		}

		private World ask(Duration minimumLife) {
			return after(new SlotInput.Ask(minimumLife), this.now);
		}

		private World after(SlotInput input, long used) {
			SlotStep step = this.state.on(input, new SlotMoment(this.now, used, 0.5));
			boolean waits = (this.awaited || step.reply() == SlotReply.Plain.LATER)
					&& step.effects().stream().noneMatch(World::endsWait);
			World next = new World(step.next(), this.now, used, waits, this.depth + 1,
					this.path + ", " + input.getClass().getSimpleName());
			next.checkStep(this, input, step);
			return next;
		}

		private static boolean endsWait(SlotEffect effect) {
			return effect instanceof SlotEffect.Answer || effect instanceof SlotEffect.Disappoint;
		}

		private void checkStep(World before, SlotInput input, SlotStep step) {
			SlotState old = before.state;
			long starts = count(step, SlotEffect.Start.class);
			check(starts <= 1, "starts two creations");
			check(count(step, SlotEffect.Answer.class) + count(step, SlotEffect.Disappoint.class) <= 1,
					"answers waiters twice");
			if (starts == 1 && !(input instanceof SlotInput.Withdraw)) {
				check(old.creation() == null || !old.creation().running(), "starts a creation beside another");
				checkStart(before, input);
			}
			check(!this.awaited || this.state.creation() != null, "lets somebody wait for nothing");
			boolean served = old.lease() != null && old.lease().serves(this.now);
			boolean serves = this.state.lease() != null && this.state.lease().serves(this.now);
			boolean drops = input instanceof SlotInput.Refuse || input instanceof SlotInput.LetGo
					|| input instanceof SlotInput.Retire || input instanceof SlotInput.Close;
			check(!served || serves || drops, "throws a good session away");
			check(this.state.lease() == null || this.state.lease().servesUntil <= this.state.lease().expires,
					"serves beyond the end");
			if (step.reply() instanceof SlotReply.Now here) {
				check(serves && this.state.lease().session == here.session(),
						"gives out a session that does not serve");
			}
			check(!old.closed() || (this.state.equals(old) && step.effects().isEmpty()), "acts after its end");
			check(!this.state.closed() || (this.state.lease() == null && this.state.creation() == null
					&& this.state.wakeAt(this.now, this.lastUsed) == null), "holds on to something after its end");
			checkEvents(step, served);
			checkView();
		}

		private void checkStart(World before, SlotInput input) {
			if (input instanceof SlotInput.Order) {
				return;
			}
			SlotState old = before.state;
			check(input instanceof SlotInput.Credentials || old.creation() != null
					|| old.failures().standing(this.now) == null, "tries before its time");
			check(this.now - old.earliest() >= 0, "makes a storm");
			Lease held = old.lease();
			if (input instanceof SlotInput.Wake && old.creation() == null) {
				boolean held2 = held != null && held.serves(this.now);
				check(!held2 || !old.isUnneeded(held, this.now, this.lastUsed), "refreshes what nobody used");
				check(!held2 || this.now - old.refreshAt(held) >= 0, "refreshes too early");
				check(held2 || old.rules().kind() != SlotKind.OF_REQUEST, "tries by itself for a request");
			}
		}

		private void checkEvents(SlotStep step, boolean served) {
			boolean held = served;
			for (SlotEffect effect : step.effects()) {
				if (!(effect instanceof SlotEffect.Tell tell)) {
					continue;
				}
				SessionEvent event = tell.event();
				if (event instanceof SessionEvent.Expired) {
					check(!held, "tells of the end of a session that serves");
				}
				else if (event instanceof SessionEvent.RefreshFailed failed) {
					check(this.state.lease() != null && !failed.left().isNegative(), "tells of a session that is gone");
				}
				else if (event instanceof SessionEvent.CreationFailed) {
					check(this.state.lease() == null, "tells that there is no session though there is");
				}
				else if (event instanceof SessionEvent.Created || event instanceof SessionEvent.Refreshed) {
					check(this.state.lease() != null, "tells of a session that it does not hold");
				}
			}
		}

		private void checkView() {
			SessionSnapshot view = SlotView.of(this.state, this.now, this.lastUsed);
			boolean serves = this.state.lease() != null && this.state.lease().serves(this.now);
			check(serves == (view.remaining() != null), "shows a session that does not serve");
			boolean trouble = switch (view.freshness()) {
				case EXPIRED, FAILED -> true;
				default -> false;
			};
			check(!trouble || (!serves && this.state.rules().kind() != SlotKind.OF_REQUEST), "shows trouble: " + view);
		}

		private static long count(SlotStep step, Class<?> type) {
			return step.effects().stream().filter(type::isInstance).count();
		}

		private void check(boolean holds, String problem) {
			if (!holds) {
				throw new AssertionError(problem + " after " + this.path + ": " + this);
			}
		}

		private Abstract seenAbstractly() {
			Lease lease = this.state.lease();
			SlotCreation creation = this.state.creation();
			SlotFailures failures = this.state.failures();
			String leased = (lease != null)
					? "%d%d%d %b %b %b".formatted(past(lease.refreshAt), past(lease.servesUntil), past(lease.expires),
							lease.served, lease.shorterThanAsked, this.lastUsed - lease.asked >= 0)
					: "none";
			long due = (creation != null) ? creation.startAt() : 0;
			String creating = (creation != null) ? "%b %b %d".formatted(creation.running(), creation.asked(), past(due))
					: "none";
			String failed = (failures.last() != null) ? "%b %d %d".formatted(failures.last().isPassing(),
					past(failures.nextTry()), Math.min(failures.inARow(), 2)) : "none";
			return new Abstract(leased, creating, failed, Math.min(failures.refusals(), 3),
					this.state.lastMade() != null, past(this.state.earliest()), pace(), past(this.state.nextLook()),
					this.state.wanted(), this.state.dozing(), this.state.closed(), this.awaited,
					past(this.lastUsed + IDLE.toNanos()));
		}

		// How many replacements are free at present.
		private int pace() {
			long owed = this.state.pace().earliest() - this.now;
			return (owed > 0) ? 0 : (int) Math.min(1 - owed / SECOND, SlotPace.AT_ONCE);
		}

		private int past(long moment) {
			return (moment - this.now <= 0) ? 1 : 0;
		}

		@Override
		public String toString() {
			return this.state + " at " + Duration.ofNanos(this.now);
		}

	}

	private record Abstract(String lease, String creation, String failure, int refusals, boolean made, int earliest,
			int pace, int nextLook, boolean wanted, boolean dozing, boolean closed, boolean awaited, int idle) {

	}

}
