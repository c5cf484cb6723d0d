/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What the instances of an application share their sessions through. It sees neither what
 * a session is for nor its credentials: keys are digests, values are sealed.
 * <p>
 * No request depends on it. Each answer may fail, be late or never come: whoever asks
 * waits for a set time only, and makes a session of its own otherwise. No method blocks
 * or throws.
 * <p>
 * Of all that is kept under one key, a method changes everything or nothing, in one step.
 */
public interface FleetSessionStore {

	/**
	 * The session that is kept under a key, else the right to make one.
	 * @param key a digest
	 * @param unwanted versions that will not do, because the caller has them already or
	 * they were refused
	 * @param leaseTime after which the right ends unless it is renewed
	 * @return {@link Answer.Found} if there is a session of another version, else
	 * {@link Answer.Leading} if nobody else has the right, else {@link Answer.Busy}
	 */
	CompletionStage<Answer> ask(String key, Set<String> unwanted, Duration leaseTime);

	/**
	 * The session that is kept under a key.
	 * @param key a digest
	 * @return the session, or {@code null} if there is none
	 */
	CompletionStage<Answer.@Nullable Found> find(String key);

	/**
	 * Goes on having the right to make a session.
	 * @param lease the right
	 * @param leaseTime after which it ends unless it is renewed again
	 * @return whether it had not ended before
	 */
	CompletionStage<Boolean> renew(Lease lease, Duration leaseTime);

	/**
	 * Keeps a session, whose version is that of the lease, gives the right back and tells
	 * those who {@link #listen(Consumer) listen}. Does nothing if the right has ended
	 * meanwhile, so that what comes late never replaces what is younger.
	 * @param lease the right to make it
	 * @param value the session, sealed
	 * @param life how long to keep it, by the store's own clock, if it arrives at once
	 * @param leaseLeft the most that can have been left of the right when the life was
	 * reckoned. The session is kept for as much less as less is left of the right when it
	 * arrives: it has grown older on its way
	 * @return whether the session is kept
	 */
	CompletionStage<Boolean> put(Lease lease, byte[] value, Duration life, Duration leaseLeft);

	/**
	 * Gives the right back without a session, and tells those who listen. Does nothing if
	 * the right has ended meanwhile.
	 * @param lease the right
	 * @return whether it had not ended before
	 */
	CompletionStage<Boolean> giveBack(Lease lease);

	/**
	 * Keeps a session no longer, if it is still the one that is kept.
	 * @param key a digest
	 * @param version which one
	 * @return whether it was
	 */
	CompletionStage<Boolean> remove(String key, String version);

	/**
	 * Hears of keys under which a right has been given back. What is told may be lost.
	 * @param listener called with the key, on a thread of the store's; must not block
	 * @return ends the listening
	 */
	Runnable listen(Consumer<String> listener);

	/**
	 * Hears that the store, which could not be reached, can be reached now, so that
	 * sharing goes on at once. A store that does not know never tells: it is asked again
	 * after a while, ten seconds at most.
	 * @param listener called on a thread of the store's; must not block
	 * @return ends the listening
	 */
	default Runnable listenForReturn(Runnable listener) {
		return () -> {
		};
	}

	/**
	 * What a store says to somebody who wants a session.
	 */
	sealed interface Answer {

		/**
		 * A session is kept.
		 *
		 * @param value the session, sealed
		 * @param version tells it from all others that were ever kept under the key
		 * @param left how long the store would still keep it when it answered
		 */
		record Found(byte[] value, String version, Duration left) implements Answer {
		}

		/**
		 * None is kept that will do, and the caller is the one to make it.
		 *
		 * @param lease the right
		 */
		record Leading(Lease lease) implements Answer {
		}

		/**
		 * None is kept that will do, and somebody else is making it.
		 *
		 * @param left how long the other has the right unless it is renewed
		 */
		record Busy(Duration left) implements Answer {
		}

	}

	/**
	 * The right to make the session of a key for all.
	 *
	 * @param key a digest
	 * @param version tells it from all other rights that were ever given for the key
	 */
	record Lease(String key, String version) {
	}

}
