/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.creation.CreationFailure;
import io.github.s3express.session.creation.ScriptedCreator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decisions of a slot's core that seldom come up in the life of a manager.
 */
class SlotTransitionTests {

	private static final S3ExpressSessionException DENIED = CreationFailure.asSessionException(SlotOperations.KEY,
			ScriptedCreator.answer(403, "AccessDenied"));

	private SlotState state = SlotState.initial(SlotOperations.RULES, 0);

	private Duration now = Duration.ZERO;

	private List<SlotEffect> effects = List.of();

	@Test
	void madeWhenItIsOfAnEarlierCreationShouldBeIgnored() {
		on(new SlotInput.Order());
		SlotCreation first = this.state.creation();
		on(new SlotInput.Fail(first, SlotOperations.FAILURE));
		on(new SlotInput.Order());
		assertThat(this.state.creation().number()).isEqualTo(first.number() + 1);
		assertThat(on(new SlotInput.Made(first, session(), Instant.EPOCH))).isEqualTo(SlotReply.Plain.NOTHING);
		assertThat(on(new SlotInput.Fail(first, DENIED))).isEqualTo(SlotReply.Plain.NOTHING);
		assertThat(on(new SlotInput.Withdraw(first, false))).isEqualTo(SlotReply.Plain.NOTHING);
		assertThat(this.state.creation()).isNotNull();
		assertThat(this.state.lease()).isNull();
	}

	@Test
	void withdrawWhenSomebodyWaitsAgainShouldStartTheCreationAnew() {
		on(new SlotInput.Ask(Duration.ZERO));
		SlotCreation withdrawn = this.state.creation();
		on(new SlotInput.Withdraw(withdrawn, true));
		assertThat(this.effects).containsExactly(new SlotEffect.Start(this.state.creation()));
		assertThat(this.state.creation().number()).isEqualTo(withdrawn.number());
	}

	@Test
	void withdrawWhenNobodyWaitsShouldEndTheCreationAndWhatHasLapsed() {
		make();
		this.now = Duration.ofSeconds(40);
		on(new SlotInput.Order());
		this.now = Duration.ofSeconds(61);
		on(new SlotInput.Withdraw(this.state.creation(), false));
		assertThat(this.state.creation()).isNull();
		assertThat(this.state.lease()).isNull();
		assertThat(this.effects)
			.containsExactly(new SlotEffect.Tell(new SessionEvent.Expired(SlotOperations.KEY, null)));
	}

	@Test
	void credentialsWhenOthersWereRefusedShouldBeginACreationAtOnce() {
		on(new SlotInput.Order());
		on(new SlotInput.Fail(this.state.creation(), DENIED));
		assertThat(this.state.failures().standing(this.now.toNanos())).isNotNull();
		assertThat(on(new SlotInput.Credentials())).isEqualTo(SlotReply.Plain.DONE);
		assertThat(this.state.failures().standing(this.now.toNanos())).isNull();
		SlotCreation begun = this.state.creation();
		assertThat(begun).isNotNull();
		assertThat(this.effects).containsExactly(new SlotEffect.Start(begun));
		assertThat(on(new SlotInput.Credentials())).isEqualTo(SlotReply.Plain.DONE);
		assertThat(this.effects).isEmpty();
		assertThat(this.state.creation()).isEqualTo(begun);
	}

	@Test
	void credentialsWhenFailureWasNotTheirsShouldChangeNothing() {
		assertThat(on(new SlotInput.Credentials())).isEqualTo(SlotReply.Plain.NOTHING);
		on(new SlotInput.Order());
		on(new SlotInput.Fail(this.state.creation(), SlotOperations.FAILURE));
		assertThat(on(new SlotInput.Credentials())).isEqualTo(SlotReply.Plain.NOTHING);
	}

	@Test
	void askWhenCredentialsWereRefusedShouldHaveThemLookedAtFourTimesASecond() {
		on(new SlotInput.Order());
		for (int failure = 0; failure < 8; failure++) {
			on(new SlotInput.Fail(this.state.creation(), DENIED));
			on(new SlotInput.Order());
		}
		on(new SlotInput.Fail(this.state.creation(), DENIED));
		int looks = 0;
		for (int request = 0; request < 100; request++) {
			this.now = this.now.plusMillis(10);
			assertThat(on(new SlotInput.Ask(Duration.ZERO))).isInstanceOf(SlotReply.Not.class);
			looks += this.effects.contains(new SlotEffect.Look()) ? 1 : 0;
		}
		assertThat(looks).isEqualTo(4);
	}

