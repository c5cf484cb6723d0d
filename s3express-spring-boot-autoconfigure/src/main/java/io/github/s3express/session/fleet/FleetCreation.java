/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.FleetMark;
import io.github.s3express.session.FleetSessionStore.Answer;
import io.github.s3express.session.FleetSessionStore.Lease;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.fleet.FleetSessionCreator.StoreAnswer;

/**
 * One session that is wanted: taken from the store, made for all, or awaited from whoever
 * makes it. Lives on the timer's thread; only the session itself is answered from
 * wherever it comes. Long, since each of its steps begins where another may have left it:
 * what was asked, refused, led or announced meanwhile.
 */
final class FleetCreation {

	private static final Logger logger = LoggerFactory.getLogger(FleetCreation.class);

	private static final Runnable NOTHING = () -> {
	};

	// How often in a row the store may answer with something that will not do.
	private static final int MOST_ASKS_IN_VAIN = 4;

	// If two others gave up, it is likely that the service is to blame.
	private static final int MOST_LEADERS_IN_VAIN = 2;

	private final FleetSessionCreator owner;

	private final Fleet fleet;

	private final CreationRequest request;

	private final List<String> storeKeys;

	private final String storeKey;

	private final FleetPatience patience;

	private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

	private final Set<Version> unwanted = new HashSet<>();

	private Runnable cancelPoll = NOTHING;

	private Runnable cancelRenewal = NOTHING;

	private Duration poll = FleetTiming.FIRST_POLL;

	private boolean asking;

	private boolean alone;

	private boolean leading;

	// Whether somebody gave a right back since the store was asked last.
	private boolean announced;

	private boolean heardOfLeader;

	private long waitingSince;

	private Duration waitedForStore = Duration.ZERO;

	// While the store does not answer.
	private long askNoSoonerThan;

	private int asksInVain;

	private int leadersInVain;

	// When the store's last answer about the right came.
	private long leaseConfirmed;

	private int renewalsUnanswered;

	FleetCreation(FleetSessionCreator owner, CreationRequest request) {
		this.owner = owner;
		this.fleet = owner.fleet();
		this.request = request;
		this.storeKeys = this.fleet.storeKeys(request.key());
		this.storeKey = this.storeKeys.get(0);
		this.patience = new FleetPatience(this.fleet.timing(), request, owner::servesFor, now());
		this.askNoSoonerThan = now();
	}

	CompletableFuture<S3ExpressSession> result() {
		return this.result;
	}

