/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.Arrays;
import java.util.NavigableMap;

import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendAnswer.Rejected;
import io.github.s3express.operations.AppendAnswer.Stale;
import io.github.s3express.operations.AppendAnswer.TooManyParts;
import io.github.s3express.operations.AppendAnswer.Unclear;
import io.github.s3express.operations.AppendEffect.Acknowledged;
import io.github.s3express.operations.AppendEffect.Failed;
import io.github.s3express.operations.AppendEffect.Opened;
import io.github.s3express.operations.SimulatedObjects.Piece;

/**
 * A process with a writer: carries effects out over a client that sends a request up to
 * three times, as the SDK does, and sends block after block.
 */
final class SimulatedWriter {

	private static final int CALL_TIMEOUT = 1_000;

	private static final int ATTEMPTS = 3;

	private final AppendSimulation simulation;

	private final AppendProtocol protocol;

	private final int id;

	private final int blocks;

	private @Nullable AppendState state;

	private long epoch;

	private int acknowledged;

	private boolean dead;

	private long frozenUntil;

	private @Nullable AppendPhase freezesIn;

	private int freezesFor;

	private @Nullable Failed failure;

	SimulatedWriter(AppendSimulation simulation, int id) {
		this.simulation = simulation;
		this.id = id;
		this.blocks = 1 + simulation.random.nextInt(12);
		this.protocol = new AppendProtocol(simulation.rules(id));
	}

	/**
	 * The number of the writer's epoch, 0 before it is open.
	 */
	long epoch() {
		return this.epoch;
	}

	void start() {
		NavigableMap<Integer, Long> sizes = this.simulation.objects.sizes();
		boolean asFound = this.simulation.takenOut == RuleTakenOut.EMPTY_IS_NOT_TRUSTED && !sizes.isEmpty();
		act(this.protocol.open(asFound ? sizes.lastKey() : AppendSequences.first(sizes)));
	}

	boolean kill() {
		boolean alive = !this.dead;
		this.dead = true;
		return alive;
	}

	void freeze(int duration) {
		this.frozenUntil = this.simulation.now() + duration;
	}

	void freezeIn(AppendPhase phase, int duration) {
		this.freezesIn = phase;
		this.freezesFor = duration;
	}

	private void act(AppendStep step) {
		this.state = step.state();
		this.simulation.reached(this.state.phase());
		if (this.state.phase() == this.freezesIn) {
			this.freezesIn = null;
			freeze(this.freezesFor);
			this.simulation.frozen();
		}
		if (step.delay().isZero() && this.simulation.now() >= this.frozenUntil) {
			perform(step.effect());
		}
		else {
			later(step.delay().toMillis(), () -> perform(step.effect()));
		}
	}

	// A frozen process hears and does everything late.
	private void later(long delay, Runnable action) {
		this.simulation.after(delay, () -> {
			if (this.dead) {
				return;
			}
			if (this.simulation.now() < this.frozenUntil) {
				later(this.frozenUntil - this.simulation.now(), action);
				return;
			}
			action.run();
		});
	}

	private void perform(AppendEffect effect) {
		if (effect instanceof Opened) {
			AppendEpoch epoch = this.state.epoch();
			this.epoch = (epoch != null) ? epoch.number() : this.simulation.opened();
			nextBlock();
		}
		else if (effect instanceof Acknowledged) {
			checkAcknowledged();
			this.acknowledged++;
			nextBlock();
		}
		else if (effect instanceof Failed failed) {
			failed(failed);
		}
		else {
			attempt(effect, 1, new Call());
		}
	}

	private void nextBlock() {
		if (this.acknowledged < this.blocks) {
			later(this.simulation.random.nextInt(200), () -> act(this.protocol.send(this.state, block())));
		}
	}

	private AppendBlock block() {
		byte[] bytes = new byte[1 + this.simulation.random.nextInt(3)];
		Arrays.fill(bytes, (byte) (this.simulation.equalBytes ? 'x' : 'a' + this.id * 16 + this.acknowledged));
		return new AppendBlock(bytes);
	}

	private void failed(Failed failed) {
		checkOutcome(failed);
		if (failed.reason().isResumable() && this.state.phase() != AppendPhase.ENDED) {
			later(100, () -> act(this.protocol.resume(this.state)));
			return;
		}
		if (failed.reason().isResumable()) {
			// It could not be opened: the application tries again.
			later(100, this::start);
			return;
		}
		boolean fenced = this.simulation.fence && this.simulation.takenOut != RuleTakenOut.FENCE;
		boolean mayLose = fenced ? this.simulation.objects.lastEpoch() > this.epoch : this.simulation.hasOthers();
		if (failed.reason() != AppendFailure.LIMIT && !mayLose) {
			throw new AssertionError("Nobody took the log over, but " + this + " ended with " + failed);
		}
		this.failure = failed;
		this.dead = true;
	}

