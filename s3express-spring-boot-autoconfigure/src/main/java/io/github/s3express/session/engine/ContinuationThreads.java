/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.creation.SessionTimer;

/**
 * Runs what may block: completes futures of callers, who have hung on to them what they
 * like. A few threads do, as long as none of them is held. When what waits has not been
 * taken up for a moment, others are added for those that are held, twice as many each
 * time. So whoever blocks holds only the thread that answers him, and nobody else's
 * answer, nor a deadline, waits longer than that moment.
 * <p>
 * Their number is bounded by that of callers that block at one moment, and in any case by
 * {@link #MOST_THREADS}.
 */
final class ContinuationThreads implements Executor {

	static final int MOST_THREADS = 1_024;

	static final Duration RELIEF_AFTER = Duration.ofMillis(10);

	private static final Logger logger = LoggerFactory.getLogger(ContinuationThreads.class);

	private static final int FEW_THREADS = 4;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final ThreadFactory factory;

	private final SessionTimer timer;

	private final Duration idleLife;

	private int threads;

	private int idle;

	// Counts what has been taken up, to tell whether threads are held.
	private long taken;

	private boolean reliefDue;

	private boolean stopped;

	ContinuationThreads(ThreadFactory factory, SessionTimer timer, Duration idleLife) {
		this.factory = factory;
		this.timer = timer;
		this.idleLife = idleLife;
	}

	@Override
	public void execute(Runnable task) {
		boolean late;
		this.lock.lock();
		try {
			late = this.stopped && this.threads >= MOST_THREADS;
			if (!late) {
				this.tasks.add(task);
				if (this.tasks.size() <= this.idle) {
					this.changed.signal();
				}
				else if (this.threads < FEW_THREADS || this.stopped) {
					addThread();
				}
				else {
					relieveLater();
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		if (late) {
			task.run();
		}
	}

	int threads() {
		this.lock.lock();
		try {
			return this.threads;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the threads once they have run what waits. For that as many are added as are
	 * needed, since the timer that relieves the others has stopped.
	 */
	void stop() {
		this.lock.lock();
		try {
			this.stopped = true;
			addThreads(this.tasks.size() - this.idle);
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void relieveLater() {
		if (!this.reliefDue) {
			this.reliefDue = true;
			long takenBefore = this.taken;
			this.timer.schedule(() -> relieve(takenBefore), RELIEF_AFTER);
		}
	}

	private void relieve(long takenBefore) {
		this.lock.lock();
		try {
			this.reliefDue = false;
			if (this.tasks.isEmpty()) {
				return;
			}
			if (this.taken - takenBefore < this.threads) {
				addThreads(Math.min(this.tasks.size(), this.threads));
			}
			relieveLater();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void addThreads(int number) {
		for (int added = 0; added < number && this.threads < MOST_THREADS; added++) {
			addThread();
		}
	}

	private void addThread() {
		this.threads++;
		boolean started = false;
		try {
			this.factory.newThread(this::work).start();
			started = true;
		}
		catch (OutOfMemoryError ex) {
			// No more threads: what waits is taken up by those that there are.
			logger.warn("No thread to answer callers who wait for sessions could be started", ex);
		}
		finally {
			this.threads -= started ? 0 : 1;
		}
	}

	private void work() {
		for (Runnable task = next(); task != null; task = next()) {
			try {
				task.run();
			}
			catch (Throwable ex) {
				logger.warn("What a caller hung on to a session failed", ex);
			}
		}
	}

	private @Nullable Runnable next() {
		this.lock.lock();
		try {
			long left = this.idleLife.toNanos();
			while (this.tasks.isEmpty()) {
				if (this.stopped || left <= 0) {
					this.threads--;
					return null;
				}
				this.idle++;
				try {
					left = this.changed.awaitNanos(left);
				}
				catch (InterruptedException ex) {
					// Meant for what ran before.
					continue;
				}
				finally {
					this.idle--;
				}
			}
			this.taken++;
			return this.tasks.remove();
		}
		finally {
			this.lock.unlock();
		}
	}

}
