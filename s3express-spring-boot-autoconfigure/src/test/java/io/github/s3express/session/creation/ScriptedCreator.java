/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;

/**
 * The service behind a manager in virtual time: keeps the calls until the test answers
 * them, or answers them at once.
 */
public final class ScriptedCreator implements SessionCreator, SessionCall {

	/**
	 * What a script answers for a call that nothing ever comes of.
	 */
	public static final Throwable NO_ANSWER = new IllegalStateException("no answer");

	private final VirtualTime time;

	private final List<Call> calls = new ArrayList<>();

	private CreationRequest request;

	private Duration life = Duration.ofMinutes(5);

	private boolean answersAtOnce;

	private boolean breaksOff;

	private Throwable failure;

	private Function<SessionKey, Throwable> script;

	private Duration latency = Duration.ZERO;

	public ScriptedCreator(VirtualTime time) {
		this.time = time;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(CreationRequest request) {
		this.request = request;
		return call(request.key(), Duration.ofHours(1));
	}

	@Override
	public CompletableFuture<S3ExpressSession> call(SessionKey key, Duration atMost) {
		Call call = new Call(key, atMost, this.time.elapsed());
		this.calls.add(call);
		if (this.script != null) {
			Throwable scripted = this.script.apply(key);
			if (scripted == NO_ANSWER) {
				this.time.schedule(() -> call.fail(SdkClientException.create("broken off")), atMost);
				return call.answer;
			}
			this.time.schedule(() -> {
				if (scripted != null) {
					call.fail(scripted);
				}
				else {
					call.succeed();
				}
			}, this.latency);
			return call.answer;
		}
		if (this.breaksOff) {
			this.time.schedule(() -> call.fail(SdkClientException.create("broken off")), atMost);
		}
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure != null) {
			call.answer.completeExceptionally(this.failure);
		}
		else if (this.answersAtOnce) {
			call.succeed();
		}
		return call.answer;
	}

	public ScriptedCreator answersAtOnce() {
		this.answersAtOnce = true;
		this.failure = null;
		return this;
	}

	public ScriptedCreator waitsForTheTest() {
		this.answersAtOnce = false;
		this.failure = null;
		return this;
	}

	/**
	 * An {@link Error} is thrown, everything else answered.
	 */
	public ScriptedCreator failsWith(Throwable failure) {
		this.failure = failure;
		return this;
	}

	/**
	 * Breaks calls off when they have taken as long as they may. A test's answer that
	 * comes sooner counts.
	 */
	public ScriptedCreator breaksOff() {
		this.breaksOff = true;
		return this;
	}

	/**
	 * Answers each call after a while, as the script says.
	 */
	public ScriptedCreator answers(Function<SessionKey, Throwable> script, Duration latency) {
		this.script = script;
		this.latency = latency;
		return this;
	}

	public ScriptedCreator gives(Duration life) {
		this.life = life;
		return this;
	}

	/**
	 * Forgets the calls, whose memory is not the manager's.
	 */
	public void forget() {
		this.calls.clear();
	}

	public int count() {
		return this.calls.size();
	}

	public long count(SessionKey key) {
		return this.calls.stream().filter((call) -> call.key.equals(key)).count();
	}

	public Call call(int index) {
		return this.calls.get(index);
	}

	public Call last() {
		return this.calls.get(this.calls.size() - 1);
	}

	/**
	 * What was wanted last.
	 */
	public CreationRequest lastRequest() {
		return this.request;
	}

	public List<Duration> moments() {
		return this.calls.stream().map(Call::at).toList();
	}

	public static S3Exception answer(int status, String code) {
		AwsErrorDetails details = AwsErrorDetails.builder()
			.errorCode(code)
			.errorMessage("as told by the test")
			.sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
			.build();
		return (S3Exception) S3Exception.builder()
			.statusCode(status)
			.requestId("REQUEST1")
			.awsErrorDetails(details)
			.message(code)
			.build();
	}

	public final class Call {

		private final SessionKey key;

		private final Duration atMost;

		private final Duration at;

		private final CompletableFuture<S3ExpressSession> answer = new CompletableFuture<>();

		private Call(SessionKey key, Duration atMost, Duration at) {
			this.key = key;
			this.atMost = atMost;
			this.at = at;
		}

		public SessionKey key() {
			return this.key;
		}

		Duration atMost() {
			return this.atMost;
		}

		public Duration at() {
			return this.at;
		}

		public S3ExpressSession succeed() {
			VirtualTime time = ScriptedCreator.this.time;
			String number = Integer.toString(ScriptedCreator.this.calls.size());
			S3ExpressSession session = new S3ExpressSession(this.key,
					S3ExpressSessionCredentials.create("AK" + number, "SK" + number, "TOKEN" + number), time.instant(),
					time.instant().plus(ScriptedCreator.this.life), SessionEncryption.BUCKET_DEFAULT, time.nanoTime());
			this.answer.complete(session);
			return session;
		}

		public void fail(Throwable failure) {
			this.answer.completeExceptionally(failure);
		}

	}

}
