/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;

/**
 * The slots of one run of the manager, so many at the most. Slots that hold no session go
 * first, then those used least recently; a slot whose session is being made stays, and so
 * does that of a configured bucket.
 */
final class SessionSlots {

	// Room is made for several at a time, so that a flood of names costs little each.
	private static final int SHARE_EVICTED_AT_ONCE = 20;

	private final ConcurrentMap<SessionKey, SessionSlot> slots = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, Set<SessionSlot>> byBucket = new ConcurrentHashMap<>();

	// Who holds the session of a token. Sessions are looked up so for each refusal.
	private final ConcurrentMap<String, SessionSlot> byToken = new ConcurrentHashMap<>();

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
		SessionSlot added = new SessionSlot(key, kind, this.context, this);
		// In the index first: what is in use can always be found there.
		index(added);
		known = this.slots.putIfAbsent(key, added);
		if (known != null) {
			unindex(added);
			return known;
		}
		if (this.slots.size() > this.max && kind.isEvictable()) {
			makeRoom(added);
		}
		if (this.closed) {
			close();
		}
		return added;
	}

	/**
	 * The slot whose session in use has this token.
	 */
	@Nullable SessionSlot find(String bucket, String sessionToken) {
		SessionSlot slot = this.byToken.get(sessionToken);
		return (slot != null && slot.key().bucket().value().equals(bucket)) ? slot : null;
	}

	/**
	 * A slot has another session in use, or none. Called under the slot's lock.
	 */
	void replaced(SessionSlot slot, @Nullable S3ExpressSession old, @Nullable S3ExpressSession current) {
		if (old != null) {
			this.byToken.remove(old.credentials().sessionToken(), slot);
		}
		if (current != null) {
			this.byToken.put(current.credentials().sessionToken(), slot);
		}
	}

	Stream<SessionSlot> all() {
		return this.slots.values().stream();
	}

	/**
	 * The slots of one bucket.
	 */
	Stream<SessionSlot> of(String bucket) {
		return this.byBucket.getOrDefault(bucket, Set.of())
			.stream()
			.filter((slot) -> this.slots.get(slot.key()) == slot);
	}

	void close() {
		this.closed = true;
		for (SessionSlot slot : this.slots.values()) {
			slot.close();
			forget(slot);
		}
	}

	private void index(SessionSlot slot) {
		this.byBucket.compute(slot.key().bucket().value(), (bucket, known) -> {
			Set<SessionSlot> slots = (known != null) ? known : ConcurrentHashMap.newKeySet(1);
			slots.add(slot);
			return slots;
		});
	}

	private void unindex(SessionSlot slot) {
		this.byBucket.computeIfPresent(slot.key().bucket().value(), (bucket, slots) -> {
			slots.remove(slot);
			return slots.isEmpty() ? null : slots;
		});
	}

	private void forget(SessionSlot slot) {
		this.slots.remove(slot.key(), slot);
		unindex(slot);
	}

	/**
	 * Takes out a slot that has ended.
	 */
	void remove(SessionSlot ended) {
		forget(ended);
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
				forget(added);
				throw new S3ExpressSessionException(added.key(),
						"No session for %s: max-sessions is %d and as many are in use or being made; raise it"
							.formatted(added.key().bucket(), this.max),
						null, true);
			}
		}
		finally {
			this.evictionLock.unlock();
			this.context.events().deliver(this.context.listeners());
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
