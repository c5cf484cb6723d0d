/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

import io.github.s3express.operations.AppendEffect.Failed;

/**
 * Collects bytes into blocks and sends them, one at a time, once one is full, somebody
 * waits for them or the flush interval is over. Futures are completed outside of the
 * lock.
 */
final class DefaultAsyncAppendWriter implements AsyncAppendWriter {

	private final Object lock = new Object();

	private final AppendTarget target;

	private final AppendOptions options;

	private final AsyncAppendRunner runner;

	private final AppendObserver observer;

	private final BlockBuffer buffer;

	private final Deque<Waiter> waiters = new ArrayDeque<>();

	private AppendState state;

	// Bytes, since the writer was opened.
	private long taken;

	private long acknowledged;

	// Up to where somebody waits, or has waited for long enough.
	private long wanted;

	private long oldest;

	private boolean sending;

	private boolean timing;

	private @Nullable Writing writing;

	private @Nullable CompletableFuture<Void> closing;

	private @Nullable AppendException ended;

	private boolean told;

	DefaultAsyncAppendWriter(AppendTarget target, AppendOptions options, AsyncAppendRunner runner,
			AppendObserver observer, AppendState state) {
		this.target = target;
		this.options = options;
		this.runner = runner;
		this.observer = observer;
		this.state = state;
		this.buffer = new BlockBuffer(options);
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
		synchronized (this.lock) {
			return supplier.get();
		}
	}

	@Override
	public CompletableFuture<Void> write(ByteBuffer bytes) {
		CompletableFuture<Void> future = new CompletableFuture<>();
		synchronized (this.lock) {
			if (this.writing != null) {
				throw new IllegalStateException("The write before has not completed; wait for its future.");
			}
			Throwable failure = unusable();
			if (failure != null) {
				return CompletableFuture.failedFuture(failure);
			}
			this.writing = new Writing(bytes, future);
		}
		pump();
		return future;
	}

