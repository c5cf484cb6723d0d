/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The slots of one run of the manager, so many at the most. Slots that hold no session go
 * first, then those used least recently; a slot whose session is being made stays, and so
 * does that of a configured bucket.
 */
final class SessionSlots {

	// Room is made for several at a time, so that a flood of names costs little each.
	private static final int SHARE_EVICTED_AT_ONCE = 20;

	private final ConcurrentMap<SessionKey, SessionSlot> slots = new ConcurrentHashMap<>();

	private final ReentrantLock evictionLock = new ReentrantLock();

	private final int max;

	private final SlotContext context;

	private volatile boolean closed;

	SessionSlots(int max, SlotContext context) {
		this.max = max;
		this.context = context;
	}

	@Nullable SessionSlot find(SessionKey key) {
		return this.slots.get(key);
	}

	/**
	 * The session in use for a key, if it still serves. The hot path.
	 */
	@Nullable S3ExpressSession usable(SessionKey key) {
		// The clock first: a processor awaits what it is reading already before it reads
		// the clock, but goes on to what comes next meanwhile.
		long now = this.context.clock().nanoTime();
		SessionSlot slot = this.slots.get(key);
		return (slot != null) ? slot.usable(now) : null;
	}

	SessionSlot findOrAdd(SessionKey key, SlotKind kind) {
		SessionSlot known = this.slots.get(key);
		if (known != null) {
			return known;
		}
		SessionSlot added = new SessionSlot(key, kind, this.context, this::remove);
		known = this.slots.putIfAbsent(key, added);
		if (known != null) {
			return known;
		}
		if (this.slots.size() > this.max && kind == SlotKind.ON_DEMAND) {
			makeRoom(added);
		}
		if (this.closed) {
			close();
		}
		return added;
	}

	Stream<SessionSlot> all() {
		return this.slots.values().stream();
	}

	void close() {
		this.closed = true;
		for (SessionSlot slot : this.slots.values()) {
			slot.close();
			this.slots.remove(slot.key(), slot);
		}
	}

	private void remove(SessionSlot ended) {
		this.slots.remove(ended.key(), ended);
		this.context.events().add(new SessionEvent.Released(ended.key()));
	}

	private void evict(SessionSlot slot) {
		if (slot.retire()) {
			remove(slot);
		}
	}

	private void makeRoom(SessionSlot added) {
		this.evictionLock.lock();
		try {
			int surplus = this.slots.size() - this.max;
			if (surplus <= 0) {
				return;
			}
			List<Candidate> candidates = all().filter((slot) -> slot != added && slot.isEvictable())
				.map((slot) -> new Candidate(slot, slot.current() == null, slot.lastUsed()))
				.sorted(Candidate.FIRST_TO_GO)
				.limit(surplus + this.max / SHARE_EVICTED_AT_ONCE)
				.toList();
			candidates.forEach((candidate) -> evict(candidate.slot()));
			if (this.slots.size() > this.max && added.retire()) {
				this.slots.remove(added.key(), added);
				throw new S3ExpressSessionException(added.key(),
						"No session for %s: max-sessions is %d and as many are in use or being made; raise it"
							.formatted(added.key().bucket(), this.max),
						null);
			}
		}
		finally {
			this.evictionLock.unlock();
			this.context.events().deliver();
		}
	}

	/**
	 * A slot as it stood when room was wanted: sorting needs values that hold still.
	 */
	private record Candidate(SessionSlot slot, boolean empty, long lastUsed) {

		private static final Comparator<Candidate> FIRST_TO_GO = Comparator.comparing(Candidate::empty)
			.reversed()
			.thenComparing((one, other) -> Long.signum(one.lastUsed() - other.lastUsed()));

	}

}
