/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Refused sessions between the interceptor that saw the request and the retry strategy
 * that sees the error: a few moments for each. The number is bounded, because a client
 * whose retry strategy was replaced never takes them out.
 */
final class RefusedSessions {

	private static final int MAX = 1_000;

	private final Map<String, Refusal> refusals = new LinkedHashMap<>();

	private long count;

	synchronized String add(Refusal refusal) {
		if (this.refusals.size() >= MAX) {
			this.refusals.remove(this.refusals.keySet().iterator().next());
		}
		String mark = Long.toString(++this.count);
		this.refusals.put(mark, refusal);
		return mark;
	}

	synchronized @Nullable Refusal take(String mark) {
		return this.refusals.remove(mark);
	}

	/**
	 * A refused request.
	 *
	 * @param bucket the bucket it went to
	 * @param sessionToken the session it carried
	 * @param bodiless whether the answer could not hold an error code
	 */
	record Refusal(String bucket, String sessionToken, boolean bodiless) {

		@Override
		public String toString() {
			return "Refusal[bucket=" + this.bucket + "]";
		}

	}

}
