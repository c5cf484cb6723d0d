/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.ScriptedCreator;
import io.github.s3express.session.creation.SessionCall;
import io.github.s3express.session.creation.VirtualTime;

/**
 * The service of a simulation: answers late, with errors or not at all, as the weather
 * is. It gives sessions of any life.
 */
final class SimulatedService implements SessionCall {

	private static final Throwable[] FAILURES = { ScriptedCreator.answer(503, "ServiceUnavailable"),
			ScriptedCreator.answer(503, "SlowDown"), ScriptedCreator.answer(403, "AccessDenied"),
			ScriptedCreator.answer(404, "NoSuchBucket"), new IllegalStateException("thrown by the test") };

	private static final Throwable BROKEN_OFF = SdkClientException.create("broken off by the test");

	private static final Error ERROR = new OutOfMemoryError("thrown by the test");

	private static final int[] LIVES = { 2, 5, 10, 60, 120, 180, 300, 300, 300 };

	private final Random random;

	private final VirtualTime time;

	private final RefreshPolicy policy;

	private final Consumer<String> fail;

	private final Map<SessionKey, S3ExpressSession> lastSessions = new HashMap<>();

	private final Map<S3ExpressSession, Long> servesUntil = new IdentityHashMap<>();

	private double failureRate;

	private double slowRate = 0.1;

	private int count;

	SimulatedService(Random random, VirtualTime time, RefreshPolicy policy, Consumer<String> fail) {
		this.random = random;
		this.time = time;
		this.policy = policy;
		this.fail = fail;
	}

	void changeWeather() {
		this.failureRate = this.random.nextBoolean() ? 0 : this.random.nextDouble();
		this.slowRate = this.random.nextDouble() * this.random.nextDouble();
	}

	S3ExpressSession lastSession(SessionKey key) {
		return this.lastSessions.get(key);
	}

	boolean isServing(S3ExpressSession session) {
		return this.time.nanoTime() - this.servesUntil.get(session) < 0;
	}

	/**
	 * From now on the session may serve to its end, because it could not be replaced.
	 */
	void keep(S3ExpressSession session) {
		this.servesUntil.put(session, session.receivedNanos() + session.life().toNanos());
	}

	boolean gave(S3ExpressSession session) {
		return this.servesUntil.containsKey(session);
	}

	@Override
	public CompletableFuture<S3ExpressSession> call(SessionKey key, Duration atMost) {
		if (this.random.nextInt(200) == 0) {
			throw ERROR;
		}
		CompletableFuture<S3ExpressSession> answer = new CompletableFuture<>();
		int latency = (this.random.nextDouble() < this.slowRate) ? this.random.nextInt(30_000)
				: this.random.nextInt(200);
		Throwable failure = (this.random.nextDouble() < this.failureRate)
				? FAILURES[this.random.nextInt(FAILURES.length)] : null;
		boolean breaksOff = latency > atMost.toMillis() && this.random.nextInt(4) > 0;
		if (breaksOff) {
			this.time.schedule(() -> answer(key, answer, BROKEN_OFF), atMost);
		}
		else if (latency < 10) {
			answer(key, answer, failure);
		}
		else {
			this.time.schedule(() -> answer(key, answer, failure), Duration.ofMillis(latency));
		}
		return answer;
	}

	private void answer(SessionKey key, CompletableFuture<S3ExpressSession> answer, Throwable failure) {
		if (answer.isDone()) {
			this.fail.accept("a call for " + key + " is answered twice");
		}
		if (failure != null) {
			answer.completeExceptionally(failure);
			return;
		}
		Duration life = Duration.ofSeconds(LIVES[this.random.nextInt(LIVES.length)]);
		String number = Integer.toString(++this.count);
		S3ExpressSession session = new S3ExpressSession(key, S3ExpressSessionCredentials.create(number, number, number),
				this.time.instant(), this.time.instant().plus(life), SessionEncryption.BUCKET_DEFAULT,
				this.time.nanoTime());
		this.lastSessions.put(key, session);
		this.servesUntil.put(session, session.receivedNanos() + new SlotTiming(this.policy).servesFor(life).toNanos());
		answer.complete(session);
	}

}
