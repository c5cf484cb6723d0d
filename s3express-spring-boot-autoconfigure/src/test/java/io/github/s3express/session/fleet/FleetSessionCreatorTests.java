/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SameForAllCallers;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionOrigin;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.CreationFixture;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.fleet.SimulatedFleetStore.Weather;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FleetSessionCreator}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FleetSessionCreatorTests {

	private static final Weather SILENT = new Weather(false, 1, 0, 3, 0);

	private final FleetFixture fixture = new FleetFixture();

	private final FleetFixture.Instance one = this.fixture.instance();

	private final FleetFixture.Instance other = this.fixture.instance();

	@Test
	void sessionWhenAnotherMadeItShouldBeTakenWithTheLifeItHasLeft() {
		S3ExpressSession made = this.one.made();
		this.fixture.time.advance(Duration.ofSeconds(100));
		// Another machine's clock, which is of no consequence.
		this.fixture.time.setWallClock(Duration.ofMinutes(7));
		S3ExpressSession taken = this.other.made();
		assertThat(this.other.service.count()).isZero();
		assertThat(taken.credentials()).isEqualTo(made.credentials());
		assertThat(made.origin()).isEqualTo(SessionOrigin.MADE_HERE);
		assertThat(taken.origin()).isEqualTo(SessionOrigin.FROM_FLEET);
		assertThat(taken.expires()).isEqualTo(made.expires());
		long now = this.fixture.time.nanoTime();
		assertThat(taken.left(now)).isBetween(made.left(now).minusMillis(10), made.left(now));
		assertThat(this.other.fleet.snapshot().taken()).isOne();
		assertThat(this.one.fleet.snapshot().made()).isOne();
	}

	@Test
	void sessionWhenAllWantItAtOnceShouldBeMadeOnce() {
		CompletableFuture<S3ExpressSession> first = this.one.create();
		CompletableFuture<S3ExpressSession> second = this.other.create();
		this.fixture.pass(20);
		assertThat(this.one.service.count() + this.other.service.count()).isOne();
		// The right is renewed for as long as it takes.
		this.fixture.pass(1_900);
		assertThat(this.one.service.count() + this.other.service.count()).isOne();
		leader().service.last().succeed();
		this.fixture.pass(10);
		assertThat(first.join().credentials()).isEqualTo(second.join().credentials());
	}

	private FleetFixture.Instance leader() {
		return (this.one.service.count() > 0) ? this.one : this.other;
	}

	@Test
	void sessionWhenItIsDueShouldBeReplacedByAYoungerOneAndNotByItself() {
		S3ExpressSession made = this.one.made();
		S3ExpressSession taken = this.other.made();
		CompletableFuture<S3ExpressSession> replaced = this.other.replace(taken, Duration.ZERO);
		this.fixture.pass(10);
		this.other.service.last().succeed();
		this.fixture.time.advance(Duration.ofSeconds(60));
		CompletableFuture<S3ExpressSession> younger = this.one.replace(made, Duration.ZERO);
		this.fixture.pass(10);
		assertThat(younger.join().credentials()).isEqualTo(replaced.join().credentials());
		int before = this.one.service.count();
		CompletableFuture<S3ExpressSession> next = this.one.replace(younger.join(), Duration.ZERO);
		this.fixture.pass(10);
		assertThat(this.one.service.count()).isEqualTo(before + 1);
		this.one.service.last().succeed();
		CompletableFuture<S3ExpressSession> third = this.other.replace(replaced.join(), Duration.ZERO);
		this.fixture.pass(10);
		assertThat(third.join().credentials()).isEqualTo(next.join().credentials());
	}

	@Test
	void sessionWhenItMustLiveLongerThanTheSharedOneShouldBeMade() {
		this.one.made();
		this.fixture.time.advance(Duration.ofSeconds(100));
		CompletableFuture<S3ExpressSession> session = this.other.replace(null, Duration.ofSeconds(250));
		this.fixture.pass(10);
		assertThat(this.other.service.count()).isOne();
		this.other.service.last().succeed();
		assertThat(session.join().origin()).isEqualTo(SessionOrigin.MADE_HERE);
	}

	@Test
	void sessionWhenLeaderDiesShouldBeMadeByAnotherWithinTwoSeconds() {
		this.one.create();
		this.fixture.pass(10);
		assertThat(this.one.service.count()).isOne();
		// Nothing is heard of it any more, not even that it has stopped.
		Weather fair = this.fixture.store.weather();
		this.fixture.store.weather(SILENT);
		this.one.creator.stop();
		this.fixture.store.weather(fair);
		FleetFixture.Instance third = this.fixture.instance();
		CompletableFuture<S3ExpressSession> session = third.create();
		this.fixture.pass(2_010);
		assertThat(third.service.count()).isOne();
		third.service.last().succeed();
		assertThat(session).isCompleted();
	}

	@Test
	void sessionWhenLeaderTakesForeverShouldBeMadeHereAfterAWhile() {
		this.one.create();
		this.fixture.pass(10);
		CompletableFuture<S3ExpressSession> session = this.other.create();
		this.fixture.pass(1_900);
		assertThat(this.other.service.count()).isZero();
		this.fixture.pass(200);
		assertThat(this.other.service.count()).isOne();
		// Whichever comes first is taken.
		this.one.service.last().succeed();
		this.fixture.pass(20);
		assertThat(session.join().origin()).isEqualTo(SessionOrigin.FROM_FLEET);
	}

	@Test
	void sessionWhenLeadersFailShouldBeMadeHere() {
		this.one.create();
		this.fixture.pass(10);
		CompletableFuture<S3ExpressSession> session = this.other.create();
		this.fixture.pass(10);
		this.one.service.last().fail(ScriptedCreator.answer(503, "SlowDown"));
		this.fixture.pass(20);
		assertThat(this.other.service.count()).isOne();
		this.other.service.last().succeed();
		assertThat(session).isCompleted();
		// And shared, since it had the right by then.
		this.fixture.pass(20);
		assertThat(this.other.fleet.snapshot().made()).isOne();
	}

	@Test
	void sessionWhenStoreDoesNotAnswerShouldBeMadeHereAfterTheTimeout() {
		this.fixture.store.weather(SILENT);
		this.one.create();
		this.fixture.pass(49);
		assertThat(this.one.service.count()).isZero();
		this.fixture.pass(1);
		assertThat(this.one.service.count()).isOne();
		assertThat(this.one.fleet.snapshot().storeFailures()).isOne();
	}

	@Test
	void storeWhenItFailsThriceShouldNotBeAskedForAWhileAndThenAgain() {
		this.fixture.store.weather(SILENT);
		for (int time = 0; time < 3; time++) {
			this.one.create();
			this.fixture.pass(60);
		}
		assertThat(this.one.fleet.snapshot().sharing()).isFalse();
		this.one.create();
		this.fixture.time.settle();
		assertThat(this.one.service.count()).isEqualTo(4);
		this.fixture.store.weather(Weather.FAIR);
		this.fixture.pass(1_000);
		this.one.create();
		this.fixture.pass(10);
		assertThat(this.one.fleet.snapshot().sharing()).isTrue();
		assertThat(this.one.fleet.snapshot().leases()).isOne();
	}

	@Test
	void sessionWhenTheRightComesTooLateShouldGiveItBack() {
		this.fixture.store.weather(new Weather(false, 0, 0, 3, 1));
		this.one.create();
		this.fixture.time.advance(Duration.ofSeconds(6));
		this.fixture.store.weather(Weather.FAIR);
		CompletableFuture<S3ExpressSession> session = this.other.create();
		this.fixture.pass(20);
		this.other.service.last().succeed();
		assertThat(session).isCompleted();
	}

	@Test
	void sessionWhenRefusedShouldLeaveTheStoreAndNeverComeBack() {
		this.one.made();
		S3ExpressSession taken = this.other.made();
		this.fixture.store.weather(SILENT);
		this.other.creator.refused(taken);
		this.fixture.pass(100);
		this.fixture.store.weather(Weather.FAIR);
		// The removal got lost.
		CompletableFuture<S3ExpressSession> next = this.other.create();
		this.fixture.pass(20);
		assertThat(this.other.service.count()).isOne();
		S3ExpressSession made = this.other.service.last().succeed();
		this.fixture.pass(20);
		assertThat(next.join().credentials()).isEqualTo(made.credentials());
		// What one was refused, nobody else gets.
		FleetFixture.Instance third = this.fixture.instance();
		assertThat(third.made().credentials()).isEqualTo(made.credentials());
		third.creator.refused(third.made());
		this.fixture.pass(20);
		assertThat(third.fleet.snapshot().removed()).isOne();
		assertThat(this.fixture.store.value(FleetAccess.storeKey(this.one.fleet, this.fixture.key()))).isNull();
	}

	@Test
	void instanceWhenEverythingIsRefusedShouldNotEmptyTheStore() {
		for (int time = 0; time < 10; time++) {
			S3ExpressSession session = this.one.made();
			this.other.creator.refused(session);
			this.fixture.pass(20);
		}
		assertThat(this.other.fleet.snapshot().removed()).isEqualTo(RemovalAllowance.OF_ONE_KEY);
		RemovalAllowance allowance = new RemovalAllowance(0);
		int taken = 0;
		for (int key = 0; key < 1_000; key++) {
			taken += allowance.take("key" + key, 1) ? 1 : 0;
		}
		assertThat(taken).isEqualTo(RemovalAllowance.IN_ALL);
		assertThat(allowance.take("key", Duration.ofMinutes(1).toNanos())).isTrue();
	}

	@Test
	void valueThatDoesNotDecryptShouldCountAsAbsent() {
		this.one.made();
		// Someone with another key wrote to the place, which takes knowing the key.
		String place = FleetAccess.storeKey(this.one.fleet, this.fixture.key());
		this.fixture.store.value(place)[40] ^= 1;
		S3ExpressSession session = this.other.made();
		assertThat(session.origin()).isEqualTo(SessionOrigin.MADE_HERE);
		assertThat(this.other.fleet.snapshot().undecipherable()).isOne();
	}

	@Test
	void keysWhenTheyAreRotatedShouldLeaveNobodyWithoutTheOthersSessions() {
		FleetFixture.Instance both = this.fixture.instance(FleetFixture.KEY, FleetFixture.NEXT_KEY);
		FleetFixture.Instance turned = this.fixture.instance(FleetFixture.NEXT_KEY, FleetFixture.KEY);
		FleetFixture.Instance done = this.fixture.instance(FleetFixture.NEXT_KEY);
		S3ExpressSession byOld = both.made();
		assertThat(turned.made().credentials()).isEqualTo(byOld.credentials());
		assertThat(turned.service.count()).isZero();
		CompletableFuture<S3ExpressSession> next = turned.replace(turned.made(), Duration.ZERO);
		this.fixture.pass(20);
		turned.service.last().succeed();
		this.fixture.pass(20);
		assertThat(done.made().credentials()).isEqualTo(next.join().credentials());
		this.fixture.store.flushAll();
		S3ExpressSession byNew = done.made();
		assertThat(both.made().credentials()).isEqualTo(byNew.credentials());
	}

	@Test
	void managerWhenItStopsShouldGiveItsRightsBack() {
		this.one.create();
		this.fixture.pass(10);
		this.one.creator.stop();
		CompletableFuture<S3ExpressSession> session = this.other.create();
		this.fixture.pass(10);
		assertThat(this.other.service.count()).isOne();
		assertThat(session).isNotDone();
	}

	@Test
	void managerWhenItStopsShouldNotTakeBackWhatItPuts() {
		CompletableFuture<S3ExpressSession> made = this.one.create();
		this.fixture.pass(10);
		this.one.service.last().succeed();
		// The put is on its way, but has not arrived.
		this.fixture.time.settle();
		assertThat(this.fixture.store.value(FleetAccess.storeKey(this.one.fleet, this.fixture.key()))).isNull();
		this.one.creator.stop();
		this.fixture.pass(20);
		assertThat(this.one.fleet.snapshot().made()).isOne();
		S3ExpressSession taken = this.other.made();
		assertThat(taken.credentials()).isEqualTo(made.join().credentials());
		// Nobody has the right any more.
		CompletableFuture<S3ExpressSession> next = this.other.replace(taken, Duration.ZERO);
		this.fixture.pass(10);
		assertThat(this.other.service.count()).isOne();
		assertThat(next).isNotDone();
	}

	@Test
	void managerThatStoppedShouldGiveBackTheRightThatComesThenAndAskNoMore() {
		CompletableFuture<S3ExpressSession> asked = this.one.create();
		this.fixture.time.settle();
		this.one.creator.stop();
		this.fixture.pass(20);
		CompletableFuture<S3ExpressSession> session = this.other.create();
		this.fixture.pass(10);
		assertThat(this.other.service.count()).isOne();
		assertThat(session).isNotDone();
		// What callers of the stopped one wait for is made all the same, and not shared.
		this.one.service.last().succeed();
		assertThat(asked).isCompleted();
		this.fixture.pass(20);
		assertThat(this.one.fleet.snapshot().made()).isZero();
		assertThat(session).isNotDone();
		this.one.create();
		assertThat(this.one.service.count()).isEqualTo(2);
	}

	@Test
	void sessionWhenCredentialsAreMarkedAsTheSameForAllCallersShouldBeShared(CapturedOutput output) {
		SessionPrincipal unmarked = SessionPrincipal
			.of((AwsCredentialsProvider) () -> AwsBasicCredentials.create("A", "S"));
		fleet(unmarked);
		assertThat(output).contains("WARN")
			.contains("No session is shared with the fleet: the credentials provider "
					+ unmarked.credentials().getClass().getName() + " may give each caller others");
		int before = output.length();
		SessionPrincipal marked = SessionPrincipal.of(new MarkedProvider());
		SessionKey key = new SessionKey(this.fixture.key().bucket(), this.fixture.key().mode(), marked);
		fleet(marked).begin(this.one.service, this.fixture.time, CreationFixture.HALF, (life) -> life.minusSeconds(5))
			.create(CreationFixture.request(key));
		this.fixture.pass(10);
		S3ExpressSession made = this.one.service.last().succeed();
		this.fixture.pass(10);
		CompletableFuture<S3ExpressSession> taken = fleet(marked)
			.begin(this.other.service, this.fixture.time, CreationFixture.HALF, (life) -> life.minusSeconds(5))
			.create(CreationFixture.request(key));
		this.fixture.pass(10);
		assertThat(taken.join().credentials()).isEqualTo(made.credentials());
		assertThat(output.toString().substring(before)).doesNotContain("No session is shared");
	}

	private Fleet fleet(SessionPrincipal principal) {
		return new Fleet(new FleetSettings("role", List.of(FleetFixture.KEY)),
				this.fixture.store.connect(this.fixture.time, (delivery) -> {
				}), principal, (bucket) -> SessionEncryption.BUCKET_DEFAULT, SessionLimits.DEFAULT, this.fixture.time);
	}

	@Test
	void sessionWhenCredentialsAreARequestsOrMayDifferByCallerShouldNotBeShared() {
		SessionKey overridden = new SessionKey(this.fixture.key().bucket(), this.fixture.key().mode(),
				SessionPrincipal.of(AwsBasicCredentials.create("AK", "SK")));
		this.one.creator.create(CreationFixture.request(overridden));
		AwsCredentialsProvider byCaller = () -> AwsBasicCredentials.create("AK", "SK");
		SessionPrincipal principal = SessionPrincipal.of(byCaller);
		SessionKey ofTenants = new SessionKey(this.fixture.key().bucket(), this.fixture.key().mode(), principal);
		fleet(principal).begin(this.one.service, this.fixture.time, CreationFixture.HALF, (life) -> life)
			.create(CreationFixture.request(ofTenants));
		assertThat(this.one.service.count()).isEqualTo(2);
		this.fixture.pass(100);
		assertThat(this.fixture.store.keys()).isEmpty();
	}

	@Test
	void sessionWhenAStepFailsShouldBeMadeWithoutTheFleet() {
		boolean[] failed = new boolean[1];
		CompletableFuture<S3ExpressSession> session = this.one.creator
			.create(new CreationRequest(this.fixture.key(), CreationRequest.Priority.ON_DEMAND, () -> {
				if (!failed[0]) {
					failed[0] = true;
					throw new StackOverflowError("thrown by the test");
				}
				return true;
			}));
		this.fixture.pass(10);
		assertThat(failed).containsExactly(true);
		this.one.service.last().succeed();
		assertThat(session.join().origin()).isEqualTo(SessionOrigin.MADE_HERE);
	}

	@Test
	void sessionWhenNobodyWantsItAnyMoreShouldNotBeMade() {
		this.one.create();
		this.fixture.pass(10);
		boolean[] wanted = { true };
		CompletableFuture<S3ExpressSession> session = this.other.creator
			.create(new CreationRequest(this.fixture.key(), CreationRequest.Priority.ON_DEMAND, () -> wanted[0]));
		this.fixture.pass(10);
		wanted[0] = false;
		this.fixture.pass(500);
		assertThat(session).isCancelled();
		assertThat(this.other.service.count()).isZero();
	}

	private static final class MarkedProvider implements AwsCredentialsProvider, SameForAllCallers {

		@Override
		public AwsCredentials resolveCredentials() {
			return AwsBasicCredentials.create("AK", "SK");
		}

	}

}
