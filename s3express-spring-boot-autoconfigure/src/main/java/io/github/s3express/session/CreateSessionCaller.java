/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateSessionRequest;
import software.amazon.awssdk.services.s3.model.CreateSessionResponse;
import software.amazon.awssdk.services.s3.model.SessionCredentials;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

/**
 * Calls CreateSession once.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html">CreateSession</a>
 */
final class CreateSessionCaller implements SessionCreator {

	// A call that hangs longer is given up, so that its place is free for others.
	private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

	private final Supplier<S3Client> client;

	private final Executor executor;

	private final SessionClock clock;

	private final Function<DirectoryBucketName, SessionEncryption> encryption;

	/**
	 * Creates the caller.
	 * @param client gives a client that does not retry and signs CreateSession with IAM
	 * credentials
	 * @param executor runs the calls, which block
	 * @param clock tells when an answer came
	 * @param encryption what to ask for, by bucket
	 */
	CreateSessionCaller(Supplier<S3Client> client, Executor executor, SessionClock clock,
			Function<DirectoryBucketName, SessionEncryption> encryption) {
		this.client = client;
		this.executor = executor;
		this.clock = clock;
		this.encryption = encryption;
	}

	@Override
	public CompletableFuture<S3ExpressSession> create(SessionKey key) {
		CompletableFuture<S3ExpressSession> result = new CompletableFuture<>();
		try {
			this.executor.execute(() -> {
				try {
					result.complete(call(key));
				}
				catch (Throwable ex) {
					result.completeExceptionally(ex);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			result.completeExceptionally(S3ExpressSessionException.stopped(key, ex));
		}
		return result;
	}

	private S3ExpressSession call(SessionKey key) {
		CreateSessionResponse answer = this.client.get().createSession(request(key));
		long received = this.clock.nanoTime();
		Instant created = dateOf(answer);
		SessionCredentials credentials = answer.credentials();
		String problem = problemOf(credentials, created);
		if (problem != null) {
			throw new S3ExpressSessionException(key,
					"CreateSession for %s answered %s".formatted(key.bucket(), problem), null);
		}
		return new S3ExpressSession(key, S3ExpressSessionCredentials.fromSessionResponse(credentials), created,
				credentials.expiration(), encryptionOf(answer), received);
	}

	private CreateSessionRequest request(SessionKey key) {
		SessionEncryption wanted = this.encryption.apply(key.bucket());
		return CreateSessionRequest.builder()
			.bucket(key.bucket().value())
			.sessionMode(key.mode().headerValue())
			.serverSideEncryption(wanted.algorithm())
			.ssekmsKeyId(wanted.kmsKeyId())
			.ssekmsEncryptionContext(wanted.kmsContext())
			.bucketKeyEnabled(wanted.bucketKeyEnabled())
			.overrideConfiguration((override) -> override.credentialsProvider(new PrincipalCredentials(key))
				.apiCallTimeout(LONGEST_CALL))
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

}