	/**
	 * Takes a step. Whatever goes wrong in it, somebody waits for the session, so it is
	 * made without the fleet then.
	 */
	void safely(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			logger.debug("A step on the way to a shared session failed", ex);
			makeAlone();
		}
	}

	void begin() {
		this.owner.listen(this.storeKey, this);
		this.result.whenComplete((session, failure) -> this.owner.listenNoMore(this.storeKey, this));
		FleetMark held = (this.request.held() != null) ? this.request.held().fleetMark() : null;
		if (held != null) {
			this.unwanted.add(new Version(held.storeKey(), held.version()));
		}
		ask();
	}

	/**
	 * Somebody gave a right to make the session back.
	 */
	void announced() {
		if (this.result.isDone() || this.leading) {
			return;
		}
		this.announced = true;
		if (this.alone) {
			find(this.storeKey, this::takeIfUsable);
		}
		else if (!this.asking) {
			ask();
		}
	}

	private void ask() {
		this.cancelPoll.run();
		if (isOver()) {
			return;
		}
		Duration atMost = this.fleet.timing().timeout().minus(this.waitedForStore);
		if (atMost.isNegative() || atMost.isZero()) {
			makeAlone();
			return;
		}
		if (!this.fleet.breaker().allows(now())) {
			waitForStoreOrMakeAlone();
			return;
		}
		boolean leaderInVain = this.announced && this.heardOfLeader;
		this.announced = false;
		this.asking = true;
		long begun = now();
		Set<String> versions = new HashSet<>(this.fleet.refused().of(this.storeKey));
		this.unwanted.stream()
			.filter((version) -> version.storeKey.equals(this.storeKey))
			.forEach((version) -> versions.add(version.version));
		this.owner.await(() -> this.fleet.store().ask(this.storeKey, versions, FleetTiming.LEASE), atMost,
				new StoreAnswer<>((Answer answer) -> {
					this.asking = false;
					this.waitedForStore = this.waitedForStore.plusNanos(now() - begun);
					this.fleet.breaker().answered();
					answered(answer, begun, leaderInVain);
				}, (failure) -> safely(() -> storeFailed(failure))).arrived(this::holdLease).late(this::giveBackLease));
	}

	private boolean isOver() {
		if (!this.result.isDone() && !this.request.wanted().getAsBoolean()) {
			this.result.completeExceptionally(new CancellationException("Nobody waits for the session any more"));
		}
		return this.result.isDone();
	}

	private void holdLease(Answer answer) {
		if (answer instanceof Answer.Leading lead) {
			this.fleet.counts().leases.increment();
			this.owner.hold(lead.lease());
		}
	}

	private void giveBackLease(Answer answer) {
		if (answer instanceof Answer.Leading lead) {
			this.owner.giveBack(lead.lease());
		}
	}

	private void storeFailed(Throwable failure) {
		this.asking = false;
		this.askNoSoonerThan = now() + nextPoll().toNanos();
		waitForStoreOrMakeAlone();
		this.fleet.counts().storeFailures.increment();
		this.fleet.breaker().failedToAnswer(failure, now());
	}

	// Looks as often as the store may make a caller wait whether one waits by now.
	private void waitForStoreOrMakeAlone() {
		if (!this.patience.hasTimeForStore(now())) {
			makeAlone();
			return;
		}
		this.cancelPoll = this.owner.timer()
			.schedule(() -> safely(this::askOnceMore), shorter(this.fleet.timing().timeout(), FleetTiming.FIRST_POLL));
	}

	private void askOnceMore() {
		if (isOver()) {
			return;
		}
		if (now() - this.askNoSoonerThan >= 0 && this.patience.hasTimeForStore(now())) {
			ask();
		}
		else {
			waitForStoreOrMakeAlone();
		}
	}

	private void answered(Answer answer, long asked, boolean leaderInVain) {
		if (answer instanceof Answer.Found found) {
			if (!take(this.storeKey, found, asked)) {
				this.unwanted.add(new Version(this.storeKey, found.version()));
				if (++this.asksInVain < MOST_ASKS_IN_VAIN) {
					ask();
				}
				else {
					makeAlone();
				}
			}
		}
		else if (answer instanceof Answer.Leading lead) {
			this.leaseConfirmed = now();
			lookUnderOtherKeys(lead.lease(), 1);
		}
		else if (answer instanceof Answer.Busy busy) {
			await(busy.left(), leaderInVain);
		}
	}

	// While a key is replaced by another, some instances write with one and some with
	// the other.
	private void lookUnderOtherKeys(Lease lease, int index) {
		if (index >= this.storeKeys.size()) {
			lead(lease);
			return;
		}
		String other = this.storeKeys.get(index);
		find(other, (found, asked) -> {
			if (found != null && take(other, found, asked)) {
				this.owner.giveBack(lease);
			}
			else {
				lookUnderOtherKeys(lease, index + 1);
			}
		});
	}

	private void find(String at, FoundHandler handler) {
		long begun = now();
		Duration atMost = this.fleet.timing().timeout().minus(this.waitedForStore);
		this.owner.await(() -> this.fleet.store().find(at), atMost, new StoreAnswer<>((found) -> {
			this.waitedForStore = this.waitedForStore.plusNanos(now() - begun);
			handler.found(found, begun);
		}, (failure) -> {
			this.fleet.counts().storeFailures.increment();
			handler.found(null, begun);
		}));
	}

	private void takeIfUsable(Answer.@Nullable Found found, long asked) {
		if (found != null) {
			take(this.storeKey, found, asked);
		}
	}

	/**
	 * Takes a session that was found.
	 * @return whether it will do
	 */
	private boolean take(String at, Answer.Found found, long asked) {
		if (this.unwanted.contains(new Version(at, found.version()))
				|| this.fleet.refused().contains(at, found.version())) {
			return false;
		}
		SharedSession shared = this.fleet.seal().open(found.value(), at, found.version());
		if (shared == null) {
			this.fleet.undecipherable(this.request.key());
			return false;
		}
		long now = now();
		// By its maker's reckoning or by the store's, whichever is less. The clock of the
		// store ran on while its answer came.
		Duration left = shorter(shared.left(), found.left().minusNanos(now - asked));
		FleetMark mark = new FleetMark(at, found.version(), true, shared.madeWithOthers(), shared.chance());
		S3ExpressSession session = shared.toSession(this.request.key(), left, now, mark);
		if (!isUsable(session, left, now)) {
			return false;
		}
		// Counted before anybody can look.
		this.fleet.counts().taken.increment();
		if (!this.result.complete(session)) {
			this.fleet.counts().taken.decrement();
		}
		return true;
	}

	private boolean isUsable(S3ExpressSession session, Duration left, long now) {
		Duration life = session.life();
		Duration least = life.minus(this.owner.servesFor(life));
		if (left.compareTo(least) <= 0 || left.compareTo(life) > 0 || left.compareTo(this.request.minimumLife()) < 0) {
			return false;
		}
		S3ExpressSession held = this.request.held();
		// One that is to replace another should outlive it. What was long on its way to
		// the store counts as older than it is, by the lease's time at the most.
		return held == null || left.plus(FleetTiming.LEASE).compareTo(held.left(now)) > 0;
	}

	private void await(Duration leaseLeft, boolean leaderInVain) {
		long now = now();
		if (!this.heardOfLeader) {
			this.heardOfLeader = true;
			this.waitingSince = now;
		}
		// The store has answered: from here on it is another instance that is waited for.
		this.waitedForStore = Duration.ZERO;
		this.leadersInVain += leaderInVain ? 1 : 0;
		Duration left = this.patience.withAnother(now).minusNanos(now - this.waitingSince);
		if (left.isNegative() || left.isZero() || this.leadersInVain >= MOST_LEADERS_IN_VAIN) {
			makeAlone();
		}
		else if (this.announced) {
			ask();
		}
		else {
			Duration pause = shorter(shorter(nextPoll(), leaseLeft.plusMillis(1)), left);
			this.cancelPoll = this.owner.timer().schedule(() -> safely(this::ask), pause);
		}
	}

	private Duration nextPoll() {
		Duration next = this.poll;
		this.poll = shorter(next.multipliedBy(2), FleetTiming.LONGEST_POLL);
		return Duration.ofNanos((long) (next.toNanos() * (0.5 + this.owner.chance() / 2)));
	}

	// Goes on listening: if another's session comes sooner, it is as good.
	private void makeAlone() {
		if (this.alone || this.result.isDone()) {
			return;
		}
		this.alone = true;
		CreationRequest own = new CreationRequest(this.request.key(), this.request.priority(),
				() -> !this.result.isDone() && this.request.wanted().getAsBoolean(), this.request.awaited(),
				this.request.minimumLife(), this.request.held(), this.request.madeWithOthers());
		create(own).whenComplete((session, failure) -> {
			if (failure == null) {
				this.result.complete(session);
			}
			else {
				this.result.completeExceptionally(failure);
			}
		});
	}

	private void lead(Lease lease) {
		this.leading = true;
		FleetMark mark = new FleetMark(lease.key(), lease.version(), false, this.request.madeWithOthers(),
				this.owner.chance());
		renewLater(lease);
		create(this.request).whenComplete((session, failure) -> {
			// Whoever waits is answered before the store is.
			if (failure == null) {
				S3ExpressSession shared = session.shared(mark);
				this.result.complete(shared);
				this.owner.timer().schedule(() -> put(lease, shared, mark), Duration.ZERO);
			}
			else {
				this.result.completeExceptionally(failure);
				this.owner.timer().schedule(() -> end(lease), Duration.ZERO);
			}
		});
	}

	private CompletableFuture<S3ExpressSession> create(CreationRequest wanted) {
		try {
			return this.owner.delegate().create(wanted);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void renewLater(Lease lease) {
		this.cancelRenewal = this.owner.timer().schedule(() -> {
			renewLater(lease);
			this.renewalsUnanswered++;
			this.owner.await(() -> this.fleet.store().renew(lease, FleetTiming.LEASE), this.fleet.timing().timeout(),
					new StoreAnswer<>((renewed) -> {
						this.renewalsUnanswered--;
						this.leaseConfirmed = now();
						if (!renewed) {
							this.cancelRenewal.run();
						}
					}, (failure) -> this.fleet.counts().storeFailures.increment()));
		}, FleetTiming.RENEWAL);
	}

	private void put(Lease lease, S3ExpressSession session, FleetMark mark) {
		this.cancelRenewal.run();
		long now = now();
		Duration left = session.left(now);
		Duration leaseLeft = FleetTiming.leaseLeft(Duration.ofNanos(now - this.leaseConfirmed),
				this.renewalsUnanswered);
		if (left.isNegative() || left.isZero() || session.life().compareTo(FleetTiming.LONGEST_LIFE) > 0
				|| this.fleet.refused().contains(mark.storeKey(), mark.version())) {
			this.owner.giveBack(lease);
			return;
		}
		byte[] value = this.fleet.seal().seal(SharedSession.of(session, left, mark), lease.key(), lease.version());
		this.owner.await(() -> this.fleet.store().put(lease, value, left, leaseLeft), this.fleet.timing().timeout(),
				new StoreAnswer<>((isKept) -> {
					this.owner.drop(lease);
					this.fleet.breaker().kept();
					if (isKept) {
						this.fleet.counts().made.increment();
						removeIfRefused(mark);
					}
				}, (failure) -> {
					this.fleet.counts().storeFailures.increment();
					this.fleet.breaker().failedToKeep(failure, now());
					this.owner.giveBack(lease);
				}));
	}

	// Refused in the time that the store needed to take it.
	private void removeIfRefused(FleetMark mark) {
		if (this.fleet.refused().contains(mark.storeKey(), mark.version())) {
			this.owner.remove(mark);
		}
	}

	private void end(Lease lease) {
		this.cancelRenewal.run();
		this.owner.giveBack(lease);
	}

	private long now() {
		return this.fleet.clock().nanoTime();
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private record Version(String storeKey, String version) {
	}

	private interface FoundHandler {

		void found(Answer.@Nullable Found found, long asked);

	}

}
