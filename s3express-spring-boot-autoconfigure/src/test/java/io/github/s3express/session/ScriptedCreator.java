/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

/**
 * The service behind a manager in virtual time: keeps the calls until the test answers
 * them, or answers them at once.
 */
final class ScriptedCreator implements SessionCreator {

	private final VirtualTime time;

	private final List<Call> calls = new ArrayList<>();

	private Duration life = Duration.ofMinutes(5);

	private boolean answersAtOnce;

	private Throwable failure;

	ScriptedCreator(VirtualTime time) {
		this.time = time;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(SessionKey key) {
		Call call = new Call(key, this.time.elapsed());
		this.calls.add(call);
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

	ScriptedCreator answersAtOnce() {
		this.answersAtOnce = true;
		this.failure = null;
		return this;
	}

	ScriptedCreator waitsForTheTest() {
		this.answersAtOnce = false;
		this.failure = null;
		return this;
	}

	/**
	 * An {@link Error} is thrown, everything else answered.
	 */
	ScriptedCreator failsWith(Throwable failure) {
		this.failure = failure;
		return this;
	}

	ScriptedCreator gives(Duration life) {
		this.life = life;
		return this;
	}

	/**
	 * Forgets the calls, whose memory is not the manager's.
	 */
	void forget() {
		this.calls.clear();
	}

	int count() {
		return this.calls.size();
	}

	long count(SessionKey key) {
		return this.calls.stream().filter((call) -> call.key.equals(key)).count();
	}

	Call call(int index) {
		return this.calls.get(index);
	}

	Call last() {
		return this.calls.get(this.calls.size() - 1);
	}

	List<Duration> moments() {
		return this.calls.stream().map(Call::at).toList();
	}

	static S3Exception answer(int status, String code) {
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

	final class Call {

		private final SessionKey key;

		private final Duration at;

		private final CompletableFuture<S3ExpressSession> answer = new CompletableFuture<>();

		private Call(SessionKey key, Duration at) {
			this.key = key;
			this.at = at;
		}

		SessionKey key() {
			return this.key;
		}

		Duration at() {
			return this.at;
		}

		S3ExpressSession succeed() {
			VirtualTime time = ScriptedCreator.this.time;
			String number = Integer.toString(ScriptedCreator.this.calls.size());
			S3ExpressSession session = new S3ExpressSession(this.key,
					S3ExpressSessionCredentials.create("AK" + number, "SK" + number, "TOKEN" + number), time.instant(),
					time.instant().plus(ScriptedCreator.this.life), SessionEncryption.BUCKET_DEFAULT, time.nanoTime());
			this.answer.complete(session);
			return session;
		}

		void fail(Throwable failure) {
			this.answer.completeExceptionally(failure);
		}

	}

}
