/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;

/**
 * A scripted service in virtual time, and names to ask it for.
 */
public class CreationFixture {

	public static final String BUCKET = "logs--use1-az4--x-s3";

	// Half of whatever is left to chance.
	public static final RandomGenerator HALF = () -> Long.MIN_VALUE;

	public final VirtualTime time = new VirtualTime();

	public final ScriptedCreator creator = new ScriptedCreator(this.time);

	public final SessionPrincipal principal = SessionPrincipal.of(AnonymousCredentialsProvider.create());

	public SessionKey key() {
		return key(BUCKET);
	}

	public SessionKey key(String bucket) {
		return new SessionKey(new DirectoryBucketName(bucket), SessionMode.DEFAULT, this.principal);
	}

	public CreationRequest request() {
		return request(key());
	}

	public static CreationRequest request(SessionKey key) {
		return new CreationRequest(key, CreationRequest.Priority.ON_DEMAND, () -> true);
	}

	public static String bucket(int number) {
		return "bucket-" + number + "--use1-az4--x-s3";
	}

	/**
	 * The failure that a future holds.
	 */
	public static Throwable failureOf(CompletableFuture<?> future) {
		return future.handle((value, failure) -> failure).orTimeout(20, TimeUnit.SECONDS).join();
	}

}
