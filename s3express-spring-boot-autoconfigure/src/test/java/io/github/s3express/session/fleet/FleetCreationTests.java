/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.FleetMark;
import io.github.s3express.session.FleetSessionStore.Answer;
import io.github.s3express.session.FleetSessionStore.Lease;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionOrigin;
import io.github.s3express.session.creation.CreationFixture;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.creation.ScriptedCreator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link FleetCreation} asks the store, and when.
 */
class FleetCreationTests {

	private static final Duration LEASE = FleetTiming.LEASE;

	private final FleetFixture fixture = new FleetFixture();

	private final ScriptedFleetStore store = new ScriptedFleetStore();

	private final FleetFixture.Instance instance = this.fixture.instance(this.store);

	private final CompletableFuture<S3ExpressSession> session = this.instance.create();

	@Test
	void announcementWhileTheStoreIsAskedShouldHaveItAskedAgainAfterwards() {
		pass(0);
		this.store.announce();
		pass(10);
		assertThat(this.store.asks).hasSize(1);
		this.store.busy(LEASE);
		pass(0);
		assertThat(this.store.asks).hasSize(2);
	}

	@Test
	void announcementWhileAnotherIsWaitedForShouldTakeThePlaceOfTheNextPoll() {
		pass(0);
		this.store.busy(LEASE);
		pass(10);
		assertThat(this.store.asks).hasSize(1);
		this.store.announce();
		pass(0);
		assertThat(this.store.asks).hasSize(2);
		this.store.busy(LEASE);
		// The poll would have been after 75 ms; the next is 150 ms after the answer.
		pass(149);
		assertThat(this.store.asks).hasSize(2);
		pass(1);
		assertThat(this.store.asks).hasSize(3);
	}

	@Test
	void pollsShouldComeLessAndLessOftenAndWhenTheLeaseEnds() {
		pass(0);
		int asks = 0;
		for (int pause : new int[] { 75, 150, 300, 375, 375 }) {
			assertThat(this.store.asks).hasSize(++asks);
			this.store.busy(LEASE);
			pass(pause - 1);
			assertThat(this.store.asks).as("%d ms", pause).hasSize(asks);
			pass(1);
		}
		assertThat(this.store.asks).hasSize(++asks);
		this.store.busy(Duration.ofMillis(20));
		pass(20);
		assertThat(this.store.asks).hasSize(asks);
		pass(1);
		assertThat(this.store.asks).hasSize(asks + 1);
	}