	@Override
	public CompletableFuture<Void> writeAll(Publisher<ByteBuffer> bytes) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		bytes.subscribe(new PublishedBytes(this, done));
		return done;
	}

	@Override
	public CompletableFuture<Void> sync() {
		CompletableFuture<Void> future;
		synchronized (this.lock) {
			Throwable failure = unusable();
			if (failure != null) {
				return CompletableFuture.failedFuture(failure);
			}
			future = wanted(this.taken);
		}
		pump();
		return future;
	}

	@Override
	public CompletableFuture<Void> close() {
		CompletableFuture<Void> future;
		synchronized (this.lock) {
			if (this.closing != null) {
				return this.closing.copy();
			}
			if (this.ended != null) {
				future = this.told ? CompletableFuture.completedFuture(null)
						: CompletableFuture.failedFuture(this.ended);
			}
			else {
				Writing last = this.writing;
				future = wanted(this.taken + ((last != null) ? last.bytes().remaining() : 0));
			}
			this.closing = future;
		}
		pump();
		return future.copy();
	}

	private @Nullable Throwable unusable() {
		if (this.closing != null) {
			return AppendFailures.closed(this.target, this.state);
		}
		AppendException failure = this.ended;
		if (failure == null) {
			return null;
		}
		boolean copied = this.told;
		this.told = true;
		return copied ? AppendFailures.copy(failure) : failure;
	}

	private CompletableFuture<Void> wanted(long upTo) {
		if (upTo <= this.acknowledged) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<Void> future = new CompletableFuture<>();
		this.waiters.add(new Waiter(upTo, future));
		this.wanted = Math.max(this.wanted, upTo);
		return future;
	}

	private void pump() {
		CompletableFuture<Void> written;
		AppendState before = null;
		AppendBlock block = null;
		boolean again = false;
		synchronized (this.lock) {
			written = take();
			if (mustSend()) {
				before = this.state;
				again = before.block() != null;
				block = again ? before.block() : this.buffer.cut();
				this.state = before.with(Objects.requireNonNull(block));
				this.sending = true;
				CompletableFuture<Void> more = take();
				written = (more != null) ? more : written;
			}
		}
		// First, so that the next bytes come while these are on their way.
		if (block != null) {
			send(Objects.requireNonNull(before), block, again);
		}
		if (written != null) {
			written.complete(null);
		}
	}

	private @Nullable CompletableFuture<Void> take() {
		Writing write = this.writing;
		if (write == null || this.ended != null) {
			return null;
		}
		int more = write.bytes().remaining();
		int part = Math.min(this.options.room(this.state.parts(), this.buffer.count(), more), more);
		if (part > 0) {
			if (this.buffer.count() == 0) {
				startTimer();
			}
			this.buffer.add(write.bytes(), part);
			this.taken += part;
		}
		if (write.bytes().hasRemaining()) {
			return null;
		}
		this.writing = null;
		return write.future();
	}

	private boolean isFull() {
		return this.buffer.count() >= this.options.blockSize(this.state.parts());
	}

	private boolean mustSend() {
		boolean left = this.state.block() != null;
		if (this.sending || this.ended != null || (!left && this.buffer.count() == 0)) {
			return false;
		}
		// What failed before is sent again once somebody needs it, not again and again.
		return this.wanted > this.acknowledged || (isFull() && (!left || this.writing != null));
	}

	private void send(AppendState before, AppendBlock block, boolean again) {
		ObservedBlock observed = new ObservedBlock(this.observer, this.target, before, block);
		CompletableFuture<AppendStep> ran = again ? this.runner.resume(before) : this.runner.send(before, block);
		ran.whenComplete((step, thrown) -> {
			AppendStep end = (thrown != null) ? unknown(before, block, thrown) : step;
			sent(block, end);
			observed.ended(end);
			pump();
		});
	}

	private static AppendStep unknown(AppendState before, AppendBlock block, Throwable thrown) {
		return new AppendStep(before.with(block).withUncertain(true).in(AppendPhase.SENDING),
				new Failed(AppendFailure.UNREACHABLE, BlockOutcome.UNKNOWN, -1, thrown));
	}

	private void sent(AppendBlock block, AppendStep step) {
		List<Runnable> answers = new ArrayList<>();
		synchronized (this.lock) {
			this.sending = false;
			this.state = step.state();
			if (step.effect() instanceof Failed failed) {
				failed(AppendFailures.of(this.target, step.state(), failed), answers);
			}
			else {
				this.acknowledged += block.length();
				for (Waiter first = this.waiters.peek(); first != null
						&& first.upTo() <= this.acknowledged; first = this.waiters.peek()) {
					CompletableFuture<Void> future = this.waiters.remove().future();
					answers.add(() -> future.complete(null));
				}
				if (this.buffer.count() > 0) {
					startTimer();
				}
			}
		}
		answers.forEach(Runnable::run);
	}

	private void failed(AppendException failure, List<Runnable> answers) {
		this.waiters.forEach((waiter) -> answers.add(() -> waiter.future().completeExceptionally(failure)));
		this.waiters.clear();
		this.wanted = this.acknowledged;
		Writing write = this.writing;
		this.writing = null;
		if (write != null) {
			answers.add(() -> write.future().completeExceptionally(failure));
		}
		if (!failure.isResumable()) {
			this.ended = failure;
			this.told = !answers.isEmpty();
		}
		else if (this.closing == null) {
			startTimer();
		}
	}

	private void startTimer() {
		this.oldest = System.nanoTime();
		if (!this.timing && !this.options.flushInterval().isZero()) {
			this.timing = true;
			time(this.options.flushNanos(this.state.parts()));
		}
	}

	private void time(long nanos) {
		AsyncAppendRunner.after(Duration.ofNanos(nanos)).thenRun(this::timeIsOver);
	}

	private void timeIsOver() {
		synchronized (this.lock) {
			boolean left = this.state.block() != null && !this.sending;
			if (this.ended != null || this.closing != null || (this.buffer.count() == 0 && !left)) {
				this.timing = false;
				return;
			}
			long due = this.oldest + this.options.flushNanos(this.state.parts()) - System.nanoTime();
			if (due > 0) {
				time(due);
				return;
			}
			this.timing = false;
			this.wanted = Math.max(this.wanted, this.taken);
		}
		pump();
	}

	private record Writing(ByteBuffer bytes, CompletableFuture<Void> future) {

	}

	private record Waiter(long upTo, CompletableFuture<Void> future) {

	}

}
