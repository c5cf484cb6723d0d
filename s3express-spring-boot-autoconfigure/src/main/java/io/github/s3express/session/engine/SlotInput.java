/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;

/**
 * What may happen to a slot.
 */
sealed interface SlotInput {

	/**
	 * Somebody needs a session that lives so long.
	 *
	 * @param minimumLife how long it should live
	 */
	record Ask(Duration minimumLife) implements SlotInput {
	}

	/**
	 * Somebody wants a new session now, whatever there is.
	 */
	record Order() implements SlotInput {
	}

	/**
	 * A session that was left alone has been used again.
	 */
	record Use() implements SlotInput {
	}

	/**
	 * The service answered a request that the session signed.
	 *
	 * @param session the session
	 */
	record Serve(S3ExpressSession session) implements SlotInput {
	}

	/**
	 * The service refused the session.
	 *
	 * @param session the session
	 */
	record Refuse(S3ExpressSession session) implements SlotInput {
	}

	/**
	 * The IAM credentials have changed since they were refused.
	 */
	record Credentials() implements SlotInput {
	}

	/**
	 * The session is to be dropped until somebody asks again.
	 */
	record LetGo() implements SlotInput {
	}

	/**
	 * The timer's moment has come.
	 */
	record Wake() implements SlotInput {
	}

	/**
	 * A creation gave a session.
	 *
	 * @param creation which creation
	 * @param session the session
	 * @param at when, by the wall clock
	 */
	record Made(SlotCreation creation, S3ExpressSession session, Instant at) implements SlotInput {
	}

	/**
	 * A creation gave none.
	 *
	 * @param creation which creation
	 * @param cause why
	 */
	record Fail(SlotCreation creation, S3ExpressSessionException cause) implements SlotInput {
	}

	/**
	 * A creation that had not begun left the queue, since nobody waited for it.
	 *
	 * @param creation which creation
	 * @param wanted whether somebody does since
	 */
	record Withdraw(SlotCreation creation, boolean wanted) implements SlotInput {
	}

	/**
	 * Room is wanted.
	 */
	record Retire() implements SlotInput {
	}

	/**
	 * The manager stops.
	 */
	record Close() implements SlotInput {
	}

}
