/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateSessionRequest;
import software.amazon.awssdk.services.s3.model.CreateSessionResponse;
import software.amazon.awssdk.services.s3.model.SessionCredentials;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionRoute;

/**
 * Calls CreateSession once.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html">CreateSession</a>
 */
public final class CreateSessionCaller implements SessionCall {

	// The SDK breaks its calls off by itself, but not while it waits for credentials.
	private static final Duration GRACE = Duration.ofMillis(200);

	private final Function<SessionRoute, S3Client> clients;

	private final Executor executor;

	private final SessionClock clock;

	private final SessionTimer timer;

	private final Function<DirectoryBucketName, SessionEncryption> encryption;

	private final BiConsumer<SessionKey, AwsCredentialsIdentity> refused;

	/**
	 * Creates the caller.
	 * @param clients gives, for a route, a client that does not retry and signs
	 * CreateSession with IAM credentials
	 * @param executor runs the calls, which block
	 * @param clock tells when an answer came
	 * @param timer breaks off what hangs
	 * @param encryption what to ask for, by bucket
	 * @param refused told of the credentials that the service refused, before the call
	 * ends
	 */
	public CreateSessionCaller(Function<SessionRoute, S3Client> clients, Executor executor, SessionClock clock,
			SessionTimer timer, Function<DirectoryBucketName, SessionEncryption> encryption,
			BiConsumer<SessionKey, AwsCredentialsIdentity> refused) {
		this.clients = clients;
		this.executor = executor;
		this.clock = clock;
		this.timer = timer;
		this.encryption = encryption;
		this.refused = refused;
	}

	@Override
	public CompletableFuture<S3ExpressSession> call(SessionKey key, Duration atMost) {
		BreakableCall call = new BreakableCall(key, atMost);
		try {
			this.executor.execute(call);
		}
		catch (RejectedExecutionException ex) {
			call.result.completeExceptionally(CreationFailure.stopped(key, ex));
		}
		return call.result;
	}

	private S3ExpressSession answer(SessionKey key, PrincipalCredentials principal, Duration atMost) {
		CreateSessionResponse answer = this.clients.apply(key.route()).createSession(request(key, principal, atMost));
		long received = this.clock.nanoTime();
		Instant created = dateOf(answer);
		SessionCredentials credentials = answer.credentials();
		String problem = problemOf(credentials, created);
		if (problem != null) {
			throw new S3ExpressSessionException(key,
					"CreateSession for %s answered %s".formatted(key.bucket(), problem), null, true);
		}
		return new S3ExpressSession(key, S3ExpressSessionCredentials.fromSessionResponse(credentials), created,
				credentials.expiration(), encryptionOf(answer), received, principal.maker());
	}

	private CreateSessionRequest request(SessionKey key, PrincipalCredentials principal, Duration atMost) {
		SessionEncryption wanted = this.encryption.apply(key.bucket());
		return CreateSessionRequest.builder()
			.bucket(key.bucket().value())
			.sessionMode(key.mode().headerValue())
			.serverSideEncryption(wanted.algorithm())
			.ssekmsKeyId(wanted.kmsKeyId())
			.ssekmsEncryptionContext(wanted.kmsContext())
			.bucketKeyEnabled(wanted.bucketKeyEnabled())
			.overrideConfiguration((override) -> override.credentialsProvider(principal).apiCallTimeout(atMost))
			.build();
	}

	private Instant dateOf(CreateSessionResponse answer) {
		return answer.sdkHttpResponse().firstMatchingHeader("Date").map(this::parse).orElseGet(this.clock::instant);
	}

	private @Nullable Instant parse(String date) {
		try {
			return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static @Nullable String problemOf(@Nullable SessionCredentials credentials, Instant created) {
		if (credentials == null || credentials.accessKeyId() == null || credentials.secretAccessKey() == null
				|| credentials.sessionToken() == null || credentials.expiration() == null) {
			return "without complete credentials";
		}
		Duration life = Duration.between(created, credentials.expiration());
		return (life.isNegative() || life.isZero()) ? "with a session that expired at " + credentials.expiration()
				: null;
	}

	private static SessionEncryption encryptionOf(CreateSessionResponse answer) {
		return new SessionEncryption(answer.serverSideEncryptionAsString(), answer.ssekmsKeyId(),
				answer.ssekmsEncryptionContext(), answer.bucketKeyEnabled());
	}

	private void tellIfRefused(SessionKey key, @Nullable AwsCredentialsIdentity identity, Throwable failure) {
		if (identity != null && CreationFailure.answerIn(failure) != null && !CreationFailure.isPassing(failure)) {
			this.refused.accept(key, identity);
		}
	}

	private final class BreakableCall implements Runnable {

		private final CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();

		private final ReentrantLock lock = new ReentrantLock();

		private final SessionKey key;

		private final Duration atMost;

		private @Nullable Thread thread;

		private BreakableCall(SessionKey key, Duration atMost) {
			this.key = key;
			this.atMost = atMost;
		}

		@Override
		public void run() {
			runOn(Thread.currentThread());
			Runnable cancelBreak = CreateSessionCaller.this.timer.schedule(this::breakOff, this.atMost.plus(GRACE));
			PrincipalCredentials principal = new PrincipalCredentials(this.key, this.atMost);
			S3ExpressSession session = null;
			Throwable failure = null;
			try {
				session = answer(this.key, principal, this.atMost);
			}
			catch (Throwable ex) {
				failure = ex;
				tellIfRefused(this.key, principal.identity(), ex);
			}
			cancelBreak.run();
			runOn(null);
			if (failure == null) {
				this.result.complete(session);
			}
			else {
				// An interrupt was meant for the call, not for what is done with its
				// end.
				Thread.interrupted();
				this.result.completeExceptionally(failure);
			}
		}

		// Under a lock, so that an interrupt comes while the thread is at it, or not at
		// all.
		private void runOn(@Nullable Thread thread) {
			this.lock.lock();
			try {
				this.thread = thread;
			}
			finally {
				this.lock.unlock();
			}
		}

		private void breakOff() {
			this.lock.lock();
			try {
				if (this.thread != null) {
					this.thread.interrupt();
				}
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}
