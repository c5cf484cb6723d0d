/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import io.github.s3express.operations.SimulatedObjects.Piece;

/**
 * Writers of one log against {@link SimulatedObjects}, over a network that delays, loses
 * and repeats, in virtual time: all that happens follows from the seed. Writers are
 * killed and started again from the objects alone, freeze and come back, and take the log
 * from each other.
 */
final class AppendSimulation {

	private static final int FAULTS_END = 3_000;

	private static final int LIMIT = 1_000_000;

	// All, and those between two keys more often: three writers must meet there.
	private static final List<AppendPhase> FREEZING = Stream
		.concat(Stream.of(AppendPhase.values()), Stream.of(AppendPhase.CHECKING_NEXT, AppendPhase.CREATING_NEXT)
			.flatMap((phase) -> Collections.nCopies(6, phase).stream()))
		.toList();

	private final PriorityQueue<Event> events = new PriorityQueue<>(
			Comparator.comparingLong(Event::time).thenComparingLong(Event::number));

	private final Set<AppendPhase> reached = EnumSet.noneOf(AppendPhase.class);

	private final List<SimulatedWriter> writers = new ArrayList<>();

	final Random random;

	// What was added later, drawn apart: seeds stay what they were without it.
	private final Random more;

	final SimulatedObjects objects;

	final boolean fence;

	final boolean equalBytes;

	final AtAppendLimit atLimit;

	final int maxParts;

	final long maxCopy;

	private final boolean rivals;

	private final double faults;

	private long now;

	private long numbers;

	private long opened;

	final RuleTakenOut takenOut;

	AppendSimulation(long seed) {
		this(seed, RuleTakenOut.NONE);
	}

	AppendSimulation(long seed, RuleTakenOut takenOut) {
		this.takenOut = takenOut;
		this.random = new Random(seed);
		this.fence = this.random.nextInt(4) > 0;
		this.rivals = this.random.nextInt(3) == 0;
		// Without a fence, equal blocks of two writers cannot be told apart.
		this.equalBytes = this.fence && this.random.nextBoolean();
		this.atLimit = AtAppendLimit.values()[this.random.nextInt(3)];
		this.maxParts = 2 + this.random.nextInt(6);
		this.more = new Random(~seed);
		this.maxCopy = (this.fence && this.atLimit == AtAppendLimit.ROLL_OVER && this.more.nextInt(4) == 0)
				? 4 + this.more.nextInt(8) : Long.MAX_VALUE;
		this.faults = this.random.nextDouble() * 0.6;
		this.objects = new SimulatedObjects(this.maxParts, this.maxCopy, this.random.nextBoolean(), takenOut);
	}

	void run() {
		int starts = 1 + this.random.nextInt(4);
		startWriter(0);
		for (int i = 1; this.rivals && i < starts; i++) {
			startWriter(this.random.nextInt(FAULTS_END));
		}
		while (!this.events.isEmpty()) {
			Event event = this.events.poll();
			this.now = event.time();
			if (this.now > LIMIT) {
				throw new AssertionError("It does not end: " + this.writers);
			}
			event.action().run();
		}
		this.writers.forEach(SimulatedWriter::checkAtEnd);
		if (this.fence) {
			checkOrder();
		}
	}

	private void startWriter(long delay) {
		SimulatedWriter writer = new SimulatedWriter(this, this.writers.size());
		this.writers.add(writer);
		if (this.rivals && this.more.nextBoolean()) {
			writer.freezeIn(FREEZING.get(this.more.nextInt(FREEZING.size())), 500 + this.more.nextInt(4_000));
		}
		after(delay, () -> {
			writer.start();
			if (this.random.nextInt(3) == 0) {
				after(1 + this.random.nextInt(FAULTS_END), () -> kill(writer));
			}
			if (this.rivals && this.random.nextInt(3) == 0) {
				after(1 + this.random.nextInt(FAULTS_END), () -> writer.freeze(500 + this.random.nextInt(4_000)));
			}
		});
	}

	/**
	 * A writer has just frozen: it is taken for dead, and another one started.
	 */
	void frozen() {
		if (this.writers.size() < 8) {
			startWriter(this.more.nextInt(300));
		}
	}

	private void kill(SimulatedWriter writer) {
		if (writer.kill() && this.writers.size() < 8) {
			startWriter(this.random.nextInt(300));
		}
	}

	/**
	 * A writer without an epoch has been opened, where there should be a fence: it still
	 * should be the last to write.
	 * @return what takes the place of its epoch's number, 0 if there need be no fence
	 */
	long opened() {
		return this.fence ? ++this.opened : 0;
	}

	void reached(AppendPhase phase) {
		this.reached.add(phase);
	}

	/**
	 * What writers waited for.
	 */
	Set<AppendPhase> reached() {
		return this.reached;
	}

	boolean hasOthers() {
		return this.writers.size() > 1;
	}

	boolean strikes() {
		return this.now < FAULTS_END && this.random.nextDouble() < this.faults;
	}

	long now() {
		return this.now;
	}

	void after(long delay, Runnable action) {
		this.events.add(new Event(this.now + delay, this.numbers++, action));
	}

	/**
	 * How long a message travels: mostly a little, sometimes longer than anybody waits.
	 */
	long travel() {
		return strikes() ? this.random.nextInt(2_500) : 1 + this.random.nextInt(10);
	}

	/**
	 * A writer's block has just been written.
	 */
	void written(int writer, int index) {
		this.writers.get(writer).checkWritten(index);
		if (!this.fence) {
			return;
		}
		for (SimulatedWriter other : this.writers) {
			boolean self = other == this.writers.get(writer);
			if (!self && other.epoch() > 0 && other.epoch() >= this.writers.get(writer).epoch()) {
				throw new AssertionError(
						"Writer %d wrote block %d after %s had taken the log over".formatted(writer, index, other));
			}
		}
	}

	List<Piece> pieces(int writer, int index) {
		return this.objects.pieces()
			.stream()
			.filter((piece) -> piece.writer() == writer && piece.index() == index)
			.toList();
	}

	// What later writers wrote stands after what earlier ones did.
	private void checkOrder() {
		long last = 0;
		for (Piece piece : this.objects.pieces()) {
			long epoch = this.writers.get(piece.writer()).epoch();
			if (epoch < last) {
				throw new AssertionError("The order is not that of the epochs: " + this.objects.pieces());
			}
			last = epoch;
		}
	}

	AppendRules rules(int writer) {
		boolean fence = this.fence && this.takenOut != RuleTakenOut.FENCE;
		long maxCopy = (this.takenOut != RuleTakenOut.ROLLS_OVER_IN_TIME) ? this.maxCopy : Long.MAX_VALUE;
		return new AppendRules("writer-" + writer, true, fence, this.atLimit, this.maxParts, maxCopy, 6,
				Duration.ofMillis(20), Duration.ofMillis(200));
	}

	private record Event(long time, long number, Runnable action) {

	}

}
