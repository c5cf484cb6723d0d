/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers the last requests.
 *
 * @author The S3 Express Spring Boot authors
 */
final class RequestLog {

	private static final int SIZE = 1000;

	private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>(SIZE);

	synchronized void add(RecordedRequest request) {
		if (this.requests.size() == SIZE) {
			this.requests.removeFirst();
		}
		this.requests.addLast(request);
	}

	synchronized void clear() {
		this.requests.clear();
	}

	synchronized List<RecordedRequest> list() {
		return new ArrayList<>(this.requests);
	}

}