	@Test
	void askWhenSessionLivesJustLongEnoughShouldGiveIt() {
		make();
		this.now = Duration.ofSeconds(10);
		assertThat(on(new SlotInput.Ask(Duration.ofSeconds(50)))).isInstanceOf(SlotReply.Now.class);
		assertThat(on(new SlotInput.Ask(Duration.ofSeconds(50).plusNanos(1)))).isEqualTo(SlotReply.Plain.LATER);
	}

	@Test
	void wakeWhenSessionWasNotUsedShouldLeaveItAloneUntilItIs() {
		make();
		this.now = Duration.ofSeconds(40);
		on(new SlotInput.Wake());
		assertThat(this.state.dozing()).isTrue();
		assertThat(this.state.creation()).isNull();
		on(new SlotInput.Use());
		assertThat(this.state.dozing()).isFalse();
		on(new SlotInput.Wake(), this.now);
		assertThat(this.state.creation()).isNotNull();
	}

	@Test
	void wakeWhenSessionWasNotUsedShouldForgetThatItsRefreshFailed() {
		make();
		this.now = Duration.ofSeconds(40);
		on(new SlotInput.Order());
		on(new SlotInput.Fail(this.state.creation(), SlotOperations.FAILURE));
		this.now = Duration.ofNanos(this.state.failures().nextTry());
		on(new SlotInput.Wake());
		assertThat(this.state.dozing()).isTrue();
		assertThat(this.state.failures().last()).isNull();
	}

	@Test
	void askWhenServiceGivesJustSoLongSessionsShouldMakeOneThoughALongerWasMissedAMomentAgo() {
		on(new SlotInput.Ask(Duration.ofSeconds(61)));
		on(new SlotInput.Made(this.state.creation(), session(), Instant.EPOCH));
		this.now = Duration.ofSeconds(5);
		assertThat(on(new SlotInput.Ask(Duration.ofSeconds(61)))).isInstanceOf(SlotReply.Now.class);
		assertThat(on(new SlotInput.Ask(Duration.ofSeconds(60)))).isEqualTo(SlotReply.Plain.LATER);
	}

	@Test
	void refuseWhenSessionWasLeftAloneShouldLeaveNothingToBeLeftAlone() {
		S3ExpressSession session = session();
		on(new SlotInput.Order());
		on(new SlotInput.Made(this.state.creation(), session, Instant.EPOCH));
		this.now = Duration.ofSeconds(40);
		on(new SlotInput.Wake());
		assertThat(this.state.dozing()).isTrue();
		on(new SlotInput.Refuse(session));
		assertThat(this.state.dozing()).isFalse();
	}

	@Test
	void viewWhenNobodyUsedTheSessionShouldShowItAsIdleFromTheMomentOfItsRefreshAndNotBefore() {
		make();
		long due = this.state.lease().refreshAt;
		assertThat(SlotView.of(this.state, due - 1, -1).freshness()).isEqualTo(SessionFreshness.FRESH);
		assertThat(SlotView.of(this.state, due, -1).freshness()).isEqualTo(SessionFreshness.IDLE);
		assertThat(SlotView.of(this.state, due, 0).freshness()).isEqualTo(SessionFreshness.FRESH);
	}

	private void make() {
		on(new SlotInput.Order());
		on(new SlotInput.Made(this.state.creation(), session(), Instant.EPOCH));
	}

	private S3ExpressSession session() {
		return SlotOperations.session(1, this.now.toNanos());
	}

	private SlotReply on(SlotInput input) {
		return on(input, Duration.ofNanos(-1));
	}

	private SlotReply on(SlotInput input, Duration lastUsed) {
		SlotStep step = this.state.on(input, new SlotMoment(this.now.toNanos(), lastUsed.toNanos(), 0.5));
		this.state = step.next();
		this.effects = step.effects();
		return step.reply();
	}

}
