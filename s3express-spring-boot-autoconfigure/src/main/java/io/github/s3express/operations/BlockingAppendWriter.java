/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.s3express.operations.AppendEffect.Failed;

/**
 * Collects bytes into blocks and sends them, one at a time, on the thread of whoever
 * needs room or an acknowledgement. Others wait for the same block or go on writing into
 * the next one. Bytes that nobody waits for are sent by a thread of the writer's own once
 * the flush interval is over.
 */
final class BlockingAppendWriter extends AppendWriter {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final AppendTarget target;

	private final AppendOptions options;

	private final AppendRunner runner;

	private final AppendObserver observer;

	private AppendState state;

	private final BlockBuffer buffer;

	// Bytes, since the writer was opened.
	private long taken;

	private long acknowledged;

	private long oldest;

	private boolean sending;

	private boolean flushRequested;

	private boolean closed;

	// What nobody has been told yet.
	private @Nullable AppendException untold;

	private @Nullable AppendException ended;

	BlockingAppendWriter(AppendTarget target, AppendOptions options, AppendRunner runner, AppendObserver observer,
			AppendState state) {
		this.target = target;
		this.options = options;
		this.runner = runner;
		this.observer = observer;
		this.state = state;
		this.buffer = new BlockBuffer(options);
		if (!options.flushInterval().isZero()) {
			Thread thread = new Thread(this::flushInTime, "s3express-append " + target.key(0));
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public String key() {
		return locked(() -> this.target.key(this.state.sequence()));
	}

	@Override
	public long position() {
		return locked(() -> this.state.end() + this.buffer.count());
	}

	@Override
	public long syncedPosition() {
		return locked(this.state::position);
	}

	private <T> T locked(Supplier<T> supplier) {
		this.lock.lock();
		try {
			return supplier.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		this.lock.lock();
		try {
			ByteBuffer from = ByteBuffer.wrap(bytes, offset, length);
			while (from.hasRemaining()) {
				requireOpen();
				int room = this.options.room(this.state.parts(), this.buffer.count(), from.remaining());
				if (room <= 0) {
					sendOrWait();
					continue;
				}
				take(from, Math.min(room, from.remaining()));
			}
			requireOpen();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void take(ByteBuffer from, int length) {
		if (this.buffer.count() == 0) {
			this.oldest = System.nanoTime();
			this.changed.signalAll();
		}
		this.buffer.add(from, length);
		this.taken += length;
	}

	@Override
	public void flush() throws IOException {
		if (this.options.flushInterval().isZero()) {
			sync();
			return;
		}
		this.lock.lock();
		try {
			requireOpen();
			AppendException failure = this.untold;
			this.untold = null;
			if (failure != null) {
				throw failure;
			}
			this.flushRequested = this.buffer.count() > 0;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void sync() throws IOException {
		this.lock.lock();
		try {
			requireOpen();
			drain();
		}
		finally {
			this.lock.unlock();
		}
	}

	// What was written when this was called; others may go on writing meanwhile.
	private void drain() throws IOException {
		long target = this.taken;
		while (this.acknowledged < target) {
			sendOrWait();
		}
	}

	private void sendOrWait() throws IOException {
		if (!this.sending) {
			AppendException failure = send();
			if (failure != null) {
				throw failure;
			}
			return;
		}
		while (this.sending) {
			await();
		}
		requireOpen();
	}

	private void await() throws InterruptedIOException {
		try {
			this.changed.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while a block was being appended.");
		}
	}

	// Called with the lock, which it gives up while the request is under way.
	private @Nullable AppendException send() {
		AppendState before = this.state;
		AppendBlock pending = before.block();
		AppendBlock block = (pending != null) ? pending : this.buffer.cut();
		if (pending == null) {
			this.flushRequested = false;
			this.state = before.with(block);
		}
		this.sending = true;
		AppendStep ran = null;
		this.lock.unlock();
		try {
			ObservedBlock observed = new ObservedBlock(this.observer, this.target, before, block);
			ran = (pending != null) ? this.runner.resume(before) : this.runner.send(before, block);
			observed.ended(ran);
		}
		finally {
			this.lock.lock();
			this.sending = false;
			// Without a step an Error was thrown; what became of the block is not known.
			this.state = (ran != null) ? ran.state() : before.with(block).withUncertain(true).in(AppendPhase.SENDING);
			this.changed.signalAll();
		}
		AppendStep step = Objects.requireNonNull(ran);
		if (step.effect() instanceof Failed failed) {
			return failed(step.state(), failed);
		}
		this.acknowledged += block.length();
		this.untold = null;
		return null;
	}

	private AppendException failed(AppendState state, Failed failed) {
		AppendException failure = AppendFailures.of(this.target, state, failed);
		if (!failure.isResumable()) {
			this.ended = failure;
		}
		return failure;
	}

	private void requireOpen() throws IOException {
		if (this.closed) {
			throw AppendFailures.closed(this.target, this.state);
		}
		AppendException failure = this.ended;
		if (failure != null) {
			boolean told = this.untold != failure;
			this.untold = null;
			// Each caller gets an exception of its own: one cannot suppress itself.
			throw told ? AppendFailures.copy(failure) : failure;
		}
	}

	private void flushInTime() {
		this.lock.lock();
		try {
			while (!this.closed && this.ended == null) {
				long due = this.oldest + this.options.flushNanos(this.state.parts()) - System.nanoTime();
				if (this.sending || (this.buffer.count() == 0 && this.state.block() == null)) {
					this.changed.await();
				}
				else if (due > 0 && !this.flushRequested) {
					this.changed.awaitNanos(due);
				}
				else {
					flushNow();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void flushNow() {
		AppendException failure = send();
		if (failure != null) {
			this.untold = failure;
			this.oldest = System.nanoTime();
			this.flushRequested = false;
		}
	}

	@Override
	public void close() throws IOException {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			try {
				AppendException failure = this.untold;
				if (this.ended == null) {
					drain();
				}
				else if (failure == this.ended) {
					throw failure;
				}
			}
			finally {
				this.closed = true;
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
