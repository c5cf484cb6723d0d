/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEvent;

/**
 * What a slot's shell is to do.
 */
sealed interface SlotEffect {

	/**
	 * Make a session.
	 *
	 * @param creation which creation
	 */
	record Start(SlotCreation creation) implements SlotEffect {
	}

	/**
	 * Give the session to all who wait.
	 *
	 * @param session the session
	 */
	record Answer(S3ExpressSession session) implements SlotEffect {
	}

	/**
	 * Tell all who wait that there is none.
	 *
	 * @param cause why
	 */
	record Disappoint(S3ExpressSessionException cause) implements SlotEffect {
	}

	/**
	 * Tell the listeners.
	 *
	 * @param event what happened
	 */
	record Tell(SessionEvent event) implements SlotEffect {
	}

	/**
	 * Remember, before another is made, that the service refused a session, or that
	 * somebody let it go.
	 *
	 * @param session the session
	 */
	record Refused(S3ExpressSession session) implements SlotEffect {
	}

	/**
	 * See whether there are other IAM credentials by now.
	 */
	record Look() implements SlotEffect {
	}

	/**
	 * Take the slot out: it has ended by itself.
	 */
	record End() implements SlotEffect {
	}

}
