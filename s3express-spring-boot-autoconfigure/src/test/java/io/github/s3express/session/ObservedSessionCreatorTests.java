/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the observer of creations learns, and when.
 */
class ObservedSessionCreatorTests {

	private static final SessionKey KEY = new SessionKey(new DirectoryBucketName("one--use1-az4--x-s3"),
			SessionMode.DEFAULT, SessionPrincipal.of(AnonymousCredentialsProvider.create()));

	private final CompletableFuture<S3ExpressSession> session = new CompletableFuture<>();

	private final List<String> happened = new ArrayList<>();

	@Test
	void createShouldTellTheObserverBeforeWhoeverWaitsForTheSession() {
		creator((key) -> {
			this.happened.add("started");
			return (failure) -> this.happened.add("ended");
		}).create(KEY).whenComplete((made, failure) -> this.happened.add("answered"));
		assertThat(this.happened).containsExactly("started");
		this.session.completeExceptionally(new IllegalStateException("no"));
		assertThat(this.happened).containsExactly("started", "ended", "answered");
	}

	@Test
	void createWhenItFailsShouldTellTheCause() {
		List<S3ExpressSessionException> failures = new ArrayList<>();
		creator((key) -> failures::add).create(KEY);
		this.session.completeExceptionally(new IllegalStateException("no"));
		assertThat(failures).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("no").hasMessageContaining("one--use1"));
	}

	@Test
	void createWhenTheObserverFailsShouldMakeTheSessionAllTheSame() {
		CompletableFuture<S3ExpressSession> answer = creator((key) -> {
			throw new IllegalStateException("observer");
		}).create(KEY);
		this.session.complete(null);
		assertThat(answer).isCompleted();
		CompletableFuture<S3ExpressSession> second = creator((key) -> (failure) -> {
			throw new IllegalStateException("observer");
		}).create(KEY);
		assertThat(second).isCompleted();
	}

	private SessionCreator creator(SessionCreationObserver observer) {
		return new ObservedSessionCreator((key) -> this.session, observer);
	}

}
