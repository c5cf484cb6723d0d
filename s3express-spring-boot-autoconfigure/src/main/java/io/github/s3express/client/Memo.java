/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Remembers answers that depend on nothing but their questions. Bounded: once full, it
 * remembers no more, since an application with so many buckets gains little.
 *
 * @param <Q> the questions
 * @param <A> the answers, immutable
 */
final class Memo<Q, A> {

	private static final int MAX = 4_096;

	private final ConcurrentMap<Q, A> answers = new ConcurrentHashMap<>();

	A get(Q question, Supplier<A> answer) {
		A known = get(question);
		if (known != null) {
			return known;
		}
		A found = answer.get();
		put(question, found);
		return found;
	}

	@Nullable A get(Q question) {
		return this.answers.get(question);
	}

	void put(Q question, A answer) {
		if (this.answers.size() < MAX) {
			this.answers.put(question, answer);
		}
	}

	int size() {
		return this.answers.size();
	}

}
