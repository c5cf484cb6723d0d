/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.VirtualTime;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One caller's mistake stays his own: credentials of requests, sessions that never last,
 * IAM credentials that were refused.
 */
class SlotRulesTests {

	private static final S3Exception DENIED = ScriptedCreator.answer(403, "AccessDenied");

	private final ManagerFixture fixture = new ManagerFixture();

	private final VirtualTime time = this.fixture.time;

	private final ScriptedCreator creator = this.fixture.creator;

	private final SessionKey key = this.fixture.key();

	@Test
	void refreshWhenCredentialsOfARequestAreDeniedShouldNotBeTriedAgainUnasked() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		SessionKey tenant = keyOf(ManagerFixture.request("AKTENANT"));
		manager.get(tenant);
		this.creator.failsWith(DENIED);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.creator.count(tenant)).isEqualTo(2);
		assertThat(manager.snapshots()).isNotEmpty().extracting((snapshot) -> snapshot.key()).doesNotContain(tenant);
		assertThat(this.fixture.eventNames()).containsExactly("Created", "RefreshFailed", "Expired", "Released");
	}

	@Test
	void creationWhenCredentialsOfARequestAreBadShouldLeaveNoTroubleBehind() {
		this.fixture.keptWarm(ManagerFixture.BUCKET);
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(ScriptedCreator.answer(503, "ServiceUnavailable"));
		SessionKey tenant = keyOf(ManagerFixture.request("AKTENANT"));
		assertThat(manager.getAsync(tenant)).isCompletedExceptionally();
		assertThat(manager.snapshots()).filteredOn((snapshot) -> snapshot.key().equals(tenant))
			.singleElement()
			.satisfies((snapshot) -> {
				assertThat(snapshot.freshness()).isEqualTo(SessionFreshness.IDLE);
				assertThat(snapshot.failures()).isOne();
			});
		this.time.advance(Duration.ofHours(1));
		assertThat(this.creator.count(tenant)).isOne();
	}

	@Test
	void sessionWhenItOfARequestIsUsedShouldBeRefreshed() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		SessionKey tenant = keyOf(ManagerFixture.request("AKTENANT"));
		for (int minute = 0; minute < 60; minute++) {
			assertThat(manager.getAsync(tenant)).isCompleted();
			this.time.advance(Duration.ofMinutes(1));
		}
		assertThat(this.creator.count()).isEqualTo(17);
	}

	@Test
	void sessionWhenUsedOnceShouldCostTwoCreationsAtMost() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		manager.get(this.key);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.creator.count()).isEqualTo(2);
	}

	@Test
	void invalidateWhenSessionsServeAndAreDroppedAfterThreeSecondsShouldReplaceThemAtOnce() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int round = 0; round < 100; round++) {
			CompletableFuture<S3ExpressSession> answer = manager.getAsync(this.key);
			assertThat(answer).isCompleted();
			serve(manager, answer.join());
			this.time.advance(Duration.ofSeconds(3));
			refuse(manager, answer.join());
		}
		assertThat(this.creator.count()).isEqualTo(100);
	}

	@Test
	void invalidateWhenSessionsServeAndAreDroppedAtOnceShouldMakeAFewThenOneASecondAndLetCallersWaitForIt() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		int served = 0;
		for (int tenth = 0; tenth < 600; tenth++) {
			CompletableFuture<S3ExpressSession> answer = manager.getAsync(this.key);
			assertThat(answer).isNotCompletedExceptionally();
			this.time.advance(Duration.ofMillis(100));
			if (answer.isDone()) {
				served++;
				serve(manager, answer.join());
				refuse(manager, answer.join());
			}
		}
		assertThat(served).isBetween(60, 121);
		assertThat(this.creator.count()).isBetween(62, 63);
	}

	@Test
	void refreshWhenCalledWhileTheNextSessionIsPacedShouldMakeItNow() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int creation = 0; creation < SlotPace.AT_ONCE; creation++) {
			S3ExpressSession session = manager.get(this.key);
			serve(manager, session);
			refuse(manager, session);
		}
		CompletableFuture<S3ExpressSession> waiter = manager.getAsync(this.key);
		assertThat(waiter).isNotDone();
		assertThat(manager.refresh(this.key)).isCompleted();
		assertThat(waiter).isCompleted();
		assertThat(this.creator.count()).isEqualTo(SlotPace.AT_ONCE + 1);
	}

	@Test
	void servedWhenSessionIsRefusedLaterShouldForgetRefusalsBefore() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int refusal = 0; refusal < 2; refusal++) {
			refuse(manager, manager.get(this.key));
		}
		serve(manager, manager.get(this.key));
		this.time.advance(Duration.ofSeconds(2));
		refuse(manager, manager.get(this.key));
		assertThat(manager.getAsync(this.key)).isCompleted();
		refuse(manager, manager.get(this.key));
		assertThat(manager.getAsync(this.key)).isCompleted();
	}

	@Test
	void servedWhenTokenIsUnknownShouldChangeNothing() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.answersAtOnce();
		for (int refusal = 0; refusal < 3; refusal++) {
			S3ExpressSession session = manager.get(this.key);
			manager.served(ManagerFixture.BUCKET, "TOKEN");
			manager.served(ManagerFixture.bucket(1), session.credentials().sessionToken());
			refuse(manager, session);
		}
		assertThat(manager.getAsync(this.key)).isCompletedExceptionally();
	}

	@Test
	void getWhenRefusedIamCredentialsHaveBeenReplacedShouldTryAtOnce() {
		AtomicReference<AwsCredentials> current = new AtomicReference<>(AwsBasicCredentials.create("AKOLD", "secret"));
		SessionKey own = keyOf(SessionPrincipal.of((AwsCredentialsProvider) current::get));
		S3ExpressSessionManager manager = this.fixture.start();
		this.creator.failsWith(ScriptedCreator.answer(400, "ExpiredToken"));
		for (int failure = 0; failure < 8; failure++) {
			assertThat(manager.getAsync(own)).isCompletedExceptionally();
			this.time.advance(Duration.ofSeconds((failure < 7) ? 40 : 1));
		}
		this.fixture.credentials.refused(own, current.get());
		int before = this.creator.count();
		assertThat(manager.getAsync(own)).isCompletedExceptionally();
		assertThat(this.creator.count()).isEqualTo(before);
		current.set(AwsBasicCredentials.create("AKNEW", "secret"));
		this.creator.answersAtOnce();
		this.time.advance(Duration.ofMillis(250));
		manager.getAsync(own);
		assertThat(manager.getAsync(own)).isCompleted();
	}

	private SessionKey keyOf(SessionPrincipal principal) {
		return new SessionKey(new DirectoryBucketName(ManagerFixture.BUCKET), SessionMode.DEFAULT, principal);
	}

	private static void serve(S3ExpressSessionManager manager, S3ExpressSession session) {
		manager.served(ManagerFixture.BUCKET, session.credentials().sessionToken());
	}

	private static void refuse(S3ExpressSessionManager manager, S3ExpressSession session) {
		assertThat(manager.invalidate(ManagerFixture.BUCKET, session.credentials().sessionToken())).isTrue();
	}

}
