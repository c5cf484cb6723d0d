/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendEffect.Failed;

/**
 * Puts failures of a writer into words.
 */
final class AppendFailures {

	private AppendFailures() {
	}

	static AppendException of(AppendTarget target, AppendState state, Failed failed) {
		String bucket = target.bucket();
		String key = target.key(state.sequence());
		String name = "s3express://" + bucket + "/" + key;
		long position = state.position();
		BlockOutcome outcome = (state.block() != null) ? failed.outcome() : BlockOutcome.NONE;
		return switch (failed.reason()) {
			case LOST -> new ConcurrentAppendException(
					"Another writer has %s: this one had %d bytes acknowledged, the object has %d. %s".formatted(name,
							position, failed.found(), text(outcome)),
					bucket, key, position, failed.found(), outcome, null);
			case GONE -> new ConcurrentAppendException(
					"%s was deleted after %d bytes had been acknowledged. %s".formatted(name, position, text(outcome)),
					bucket, key, position, -1, outcome, null);
			case NEXT_EXISTS -> {
				String next = target.key(state.sequence() + 1);
				yield new ConcurrentAppendException(
						"%s is full, and the next key, %s, holds another object of %d bytes; remove it or choose another key. %s"
							.formatted(name, next, failed.found(), text(outcome)),
						bucket, key, position, failed.found(), outcome, null);
			}
			case MISSING -> exception("%s does not exist; create it, or open the writer with create.".formatted(name),
					target, state, outcome, failed.reason(), null);
			case LIMIT -> exception(
					"%s has as many parts as it may have; begin another key, or choose rewrite or roll-over for what happens at the limit. %s"
						.formatted(name, text(outcome)),
					target, state, outcome, failed.reason(), null);
			case TOO_LARGE -> exception(
					"%s has %d bytes, more than CopyObject takes (5 GB), which is how a writer takes an object over and starts its parts anew; begin another key, or open the writer without a fence, and with roll-over from the start. %s"
						.formatted(name, failed.found(), text(outcome)),
					target, state, outcome, failed.reason(), null);
			case REFUSED -> exception(
					"The service refused a request for %s after %d acknowledged bytes: %s. %s".formatted(name, position,
							message(failed.cause()), text(outcome)),
					target, state, outcome, failed.reason(), failed.cause());
			case UNREACHABLE -> exception(
					"The service does not answer, or not clearly, for %s after %d acknowledged bytes: %s. %s"
						.formatted(name, position, message(failed.cause()), text(outcome)),
					target, state, outcome, failed.reason(), failed.cause());
		};
	}

	/**
	 * The same once more, for another caller: one exception cannot suppress itself.
	 */
	static AppendException copy(AppendException failure) {
		String message = String.valueOf(failure.getMessage());
		if (failure instanceof ConcurrentAppendException concurrent) {
			return new ConcurrentAppendException(message, failure.bucket(), failure.key(), failure.position(),
					concurrent.found(), failure.outcome(), failure);
		}
		return new AppendException(message, failure.bucket(), failure.key(), failure.position(), failure.outcome(),
				false, failure);
	}

	static AppendException notListed(String bucket, String key, Throwable cause) {
		return new AppendException("The keys of the log s3express://%s/%s could not be listed: %s".formatted(bucket,
				key, cause.getMessage()), bucket, key, 0, BlockOutcome.NONE, false, cause);
	}

	static IOException closed(AppendTarget target, AppendState state) {
		return new IOException(
				"The writer of s3express://%s/%s is closed.".formatted(target.bucket(), target.key(state.sequence())));
	}

	private static AppendException exception(String message, AppendTarget target, AppendState state,
			BlockOutcome outcome, AppendFailure reason, @Nullable Throwable cause) {
		boolean resumable = reason.isResumable() && state.phase() != AppendPhase.ENDED;
		return new AppendException(message.strip(), target.bucket(), target.key(state.sequence()), state.position(),
				outcome, resumable, cause);
	}

	private static String message(@Nullable Throwable cause) {
		String message = (cause != null) ? cause.getMessage() : null;
		return (message != null) ? message : "it changes while it is looked at";
	}

	private static String text(BlockOutcome outcome) {
		return switch (outcome) {
			case NONE -> "";
			case WRITTEN -> "The block under way is in the object.";
			case NOT_WRITTEN -> "Nothing of the block under way is in the object.";
			case UNKNOWN -> "All of the block under way may be in the object, or nothing of it.";
		};
	}

}
