/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * HEAD requests that are answered 400 without a body, as a key that is too long is: from
 * the answer nobody can tell whether the session was to blame.
 */
class HeadRefusalTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private final ClientFixture fixture = new ClientFixture();

	private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

	private final SessionKey key = this.fixture.manager.key(BUCKET, "GetObject");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void headWhenKeyIsRefusedShouldConcernItsCallerAlone() {
		S3Client client = this.fixture.client();
		warmUp(client);
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(S3Exception.class)
				.isThrownBy(() -> client.headObject((head) -> head.bucket(BUCKET).key("k".repeat(1_025))))
				.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(400));
			assertThat(this.fixture.manager.getIfPresent(this.key)).as("others have a session all the time")
				.isNotNull();
			client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key"));
		}
		assertThat(this.fixture.count("CreateSession")).as("one to begin with, one to make sure").isEqualTo(2);
		// Events come in order, and after the answers.
		await().until(() -> this.events.stream().anyMatch(SessionEvent.Refreshed.class::isInstance));
		assertThat(this.events).noneMatch(SessionEvent.Invalidated.class::isInstance);
	}

	@Test
	void asyncHeadWhenKeyIsRefusedShouldConcernItsCallerAlone() {
		try (S3AsyncClient client = this.fixture.asyncClient((builder) -> {
		})) {
			warmUp(this.fixture.client());
			List<CompletableFuture<?>> heads = new ArrayList<>();
			for (int i = 0; i < 20; i++) {
				heads.add(client.headObject((head) -> head.bucket(BUCKET).key("k".repeat(1_025))));
			}
			assertThat(heads)
				.allSatisfy((head) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(head::join)
					.havingCause()
					.isInstanceOfSatisfying(S3Exception.class,
							(failure) -> assertThat(failure.statusCode()).isEqualTo(400)));
			client.putObject((put) -> put.bucket(BUCKET).key("key"), AsyncRequestBody.fromString("value")).join();
		}
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
		// Events come in order, and after the answers.
		await().until(() -> this.events.stream().anyMatch(SessionEvent.Refreshed.class::isInstance));
		assertThat(this.events).noneMatch(SessionEvent.Invalidated.class::isInstance);
	}

	@Test
	void headWhenNoOtherSessionCanBeMadeShouldFailAloneAsTheServiceAnswered() {
		S3Client client = this.fixture.client();
		warmUp(client);
		S3ExpressSession session = this.fixture.manager.get(this.key);
		this.fixture.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> client.headObject((head) -> head.bucket(BUCKET).key("k".repeat(1_025))))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(400));
		assertThat(this.fixture.manager.get(this.key)).isSameAs(session);
		client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key"));
	}

	@Test
	void asyncHeadWhenSessionWasRevokedShouldBeRepeatedWithANewOne() {
		warmUp(this.fixture.client());
		this.fixture.server.sessions().revokeAll();
		try (S3AsyncClient client = this.fixture.asyncClient((builder) -> {
		})) {
			assertThat(client.headObject((head) -> head.bucket(BUCKET).key("key")).join().contentLength()).isEqualTo(5);
		}
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void judgeWhenSessionsWereTrustedForLongShouldSuspectOneAgain() {
		AtomicLong now = new AtomicLong();
		SessionRefusals refusals = new SessionRefusals(this.fixture.manager, now::get);
		assertThat(refusals.judge(attempt(), badRequest())).isEqualTo(SessionRefusals.Verdict.REPEAT_WITH_ANOTHER);
		now.addAndGet(SessionRefusals.TRUST.toNanos() - 1);
		assertThat(refusals.judge(attempt(), badRequest())).isEqualTo(SessionRefusals.Verdict.NOT_THE_SESSION);
		now.incrementAndGet();
		assertThat(refusals.judge(attempt(), badRequest())).isEqualTo(SessionRefusals.Verdict.REPEAT_WITH_ANOTHER);
	}

	@Test
	void judgeWhenSessionWasReplacedMeanwhileShouldRepeatWithTheOneInUse() {
		SessionRefusals refusals = new SessionRefusals(this.fixture.manager, System::nanoTime);
		SessionHandle attempt = attempt();
		this.fixture.manager.refresh(this.key).join();
		assertThat(refusals.judge(attempt, badRequest())).isEqualTo(SessionRefusals.Verdict.REPEAT);
		assertThat(refusals.judge(attempt, badRequest())).as("once for each call")
			.isEqualTo(SessionRefusals.Verdict.NOT_THE_SESSION);
	}

	private SessionHandle attempt() {
		SessionHandle handle = new SessionHandle(this.key, null, "HeadObject");
		handle.next(this.fixture.manager);
		return handle;
	}

	private void warmUp(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("value"));
		this.fixture.manager.addListener(this.events::add);
	}

	private static Throwable badRequest() {
		return S3Exception.builder().statusCode(400).build();
	}

}
