/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetSessionStore;

/**
 * A store that keeps its questions until the test answers them.
 */
final class ScriptedFleetStore implements FleetSessionStore {

	final List<CompletableFuture<Answer>> asks = new ArrayList<>();

	final List<CompletableFuture<Answer.@Nullable Found>> finds = new ArrayList<>();

	final List<CompletableFuture<Boolean>> renewals = new ArrayList<>();

	final List<Put> puts = new ArrayList<>();

	final List<Lease> givenBack = new ArrayList<>();

	final List<String> removed = new ArrayList<>();

	private Consumer<String> listener = (key) -> {
	};

	private Runnable returnListener = () -> {
	};

	private String key = "";

	@Override
	public CompletionStage<Answer> ask(String key, Set<String> unwanted, Duration leaseTime) {
		this.key = key;
		return added(this.asks);
	}

	@Override
	public CompletionStage<Answer.@Nullable Found> find(String key) {
		return added(this.finds);
	}

	@Override
	public CompletionStage<Boolean> renew(Lease lease, Duration leaseTime) {
		return added(this.renewals);
	}

	@Override
	public CompletionStage<Boolean> put(Lease lease, byte[] value, Duration life, Duration leaseLeft) {
		Put put = new Put(lease, value, life, leaseLeft, new CompletableFuture<>());
		this.puts.add(put);
		return put.answer;
	}

	@Override
	public CompletionStage<Boolean> giveBack(Lease lease) {
		this.givenBack.add(lease);
		return CompletableFuture.completedFuture(true);
	}

	@Override
	public CompletionStage<Boolean> remove(String key, String version) {
		this.removed.add(version);
		return CompletableFuture.completedFuture(true);
	}

	@Override
	public Runnable listen(Consumer<String> listener) {
		this.listener = listener;
		return () -> {
		};
	}

	@Override
	public Runnable listenForReturn(Runnable listener) {
		this.returnListener = listener;
		return () -> this.returnListener = () -> {
		};
	}

	private static <T> CompletableFuture<T> added(List<CompletableFuture<T>> questions) {
		CompletableFuture<T> question = new CompletableFuture<>();
		questions.add(question);
		return question;
	}

	/**
	 * What was asked for last.
	 */
	String key() {
		return this.key;
	}

	/**
	 * Answers the last question.
	 */
	void busy(Duration left) {
		last(this.asks).complete(new Answer.Busy(left));
	}

	/**
	 * Answers the last question.
	 */
	Lease leading(String version) {
		Lease lease = new Lease(this.key, version);
		last(this.asks).complete(new Answer.Leading(lease));
		return lease;
	}

	/**
	 * Tells that a right to make the session that was asked for was given back.
	 */
	void announce() {
		this.listener.accept(this.key);
	}

	/**
	 * Tells that it can be reached again.
	 */
	void returned() {
		this.returnListener.run();
	}

	/**
	 * Fails to answer the last question.
	 */
	void fail() {
		last(this.asks).completeExceptionally(new IllegalStateException("as told by the test"));
	}

	static <T> T last(List<T> all) {
		return all.get(all.size() - 1);
	}

	record Put(Lease lease, byte[] value, Duration life, Duration leaseLeft, CompletableFuture<Boolean> answer) {
	}

}
