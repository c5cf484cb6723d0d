/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetSessionStore;

/**
 * What a fleet shares its sessions through, in simulated time: half a round trip away,
 * and well, unless it cannot be reached. Not thread safe.
 */
public final class VirtualStore implements FleetSessionStore {

	private final VirtualClock clock;

	private final Duration distance;

	private final LongPredicate away;

	private final Map<String, Place> places = new HashMap<>();

	private final List<Consumer<String>> listeners = new ArrayList<>();

	private long versions;

	/**
	 * Creates an empty store.
	 * @param clock the time that it sees
	 * @param distance how long a question or an answer is on its way
	 * @param away at which moments, in nanoseconds of the clock, it cannot be reached
	 */
	public VirtualStore(VirtualClock clock, Duration distance, LongPredicate away) {
		this.clock = clock;
		this.distance = distance;
		this.away = away;
	}

	@Override
	public CompletionStage<Answer> ask(String key, Set<String> unwanted, Duration leaseTime) {
		return answer(() -> {
			Place place = place(key);
			Answer.Found found = found(place);
			if (found != null && !unwanted.contains(found.version())) {
				return found;
			}
			long now = this.clock.nanoTime();
			if (place.lease != null && place.leaseEnds > now) {
				return new Answer.Busy(Duration.ofNanos(place.leaseEnds - now));
			}
			Lease lease = new Lease(key, Long.toString(++this.versions));
			place.lease = lease;
			place.leaseEnds = now + leaseTime.toNanos();
			return new Answer.Leading(lease);
		});
	}

	// Not every compiler reads from a class file what may be null inside a generic type.
	@Override
	@SuppressWarnings("NullAway")
	public CompletionStage<Answer.@Nullable Found> find(String key) {
		return answer(() -> found(place(key)));
	}

	@Override
	public CompletionStage<Boolean> renew(Lease lease, Duration leaseTime) {
		return answer(() -> {
			boolean leads = leads(lease);
			if (leads) {
				place(lease.key()).leaseEnds = this.clock.nanoTime() + leaseTime.toNanos();
			}
			return leads;
		});
	}

	@Override
	public CompletionStage<Boolean> put(Lease lease, byte[] value, Duration life, Duration leaseLeft) {
		return answer(() -> {
			boolean leads = leads(lease);
			if (leads) {
				Place place = place(lease.key());
				place.value = value;
				place.version = lease.version();
				long now = this.clock.nanoTime();
				long spent = Math.max(leaseLeft.toNanos() - (place.leaseEnds - now), 0);
				place.valueEnds = now + life.toNanos() - spent;
				end(lease);
			}
			return leads;
		});
	}

	@Override
	public CompletionStage<Boolean> giveBack(Lease lease) {
		return answer(() -> {
			boolean leads = leads(lease);
			if (leads) {
				end(lease);
			}
			return leads;
		});
	}

	@Override
	public CompletionStage<Boolean> remove(String key, String version) {
		return answer(() -> {
			Place place = place(key);
			boolean kept = place.value != null && version.equals(place.version);
			if (kept) {
				place.value = null;
			}
			return kept;
		});
	}

	@Override
	public Runnable listen(Consumer<String> listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	private <T extends @Nullable Object> CompletionStage<T> answer(Supplier<T> question) {
		if (this.away.test(this.clock.nanoTime())) {
			return CompletableFuture.failedFuture(new IllegalStateException("The store is away"));
		}
		CompletableFuture<T> answer = new CompletableFuture<>();
		this.clock.schedule(() -> {
			T value = question.get();
			this.clock.schedule(() -> answer.complete(value), this.distance);
		}, this.distance);
		return answer;
	}

	private Place place(String key) {
		return this.places.computeIfAbsent(key, (any) -> new Place());
	}

	private Answer.@Nullable Found found(Place place) {
		long left = place.valueEnds - this.clock.nanoTime();
		return (place.value != null && place.version != null && left > 0)
				? new Answer.Found(place.value, place.version, Duration.ofNanos(left)) : null;
	}

	private boolean leads(Lease lease) {
		Place place = place(lease.key());
		return lease.equals(place.lease) && place.leaseEnds > this.clock.nanoTime();
	}

	private void end(Lease lease) {
		place(lease.key()).lease = null;
		this.listeners.forEach((listener) -> this.clock.schedule(() -> listener.accept(lease.key()), this.distance));
	}

	private static final class Place {

		private byte @Nullable [] value;

		private @Nullable String version;

		private long valueEnds;

		private @Nullable Lease lease;

		private long leaseEnds;

	}

}