	private void attempt(AppendEffect effect, int number, Call call) {
		int index = this.acknowledged;
		if (!this.simulation.strikes() || this.simulation.random.nextBoolean()) {
			this.simulation.after(this.simulation.travel(), () -> deliver(effect, number, call, index));
		}
		later(CALL_TIMEOUT, () -> {
			if (call.ended == 0 && call.current == number) {
				retry(effect, number, call);
			}
		});
	}

	private void deliver(AppendEffect effect, int number, Call call, int index) {
		if (this.simulation.strikes() && this.simulation.random.nextInt(3) == 0) {
			// A fault before the commit.
			boolean refused = this.simulation.random.nextInt(4) == 0;
			answer(effect, number, call, refused ? new Rejected(number == 1, new IllegalStateException("403")) : null);
			return;
		}
		int before = this.simulation.objects.pieces().size();
		AppendAnswer answer = this.simulation.objects.perform(this.id, index, effect);
		if (this.simulation.objects.pieces().size() > before) {
			this.simulation.written(this.id, index);
		}
		boolean lost = this.simulation.strikes();
		// A fault after the commit: an error, or no answer at all.
		answer(effect, number, call, lost ? null : withAttempts(answer, number));
	}

	private static AppendAnswer withAttempts(AppendAnswer answer, int attempts) {
		if (answer instanceof Stale) {
			return new Stale(attempts == 1);
		}
		return (answer instanceof TooManyParts) ? new TooManyParts(attempts == 1) : answer;
	}

	private void answer(AppendEffect effect, int number, Call call, @Nullable AppendAnswer answer) {
		if (answer == null && this.simulation.random.nextBoolean()) {
			return;
		}
		later(this.simulation.travel(), () -> {
			if (call.ended > 0 || call.current != number) {
				return;
			}
			if (answer == null) {
				retry(effect, number, call);
				return;
			}
			call.ended = number;
			act(this.protocol.on(this.state, this.simulation.takenOut.answer(this.state, answer)));
		});
	}

	private void retry(AppendEffect effect, int number, Call call) {
		if (number < ATTEMPTS) {
			call.current = number + 1;
			attempt(effect, number + 1, call);
			return;
		}
		call.ended = number;
		AppendAnswer answer = new Unclear(new IllegalStateException("time-out"));
		act(this.protocol.on(this.state, this.simulation.takenOut.answer(this.state, answer)));
	}

	// The block is there once, where the writer believes it to be.
	private void checkAcknowledged() {
		var pieces = this.simulation.pieces(this.id, this.acknowledged);
		if (pieces.size() != 1) {
			throw new AssertionError("%s was told that block %d is there, but it is there %d times".formatted(this,
					this.acknowledged, pieces.size()));
		}
		Piece piece = pieces.get(0);
		if (piece.sequence() != this.state.sequence() || piece.offset() + piece.length() != this.state.position()) {
			throw new AssertionError("%s takes %s to end at %d of %d".formatted(this, piece, this.state.position(),
					this.state.sequence()));
		}
	}

	/**
	 * At most the one block under way is there beyond those acknowledged.
	 */
	void checkWritten(int index) {
		if (index != this.acknowledged || this.simulation.pieces(this.id, index).size() != 1) {
			throw new AssertionError("Block %d of %s was written, which had %d acknowledged: %s".formatted(index, this,
					this.acknowledged, this.simulation.objects.pieces()));
		}
	}

	private void checkOutcome(Failed failed) {
		int there = this.simulation.pieces(this.id, this.acknowledged).size();
		boolean wrong = switch (failed.outcome()) {
			case WRITTEN -> there != 1;
			case NOT_WRITTEN, NONE -> there != 0;
			case UNKNOWN -> there > 1;
		};
		if (wrong) {
			throw new AssertionError("%s says %s, but its block is there %d times: %s".formatted(this, failed, there,
					this.simulation.objects.pieces()));
		}
	}

	void checkAtEnd() {
		for (int i = 0; i < this.acknowledged; i++) {
			if (this.simulation.pieces(this.id, i).size() != 1) {
				throw new AssertionError("Acknowledged block %d of %s is not there once".formatted(i, this));
			}
		}
		if (this.failure != null) {
			checkOutcome(this.failure);
		}
		else if (!this.dead && this.acknowledged < this.blocks) {
			throw new AssertionError(this + " neither went on nor failed");
		}
	}

	@Override
	public String toString() {
		return "writer %d (%d of %d, %s, %s)".formatted(this.id, this.acknowledged, this.blocks,
				this.dead ? "dead" : "alive", this.state);
	}

	private static final class Call {

		private int current = 1;

		private int ended;

	}

}
