/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.FleetSessionStore.Answer;
import io.github.s3express.session.FleetSessionStore.Lease;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionOrigin;
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

	private void pass(int millis) {
		this.fixture.pass(millis);
	}

}
