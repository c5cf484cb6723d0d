/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * How a request ended. The client may have sent it more than once.
 */
sealed interface AppendAnswer {

	/**
	 * There is no such object.
	 */
	record Absent() implements AppendAnswer {

	}

	/**
	 * There is an object.
	 *
	 * @param object what was shown of it
	 */
	record Seen(SeenObject object) implements AppendAnswer {

	}

	/**
	 * It was written.
	 *
	 * @param etag the object's entity tag now
	 */
	record Written(String etag) implements AppendAnswer {

	}

	/**
	 * Refused, since the object was not as it should have been; maybe because of an
	 * earlier attempt of the same request.
	 *
	 * @param once whether it was sent once only, so that nothing of it was written
	 */
	record Stale(boolean once) implements AppendAnswer {

	}

	/**
	 * Refused, since the object has too many parts.
	 *
	 * @param once whether it was sent once only, so that nothing of it was written
	 */
	record TooManyParts(boolean once) implements AppendAnswer {

	}

	/**
	 * Refused for another reason.
	 *
	 * @param once whether it was sent once only, so that nothing of it was written
	 * @param cause what the client threw
	 */
	record Rejected(boolean once, Throwable cause) implements AppendAnswer {

	}

	/**
	 * No answer, or one that leaves open whether it was done or will be.
	 *
	 * @param cause what the client threw
	 */
	record Unclear(Throwable cause) implements AppendAnswer {

	}

	/**
	 * The range was read.
	 *
	 * @param same whether it holds the block
	 */
	record Compared(boolean same) implements AppendAnswer {

	}

}
