/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendAnswer.Absent;
import io.github.s3express.operations.AppendAnswer.Compared;
import io.github.s3express.operations.AppendAnswer.Seen;
import io.github.s3express.operations.AppendAnswer.Stale;
import io.github.s3express.operations.AppendAnswer.TooManyParts;
import io.github.s3express.operations.AppendAnswer.Unclear;
import io.github.s3express.operations.AppendAnswer.Written;

/**
 * The rules that a log lives by. Each can be taken out of {@link AppendSimulation}, which
 * must find out then.
 */
enum RuleTakenOut {

	/** All rules are kept. */
	NONE,

	/** An append names the entity tag that the object must have. */
	APPEND_IF_MATCH,

	/** An object is created only if there is none. */
	CREATE_IF_NONE_MATCH,

	/** An object is copied onto itself only if nothing has changed. */
	COPY_IF_MATCH,

	/** Each copy leaves an epoch of its own, by which its writer knows it again. */
	COPY_BEGINS_EPOCH,

	/** A block without an answer is not taken to be there. */
	UNANSWERED_IS_NOT_WRITTEN {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			boolean guessed = state.phase() == AppendPhase.SENDING && answer instanceof Unclear;
			return guessed ? new Written(state.etag()) : answer;
		}

	},

	/** A refusal after several attempts may be due to one that was carried out. */
	EARLIER_ATTEMPTS_COUNT {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			if (answer instanceof Stale) {
				return new Stale(true);
			}
			return (answer instanceof TooManyParts) ? new TooManyParts(true) : answer;
		}

	},

	/** What is refused is looked up, not taken to be there. */
	REFUSED_IS_LOOKED_UP {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			boolean guessed = state.phase() == AppendPhase.SENDING && answer instanceof Stale;
			return guessed ? new Written(state.etag()) : answer;
		}

	},

	/** The bytes at the object's end are compared. */
	TAIL_IS_COMPARED {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			return (answer instanceof Compared) ? new Compared(true) : answer;
		}

	},

	/** The epoch of an object that has changed says whose it is. */
	EPOCH_IS_READ {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			boolean looking = state.phase() == AppendPhase.LOOKING;
			return (looking && answer instanceof Seen seen) ? seen(seen, state.epoch()) : answer;
		}

	},

	/** A writer does not begin with an empty key that may be left from another. */
	EMPTY_IS_NOT_TRUSTED,

	/** A writer begins with a copy that shuts out those before. */
	FENCE,

	/** A writer rolls over before the object is too large for a copy to fence it. */
	ROLLS_OVER_IN_TIME,

	/** A writer that has taken an object over looks for the next key. */
	NEXT_IS_LOOKED_FOR {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			return (state.phase() == AppendPhase.CHECKING_NEXT) ? new Absent() : answer;
		}

	},

	/** After an empty next key was taken at opening, the one before must be own still. */
	OLD_IS_CONFIRMED_AT_OPENING {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			return (state.phase() == AppendPhase.CONFIRMING_OLD) ? own(state, answer) : answer;
		}

	},

	/** After the next key was made, the one before must still be the writer's own. */
	OLD_IS_CONFIRMED {

		@Override
		AppendAnswer answer(AppendState state, AppendAnswer answer) {
			return (state.phase() == AppendPhase.CONFIRMING) ? own(state, answer) : answer;
		}

	};

	/**
	 * What a writer hears in place of an answer.
	 */
	AppendAnswer answer(AppendState state, AppendAnswer answer) {
		return answer;
	}

	private static AppendAnswer own(AppendState state, AppendAnswer answer) {
		return (answer instanceof Seen seen)
				? new Seen(
						new SeenObject(seen.object().size(), state.etag(), seen.object().epoch(), seen.object().head()))
				: answer;
	}

	private static Seen seen(Seen seen, @Nullable AppendEpoch epoch) {
		SeenObject object = seen.object();
		return new Seen(new SeenObject(object.size(), object.etag(), epoch, object.head()));
	}

}
