/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;

import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.CreationFailure;
import io.github.s3express.session.creation.ScriptedCreator;

/**
 * What may be done to a slot at one moment, whether it is the slot that applications use
 * or its core alone.
 */
interface SlotOperations {

	SessionKey KEY = new ManagerFixture().key();

	SlotRules RULES = new SlotRules(KEY, SlotKind.ON_DEMAND, new SlotTiming(
			new RefreshPolicy(Duration.ofSeconds(20), 0, Duration.ofSeconds(4), Duration.ofSeconds(100))));

	S3ExpressSessionException FAILURE = CreationFailure.asSessionException(KEY,
			ScriptedCreator.answer(503, "ServiceUnavailable"));

	/**
	 * Asks for a session.
	 * @return what came of it
	 */
	String ask();

	/**
	 * Asks for a new session.
	 * @return what came of it
	 */
	String order();

	/**
	 * Uses the session in use, as the hot path does.
	 * @return which it was
	 */
	String hit();

	/**
	 * The service took a session.
	 * @param number which
	 */
	void serve(int number);

	/**
	 * The service refused a session.
	 * @param number which
	 * @return whether it was the one in use
	 */
	boolean refuse(int number);

	void letGo();

	boolean retire();

	void close();

	/**
	 * The creation under way gives a session.
	 */
	void answer();

	/**
	 * The creation under way fails.
	 */
	void fail();

	/**
	 * The creation under way leaves the queue.
	 */
	void withdraw();

	/**
	 * The timer fires.
	 */
	void wake();

	/**
	 * All there is to see.
	 */
	String view();

	/**
	 * Sets the clock, before anything happens at once.
	 * @param now the present moment
	 */
	void now(Duration now);

	static S3ExpressSession session(int number, long now) {
		Instant created = Instant.EPOCH.plusNanos(now);
		return new S3ExpressSession(KEY, S3ExpressSessionCredentials.create("key", "secret", "token-" + number),
				created, created.plusSeconds(60), SessionEncryption.BUCKET_DEFAULT, now);
	}

	static String name(S3ExpressSession session) {
		return session.credentials().sessionToken();
	}

	/**
	 * All but the moments, which are the same for a session or creation of the same
	 * number.
	 */
	static String describe(SlotState state) {
		Lease lease = state.lease();
		SlotCreation creation = state.creation();
		return "%s, %s, %d failed, %d refused%s%s%s".formatted(
				(lease != null) ? name(lease.session) + (lease.served ? " that served" : "") : "no session",
				(creation != null) ? creation.toString() : "no creation", state.failures().inARow(),
				state.failures().refusals(), state.wanted() ? ", wanted" : "", state.dozing() ? ", dozing" : "",
				state.closed() ? ", closed" : "");
	}

	/**
	 * Where a slot's life has got to when many act on it at once.
	 */
	enum Phase {

		/**
		 * Nothing has happened.
		 */
		COLD {

			@Override
			void reach(SlotOperations slot) {
			}

		},

		/**
		 * Somebody waits for the first session.
		 */
		MAKING {

			@Override
			void reach(SlotOperations slot) {
				slot.ask();
			}

		},

		/**
		 * The session should be replaced at this moment, but nobody has used it.
		 */
		DUE {

			@Override
			void reach(SlotOperations slot) {
				slot.order();
				slot.answer();
				slot.now(Duration.ofSeconds(40));
			}

		},

		/**
		 * The session is past its threshold, and not yet replaced.
		 */
		LATE {

			@Override
			void reach(SlotOperations slot) {
				slot.ask();
				slot.answer();
				slot.now(Duration.ofSeconds(40));
				slot.wake();
				slot.now(Duration.ofSeconds(57));
			}

		},

		/**
		 * The service has refused two sessions in a row, and the third is there.
		 */
		REFUSED {

			@Override
			void reach(SlotOperations slot) {
				for (int number = 1; number <= 3; number++) {
					slot.ask();
					slot.answer();
					if (number < 3) {
						slot.refuse(number);
					}
				}
			}

		},

		/**
		 * A refresh has failed, and is due again.
		 */
		FAILED {

			@Override
			void reach(SlotOperations slot) {
				slot.ask();
				slot.answer();
				slot.now(Duration.ofSeconds(40));
				slot.wake();
				slot.fail();
				slot.now(Duration.ofSeconds(50));
			}

		};

		abstract void reach(SlotOperations slot);

	}

}
