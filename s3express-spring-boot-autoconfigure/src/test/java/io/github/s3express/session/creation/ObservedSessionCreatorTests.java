/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.creation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionCreationObserver;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;

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
	void createWhenObserverIsStuckShouldAnswerWhoeverWaits() {
		List<Runnable> observing = new ArrayList<>();
		new ObservedSessionCreator((request) -> this.session, (key) -> {
			this.happened.add("started");
			return (failure) -> this.happened.add("ended");
		}, observing::add, () -> false).create(CreationFixture.request(KEY))
			.whenComplete((made, failure) -> this.happened.add("answered"));
		assertThat(this.happened).containsExactly("started");
		this.session.completeExceptionally(new IllegalStateException("no"));
		assertThat(this.happened).containsExactly("started", "answered");
		observing.forEach(Runnable::run);
		assertThat(this.happened).containsExactly("started", "answered", "ended");
	}

	@Test
	void createOnTheTimersThreadShouldCallNoObserverThere() {
		List<Runnable> observing = new ArrayList<>();
		new ObservedSessionCreator((request) -> this.session, (key) -> {
			this.happened.add("started");
			return (failure) -> this.happened.add("ended");
		}, observing::add, () -> true).create(CreationFixture.request(KEY));
		this.session.complete(null);
		assertThat(this.happened).isEmpty();
		observing.forEach(Runnable::run);
		assertThat(this.happened).containsExactly("started", "ended");
	}

	@Test
	void createWhenItFailsShouldTellTheCause() {
		List<S3ExpressSessionException> failures = new ArrayList<>();
		creator((key) -> failures::add).create(CreationFixture.request(KEY));
		this.session.completeExceptionally(new IllegalStateException("no"));
		assertThat(failures).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("no").hasMessageContaining("one--use1"));
	}

	@Test
	void createWhenTheObserverFailsShouldMakeTheSessionAllTheSame() {
		CompletableFuture<S3ExpressSession> answer = creator((key) -> {
			throw new IllegalStateException("observer");
		}).create(CreationFixture.request(KEY));
		this.session.complete(null);
		assertThat(answer).isCompleted();
		CompletableFuture<S3ExpressSession> second = creator((key) -> (failure) -> {
			throw new IllegalStateException("observer");
		}).create(CreationFixture.request(KEY));
		assertThat(second).isCompleted();
	}

	@Test
	void stopShouldEndTheObservationsOfWhatNobodyCompletesAnyMoreAndEachOnce() {
		List<S3ExpressSessionException> failures = new ArrayList<>();
		ObservedSessionCreator creator = creator((key) -> failures::add);
		creator.create(CreationFixture.request(KEY));
		creator.stop();
		assertThat(failures).singleElement()
			.satisfies((failure) -> assertThat(failure).hasMessageContaining("has been stopped"));
		this.session.complete(null);
		creator.stop();
		assertThat(failures).hasSize(1);
	}

	@Test
	void createWhenStoppedShouldBeginNoObservationSinceNobodyCouldEndIt() {
		ObservedSessionCreator creator = creator((key) -> {
			this.happened.add("started");
			return (failure) -> this.happened.add("ended");
		});
		creator.stop();
		assertThat(creator.create(CreationFixture.request(KEY))).isSameAs(this.session);
		this.session.complete(null);
		assertThat(this.happened).isEmpty();
	}

	@Test
	void stopWhenManyAreUnderWayShouldTakeOnePlaceAmongWhatObserversAreToldLater() {
		List<Runnable> observing = new ArrayList<>();
		ObservedSessionCreator creator = new ObservedSessionCreator((request) -> this.session,
				(key) -> (failure) -> this.happened.add("ended"), observing::add, () -> false);
		creator.create(CreationFixture.request(KEY));
		creator.create(CreationFixture.request(KEY));
		creator.stop();
		assertThat(observing).hasSize(1);
		observing.forEach(Runnable::run);
		assertThat(this.happened).containsExactly("ended", "ended");
	}

	private ObservedSessionCreator creator(SessionCreationObserver observer) {
		return new ObservedSessionCreator((request) -> this.session, observer, Runnable::run, () -> false);
	}

}
