/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.concurrent.CompletionException;

import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.operations.AppendAnswer.Absent;
import io.github.s3express.operations.AppendAnswer.Rejected;
import io.github.s3express.operations.AppendAnswer.Stale;
import io.github.s3express.operations.AppendAnswer.TooManyParts;
import io.github.s3express.operations.AppendAnswer.Unclear;
import io.github.s3express.operations.AppendEffect.Look;

/**
 * What a client's exceptions mean to a writer. What is not certain to be a refusal leaves
 * the outcome open.
 */
final class AppendAnswers {

	private AppendAnswers() {
	}

	static AppendAnswer of(AppendEffect effect, Throwable thrown) {
		Throwable cause = (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause()
				: thrown;
		if (!(cause instanceof S3Exception exception)) {
			return new Unclear(cause);
		}
		int status = exception.statusCode();
		if (status < 400 || status >= 500 || status == 408 || status == 429) {
			return new Unclear(exception);
		}
		String code = (exception.awsErrorDetails() != null) ? exception.awsErrorDetails().errorCode() : null;
		boolean once = Integer.valueOf(1).equals(exception.numAttempts());
		if (effect instanceof Look) {
			return (status == 404) ? new Absent() : new Rejected(once, exception);
		}
		if ("TooManyParts".equals(code)) {
			return new TooManyParts(once);
		}
		boolean gone = status == 404 && !"NoSuchBucket".equals(code);
		if (gone || status == 409 || status == 412 || status == 416 || "InvalidWriteOffset".equals(code)) {
			return new Stale(once);
		}
		return new Rejected(once, exception);
	}

}
