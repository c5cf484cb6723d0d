/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Learns of each block that a writer appends. Must be quick and throw nothing.
 */
@FunctionalInterface
public interface AppendObserver {

	/**
	 * Observes nothing.
	 */
	AppendObserver NONE = (bucket, key, bytes) -> (end) -> {
	};

	/**
	 * Lets several observe, each whatever the others do.
	 * @param observers the observers
	 * @return one that passes all on to them
	 */
	static AppendObserver all(Collection<AppendObserver> observers) {
		return new CompositeAppendObserver(observers);
	}

	/**
	 * A block is about to be sent. An exception is logged and changes nothing for the
	 * block.
	 * @param bucket the bucket
	 * @param key the key
	 * @param bytes the length of the block
	 * @return learns how it ended
	 */
	Appending started(String bucket, String key, int bytes);

	/**
	 * A block under way.
	 */
	@FunctionalInterface
	interface Appending {

		/**
		 * The block is in the object, or the caller got an exception.
		 * @param end how it ended
		 */
		void ended(AppendEnd end);

	}

	/**
	 * How a block ended.
	 *
	 * @param settled whether no answer said that it is there, but the object itself
	 * @param rewrites how often the object was copied onto itself before
	 * @param rollovers how often the writer went on with the next key before
	 * @param failure what the caller got, or {@code null} if the block is there
	 */
	record AppendEnd(boolean settled, int rewrites, int rollovers, @Nullable AppendException failure) {

	}

}
