/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;

/**
 * What whoever brought an input is told.
 */
sealed interface SlotReply {

	/**
	 * Here is a session.
	 *
	 * @param session the session
	 */
	record Now(S3ExpressSession session) implements SlotReply {
	}

	/**
	 * There is none at present, and this is why.
	 *
	 * @param cause why
	 */
	record Not(S3ExpressSessionException cause) implements SlotReply {
	}

	/**
	 * Replies that need no words.
	 */
	enum Plain implements SlotReply {

		/**
		 * Wait with the others.
		 */
		LATER,

		/**
		 * The input changed what it was meant to change.
		 */
		DONE,

		/**
		 * There was nothing to change.
		 */
		NOTHING,

		/**
		 * The slot has ended.
		 */
		CLOSED

	}

}