	@Test
	void anotherShouldBeWaitedForTwoSecondsHoweverLongItsLeaseIs() {
		pass(0);
		for (int time = 0; time < 1_999; time++) {
			ScriptedFleetStore.last(this.store.asks).complete(new Answer.Busy(Duration.ofSeconds(20)));
			pass(1);
		}
		assertThat(this.instance.service.count()).isZero();
		this.store.busy(Duration.ofSeconds(20));
		pass(1);
		this.store.busy(Duration.ofSeconds(20));
		pass(0);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void anotherThatWaitsForNobodyElseShouldMakeItAfterTwoLeadersFailed() {
		pass(0);
		this.store.busy(LEASE);
		pass(0);
		for (int leader = 1; leader <= 2; leader++) {
			assertThat(this.instance.service.count()).isZero();
			this.store.announce();
			pass(0);
			this.store.busy(LEASE);
			pass(0);
		}
		assertThat(this.instance.service.count()).isOne();
		assertThat(this.store.asks).hasSize(3);
	}

	@Test
	void leaderShouldNotAskForWhatItMakes() {
		pass(0);
		this.store.leading("v1");
		pass(0);
		this.store.announce();
		pass(400);
		assertThat(this.store.asks).hasSize(1);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void leaderShouldRenewItsRightUntilItHasEndedOrTheSessionIsMade() {
		pass(0);
		Lease lease = this.store.leading("v1");
		pass(499);
		assertThat(this.store.renewals).isEmpty();
		pass(1);
		assertThat(this.store.renewals).hasSize(1);
		ScriptedFleetStore.last(this.store.renewals).complete(true);
		pass(500);
		assertThat(this.store.renewals).hasSize(2);
		ScriptedFleetStore.last(this.store.renewals).complete(false);
		pass(2_000);
		assertThat(this.store.renewals).hasSize(2);
		this.instance.service.last().succeed();
		pass(0);
		// Whoever leads now may have stalled: the store decides.
		assertThat(this.store.puts).extracting(ScriptedFleetStore.Put::lease).containsExactly(lease);
		pass(2_000);
		assertThat(this.store.renewals).hasSize(2);
	}

	@Test
	void leaderShouldRenewItsRightNoMoreOnceTheSessionIsPut() {
		pass(0);
		this.store.leading("v1");
		pass(0);
		this.instance.service.last().succeed();
		pass(2_000);
		assertThat(this.store.renewals).isEmpty();
	}

	@Test
	void leaderThatFailsShouldGiveItsRightBackAndRenewItNoMore() {
		pass(0);
		Lease lease = this.store.leading("v1");
		pass(0);
		this.instance.service.last().fail(ScriptedCreator.answer(403, "AccessDenied"));
		pass(2_000);
		assertThat(this.session).isCompletedExceptionally();
		assertThat(this.store.givenBack).containsExactly(lease);
		assertThat(this.store.renewals).isEmpty();
		assertThat(this.store.puts).isEmpty();
	}

	@Test
	void putShouldTellTheStoreHowMuchOfTheRightIsLeft() {
		pass(0);
		this.store.leading("v1");
		pass(400);
		this.instance.service.last().succeed();
		pass(0);
		assertThat(ScriptedFleetStore.last(this.store.puts).leaseLeft()).isEqualTo(LEASE.minusMillis(400));
	}

	@Test
	void putShouldTellTheStoreHowMuchOfTheRenewedRightIsLeft() {
		pass(0);
		this.store.leading("v1");
		pass(500);
		ScriptedFleetStore.last(this.store.renewals).complete(true);
		pass(300);
		this.instance.service.last().succeed();
		pass(0);
		assertThat(ScriptedFleetStore.last(this.store.puts).leaseLeft()).isEqualTo(LEASE.minusMillis(300));
	}

	@Test
	void putShouldTellTheStoreTheMostThatMayBeLeftOfTheRight() {
		pass(0);
		this.store.leading("v1");
		// Both renewals may have come to pass, or may yet.
		pass(1_100);
		assertThat(this.store.renewals).hasSize(2);
		this.instance.service.last().succeed();
		pass(0);
		assertThat(ScriptedFleetStore.last(this.store.puts).leaseLeft())
			.isEqualTo(LEASE.multipliedBy(3).minusMillis(1_100));
	}

	@Test
	void putThatFailsShouldCountAndGiveTheRightBack() {
		pass(0);
		Lease lease = this.store.leading("v1");
		pass(0);
		this.instance.service.last().succeed();
		pass(0);
		ScriptedFleetStore.last(this.store.puts).answer().completeExceptionally(new IllegalStateException("full"));
		pass(0);
		assertThat(this.store.givenBack).containsExactly(lease);
		assertThat(this.instance.fleet.snapshot().storeFailures()).isOne();
		assertThat(this.instance.fleet.snapshot().lastFailure()).isEqualTo("full");
		assertThat(this.instance.fleet.snapshot().made()).isZero();
		this.instance.creator.stop();
		assertThat(this.store.givenBack).containsExactly(lease);
	}

	@Test
	void putThatCameTooLateShouldNotCountAndGiveNothingBack() {
		pass(0);
		this.store.leading("v1");
		pass(0);
		this.instance.service.last().succeed();
		pass(0);
		ScriptedFleetStore.last(this.store.puts).answer().complete(false);
		pass(0);
		assertThat(this.instance.fleet.snapshot().made()).isZero();
		assertThat(this.instance.fleet.snapshot().storeFailures()).isZero();
		this.instance.creator.stop();
		assertThat(this.store.givenBack).isEmpty();
	}

	@Test
	void sessionThatIsRefusedBeforeItIsPutShouldNotBePut() {
		pass(0);
		Lease lease = this.store.leading("v1");
		pass(0);
		this.instance.service.last().succeed();
		this.instance.creator.refused(this.session.join());
		pass(0);
		assertThat(this.store.puts).isEmpty();
		assertThat(this.store.givenBack).containsExactly(lease);
	}

	@Test
	void sessionThatIsRefusedWhileItIsPutShouldBeRemovedAfterwards() {
		pass(0);
		this.store.leading("v1");
		pass(0);
		this.instance.service.last().succeed();
		pass(0);
		this.instance.creator.refused(this.session.join());
		pass(0);
		this.store.removed.clear();
		ScriptedFleetStore.last(this.store.puts).answer().complete(true);
		pass(0);
		assertThat(this.store.removed).containsExactly("v1");
	}

	@Test
	void sessionThatLivesLongerThanADayOrNoMoreShouldNotBeShared() {
		pass(0);
		this.instance.service.gives(Duration.ofDays(1).plusSeconds(1));
		Lease lease = this.store.leading("v1");
		pass(0);
		this.instance.service.last().succeed();
		pass(0);
		assertThat(this.session).isCompleted();
		assertThat(this.store.puts).isEmpty();
		assertThat(this.store.givenBack).containsExactly(lease);
	}

	@Test
	void sessionThatIsMadeHereMeanwhileShouldBeLookedForAndNotLedFor() {
		pass(50);
		assertThat(this.instance.service.count()).isOne();
		this.store.announce();
		pass(0);
		assertThat(this.store.finds).hasSize(1);
		assertThat(this.store.asks).hasSize(1);
		this.instance.service.last().succeed();
		assertThat(this.session.join().origin()).isEqualTo(SessionOrigin.MADE_HERE);
		this.store.announce();
		pass(0);
		assertThat(this.store.finds).hasSize(1);
	}

	@Test
	void sessionThatIsFoundShouldLiveAsLongAsItsMakerAndTheStoreSayAndLess() {
		pass(0);
		ScriptedFleetStore.last(this.store.asks).complete(found("v1", 100, 250));
		pass(0);
		assertThat(left()).isEqualTo(Duration.ofSeconds(100));
		// The store's clock ran on while its answer came.
		CompletableFuture<S3ExpressSession> other = this.instance.create();
		pass(30);
		ScriptedFleetStore.last(this.store.asks).complete(found("v1", 250, 100));
		pass(0);
		assertThat(other.join().left(this.fixture.time.nanoTime())).isEqualTo(Duration.ofMillis(100_000 - 30));
	}

	@Test
	void sessionThatIsFoundShouldServeAndNotLiveLongerThanItCan() {
		pass(0);
		// It signs nothing more for the last five seconds.
		for (int left : new int[] { 5, 301 }) {
			ScriptedFleetStore.last(this.store.asks).complete(found("v" + left, left, left));
			pass(0);
			assertThat(this.session).isNotDone();
		}
		ScriptedFleetStore.last(this.store.asks).complete(found("v6", 6, 6));
		pass(0);
		assertThat(left()).isEqualTo(Duration.ofSeconds(6));
	}

	@Test
	void sessionsThatWillNotDoShouldBeFourAtMost() {
		pass(0);
		for (int ask = 1; ask <= 4; ask++) {
			assertThat(this.store.asks).hasSize(ask);
			assertThat(this.instance.service.count()).isZero();
			ScriptedFleetStore.last(this.store.asks).complete(found("v" + ask, 1, 1));
			pass(0);
		}
		assertThat(this.store.asks).hasSize(4);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void sessionThatWasRefusedMeanwhileShouldNotBeTaken() {
		pass(0);
		CompletableFuture<S3ExpressSession> other = this.instance.create();
		pass(0);
		this.store.asks.get(0).complete(found("v1", 100, 100));
		pass(0);
		this.instance.creator.refused(this.session.join());
		// The store had answered before.
		this.store.asks.get(1).complete(found("v1", 100, 100));
		pass(0);
		assertThat(other).isNotDone();
		assertThat(this.store.asks).hasSize(3);
	}

	@Test
	void rightThatComesTooLateShouldBeGivenBack() {
		pass(50);
		assertThat(this.instance.service.count()).isOne();
		Lease lease = this.store.leading("v1");
		assertThat(this.store.givenBack).containsExactly(lease);
		pass(0);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void storeShouldBeWaitedForAnewOnceItHasSaidThatAnotherLeads() {
		pass(45);
		this.store.busy(LEASE);
		pass(75);
		assertThat(this.store.asks).hasSize(2);
		pass(49);
		assertThat(this.instance.service.count()).isZero();
		pass(1);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void anotherShouldBeWaitedForLongerWhileTheOldSessionServes() {
		pass(0);
		ScriptedFleetStore.last(this.store.asks).complete(found("v1", 100, 100));
		pass(0);
		this.instance.replace(this.session.join(), Duration.ZERO);
		pass(0);
		for (int time = 0; time < 2_999; time++) {
			this.store.busy(LEASE);
			pass(1);
		}
		assertThat(this.instance.service.count()).isZero();
		for (int time = 0; time < 2; time++) {
			this.store.busy(LEASE);
			pass(1);
		}
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void sessionThatReplacesAnotherShouldOutliveItOrNearlySo() {
		pass(0);
		ScriptedFleetStore.last(this.store.asks).complete(found("v1", 100, 100));
		pass(0);
		CompletableFuture<S3ExpressSession> next = this.instance.replace(this.session.join(), Duration.ZERO);
		pass(0);
		ScriptedFleetStore.last(this.store.asks).complete(found("v2", 98, 98));
		pass(0);
		assertThat(next).isNotDone();
		// As much older may it seem, by the way of a lease to the store.
		ScriptedFleetStore.last(this.store.asks).complete(found("v3", 99, 99));
		pass(0);
		assertThat(next).isCompleted();
	}

	@Test
	void putThatIsKeptShouldEndTheStoresTrouble() {
		for (int time = 0; time < 3; time++) {
			CompletableFuture<S3ExpressSession> made = (time > 0) ? this.instance.create() : this.session;
			pass(0);
			this.store.leading("v" + time);
			pass(0);
			this.instance.service.last().succeed();
			pass(0);
			assertThat(made).isCompleted();
			ScriptedFleetStore.last(this.store.puts).answer().completeExceptionally(new IllegalStateException("full"));
			pass(0);
		}
		assertThat(this.instance.fleet.snapshot().sharing()).isFalse();
		pass(1_000);
		this.instance.create();
		pass(0);
		this.store.leading("v4");
		pass(0);
		assertThat(this.instance.fleet.snapshot().sharing()).isFalse();
		this.instance.service.last().succeed();
		pass(0);
		ScriptedFleetStore.last(this.store.puts).answer().complete(true);
		pass(0);
		assertThat(this.instance.fleet.snapshot().sharing()).isTrue();
	}

	@Test
	void sessionThatAnotherMadeMeanwhileShouldNotBeWantedOfTheServiceAnyMore() {
		pass(50);
		assertThat(this.instance.service.lastRequest().wanted().getAsBoolean()).isTrue();
		this.store.announce();
		pass(0);
		ScriptedFleetStore.last(this.store.finds).complete(found("v1", 100, 100));
		pass(0);
		assertThat(this.session).isCompleted();
		assertThat(this.instance.service.lastRequest().wanted().getAsBoolean()).isFalse();
	}

	@Test
	void storeShouldNotBeWaitedForLongerSinceThereAreTwoKeys() {
		ScriptedFleetStore other = new ScriptedFleetStore();
		FleetFixture.Instance rotating = this.fixture.instance(other, FleetFixture.NEXT_KEY, FleetFixture.KEY);
		rotating.create();
		pass(40);
		other.leading("v1");
		pass(9);
		assertThat(other.finds).hasSize(1);
		assertThat(rotating.service.count()).isZero();
		pass(1);
		assertThat(rotating.service.count()).isOne();
	}

	@Test
	void refreshWhenTheStoreFailsShouldAskItAgainSinceNobodyWaits() {
		CompletableFuture<S3ExpressSession> next = refresh(100, () -> false);
		int asks = this.store.asks.size();
		this.store.fail();
		pass(99);
		assertThat(this.store.asks).hasSize(asks);
		pass(1);
		assertThat(this.store.asks).hasSize(asks + 1);
		this.store.fail();
		pass(199);
		assertThat(this.store.asks).hasSize(asks + 2);
		ScriptedFleetStore.last(this.store.asks).complete(found("v2", 250, 250));
		pass(0);
		assertThat(next).isCompleted();
		assertThat(this.instance.service.count()).isZero();
	}

	@Test
	void refreshWhenTheStoreStaysSilentShouldBeMadeHereAfterThreeSeconds() {
		refresh(100, () -> false);
		int asks = this.store.asks.size();
		pass(2_999);
		assertThat(this.instance.service.count()).isZero();
		// Three until it is left alone, then after a second and after one and a half.
		assertThat(this.store.asks).hasSize(asks + 4);
		pass(51);
		assertThat(this.instance.service.count()).isOne();
		pass(5_000);
		assertThat(this.instance.service.count()).isOne();
		assertThat(this.store.asks).hasSize(asks + 4);
	}

	@Test
	void refreshWhenTheStoreStaysAwayShouldLeaveHalfTheTimeForCreateSession() {
		// The old session serves until five seconds before its end.
		refresh(7, () -> false);
		this.store.fail();
		pass(949);
		assertThat(this.instance.service.count()).isZero();
		for (int time = 0; time < 3; time++) {
			this.store.fail();
			pass(34);
		}
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void refreshWhenSomebodyBeginsToWaitShouldBeMadeHereWithinTheTimeout() {
		AtomicBoolean awaited = new AtomicBoolean();
		refresh(100, awaited::get);
		this.store.fail();
		pass(20);
		awaited.set(true);
		pass(29);
		assertThat(this.instance.service.count()).isZero();
		pass(1);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void refreshThatSomebodyWaitsForShouldBeMadeHereWhenTheStoreFails() {
		refresh(100, () -> true);
		this.store.fail();
		pass(0);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void refreshWhenAStepAfterTheStoresFailureFailsShouldBeMadeHere() {
		refresh(100, () -> {
			throw new StackOverflowError("thrown by the test");
		});
		this.store.fail();
		pass(0);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void refreshOfASessionThatServesNoMoreShouldBeMadeHereWhenTheStoreFails() {
		S3ExpressSession held = held(6);
		pass(1_000);
		this.instance.refresh(held, () -> false);
		pass(0);
		this.store.fail();
		pass(0);
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void refreshThatIsNotWantedAnyMoreShouldEndWhileTheStoreIsAway() {
		AtomicBoolean wanted = new AtomicBoolean(true);
		CompletableFuture<S3ExpressSession> next = this.instance.creator.create(new CreationRequest(this.fixture.key(),
				CreationRequest.Priority.REFRESH, wanted::get, () -> false, Duration.ZERO, held(100), false));
		pass(0);
		this.store.fail();
		wanted.set(false);
		pass(50);
		assertThat(next).isCancelled();
		pass(5_000);
		assertThat(this.instance.service.count()).isZero();
	}

	@Test
	void refreshWhenTheStoreSaysThatItIsBackShouldAskAtOnce() {
		refresh(100, () -> false);
		for (int time = 0; time < 3; time++) {
			this.store.fail();
			pass(400);
		}
		assertThat(this.instance.fleet.snapshot().sharing()).isFalse();
		int asks = this.store.asks.size();
		this.store.returned();
		pass(50);
		assertThat(this.store.asks).hasSize(asks + 1);
		this.store.leading("v2");
		pass(0);
		assertThat(this.instance.fleet.snapshot().sharing()).isTrue();
		assertThat(this.instance.service.count()).isOne();
	}

	@Test
	void storeThatIsBackShouldNotBeHeardOfAfterTheEnd() {
		this.instance.creator.stop();
		for (int time = 0; time < 3; time++) {
			this.instance.fleet.breaker()
				.failedToAnswer(new IllegalStateException("as told by the test"), this.fixture.time.nanoTime());
		}
		this.store.returned();
		assertThat(this.instance.fleet.breaker().allows(this.fixture.time.nanoTime())).isFalse();
	}

	private CompletableFuture<S3ExpressSession> refresh(int left, BooleanSupplier awaited) {
		CompletableFuture<S3ExpressSession> next = this.instance.refresh(held(left), awaited);
		pass(0);
		return next;
	}

	private S3ExpressSession held(int left) {
		pass(0);
		ScriptedFleetStore.last(this.store.asks).complete(found("v1", left, left));
		pass(0);
		return this.session.join();
	}

	private Duration left() {
		return this.session.join().left(this.fixture.time.nanoTime());
	}

	// A session of five minutes, as another instance would have put it.
	private Answer.Found found(String version, int leftByItsMaker, int leftByTheStore) {
		FleetMark mark = new FleetMark(this.store.key(), version, false, false, 0.5);
		S3ExpressSession made = new ScriptedCreator(this.fixture.time).answersAtOnce()
			.create(CreationFixture.request(this.fixture.key()))
			.join();
		SharedSession shared = SharedSession.of(made, Duration.ofSeconds(leftByItsMaker), mark);
		return new Answer.Found(this.instance.fleet.seal().seal(shared, this.store.key(), version), version,
				Duration.ofSeconds(leftByTheStore));
	}

	private void pass(int millis) {
		this.fixture.pass(millis);
	}

}
