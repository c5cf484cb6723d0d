/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.io.Serial;
import java.util.Arrays;
import java.util.concurrent.CompletionException;

/**
 * Marks a failure, as one that it suppressed, as that of a request within another one:
 * the SDK has retried the former by itself, and is not to retry it once more with the
 * latter. The failure itself is the caller's to see.
 */
public final class FurtherPageException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private FurtherPageException() {
		super("A further request of the same listing failed, after retries of its own", null, false, false);
	}

	static Throwable mark(Throwable failure) {
		Throwable marked = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		marked.addSuppressed(new FurtherPageException());
		return marked;
	}

	/**
	 * Whether a failure was retried already.
	 * @param failure any failure
	 * @return whether it is that of a request within another one
	 */
	public static boolean marks(Throwable failure) {
		return Arrays.stream(failure.getSuppressed()).anyMatch(FurtherPageException.class::isInstance);
	}

}
