/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetSessionStore;

/**
 * A store for managers of one JVM, in real time.
 */
public final class InMemoryFleetStore implements FleetSessionStore {

	private final Map<String, Kept> kept = new HashMap<>();

	private final Map<String, Led> leases = new HashMap<>();

	private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

	private int versions;

	private @Nullable RuntimeException failure;

	/**
	 * Fails from now on to answer who asks.
	 */
	public synchronized void failWith(RuntimeException failure) {
		this.failure = failure;
	}

	/**
	 * Changes all that is kept, as somebody may who can write.
	 */
	public synchronized void changeValues() {
		this.kept.values().forEach((kept) -> kept.value[kept.value.length - 1] ^= 1);
	}

	@Override
	public synchronized CompletionStage<Answer> ask(String key, Set<String> unwanted, Duration leaseTime) {
		if (this.failure != null) {
			return CompletableFuture.failedFuture(this.failure);
		}
		Answer.Found found = found(key);
		if (found != null && !unwanted.contains(found.version())) {
			return CompletableFuture.completedFuture(found);
		}
		Led led = this.leases.get(key);
		if (led != null && led.until - System.nanoTime() > 0) {
			return CompletableFuture.completedFuture(new Answer.Busy(Duration.ofNanos(led.until - System.nanoTime())));
		}
		Lease lease = new Lease(key, Integer.toString(++this.versions));
		this.leases.put(key, new Led(lease, System.nanoTime() + leaseTime.toNanos()));
		return CompletableFuture.completedFuture(new Answer.Leading(lease));
	}

	@Override
	public synchronized CompletionStage<Answer.@Nullable Found> find(String key) {
		return CompletableFuture.completedFuture(found(key));
	}

	private Answer.@Nullable Found found(String key) {
		Kept value = this.kept.get(key);
		long left = (value != null) ? value.until - System.nanoTime() : 0;
		return (value != null && left > 0) ? new Answer.Found(value.value, value.version, Duration.ofNanos(left))
				: null;
	}

	private boolean leads(Lease lease) {
		Led led = this.leases.get(lease.key());
		return led != null && led.lease.equals(lease) && led.until - System.nanoTime() > 0;
	}

	@Override
	public synchronized CompletionStage<Boolean> renew(Lease lease, Duration leaseTime) {
		boolean leads = leads(lease);
		if (leads) {
			this.leases.put(lease.key(), new Led(lease, System.nanoTime() + leaseTime.toNanos()));
		}
		return CompletableFuture.completedFuture(leads);
	}

	@Override
	public synchronized CompletionStage<Boolean> put(Lease lease, byte[] value, Duration life, Duration leaseLeft) {
		if (leads(lease)) {
			long now = System.nanoTime();
			long spent = Math.max(leaseLeft.toNanos() - (this.leases.get(lease.key()).until - now), 0);
			this.kept.put(lease.key(), new Kept(value, lease.version(), now + life.toNanos() - spent));
		}
		return giveBack(lease);
	}

	@Override
	public synchronized CompletionStage<Boolean> giveBack(Lease lease) {
		boolean leads = leads(lease);
		if (leads) {
			this.leases.remove(lease.key());
			this.listeners.forEach((listener) -> listener.accept(lease.key()));
		}
		return CompletableFuture.completedFuture(leads);
	}

	@Override
	public synchronized CompletionStage<Boolean> remove(String key, String version) {
		Kept value = this.kept.get(key);
		boolean is = value != null && value.version.equals(version);
		if (is) {
			this.kept.remove(key);
		}
		return CompletableFuture.completedFuture(is);
	}

	@Override
	public Runnable listen(Consumer<String> listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * How many managers listen.
	 */
	public int listeners() {
		return this.listeners.size();
	}

	private record Kept(byte[] value, String version, long until) {
	}

	private record Led(Lease lease, long until) {
	}

}
