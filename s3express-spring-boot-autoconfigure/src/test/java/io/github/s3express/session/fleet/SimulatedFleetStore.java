/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.creation.SessionTimer;
import io.github.s3express.session.creation.VirtualTime;

/**
 * A store in virtual time. What it does it does in one step, and as often as it is told;
 * what goes wrong is the weather's business.
 */
public final class SimulatedFleetStore {

	private final VirtualTime time;

	private final Random random;

	private final Map<String, Slot> slots = new HashMap<>();

	private final List<Subscriber> subscribers = new ArrayList<>();

	private final List<Runnable> returnListeners = new ArrayList<>();

	private Weather weather = Weather.FAIR;

	private int versions;

	public SimulatedFleetStore(VirtualTime time, Random random) {
		this.time = time;
		this.random = random;
	}

	/**
	 * Changes the weather. Some hear that the store has returned, be that so or not.
	 */
	public void weather(Weather weather) {
		this.weather = weather;
		for (Runnable listener : List.copyOf(this.returnListeners)) {
			if (this.random.nextBoolean()) {
				listener.run();
			}
		}
	}

	public Weather weather() {
		return this.weather;
	}

	/**
	 * Forgets everything.
	 */
	public void flushAll() {
		this.slots.clear();
	}

	/**
	 * Gives a value to the place of another, as somebody may who can write.
	 */
	public void moveValues() {
		Slot previous = null;
		for (Slot slot : this.slots.values()) {
			if (previous != null && slot.value != null) {
				previous.value = slot.value;
			}
			previous = slot;
		}
	}

	/**
	 * What is kept under a key, or {@code null}.
	 */
	public byte @Nullable [] value(String key) {
		Slot slot = this.slots.get(key);
		return (slot != null && slot.keptUntil > now()) ? slot.value : null;
	}

	public Set<String> keys() {
		return this.slots.keySet();
	}

	/**
	 * A connection of an instance: its questions arrive in order.
	 * @param timer brings answers, unless the instance stands still
	 * @param watcher sees the answers that the instance gets
	 */
	public FleetSessionStore connect(SessionTimer timer, Consumer<Delivery> watcher) {
		return new Connection(timer, watcher);
	}

	private long now() {
		return this.time.elapsed().toNanos();
	}

	private Slot slot(String key) {
		return this.slots.computeIfAbsent(key, (any) -> new Slot());
	}

	private FleetSessionStore.Answer ask(String key, Set<String> unwanted, Duration leaseTime) {
		Slot slot = slot(key);
		if (slot.value != null && slot.keptUntil > now() && !unwanted.contains(slot.version)) {
			return new FleetSessionStore.Answer.Found(slot.value, slot.version,
					Duration.ofNanos(slot.keptUntil - now()));
		}
		if (slot.lease != null && slot.leaseUntil > now()) {
			return new FleetSessionStore.Answer.Busy(Duration.ofNanos(slot.leaseUntil - now()));
		}
		slot.lease = "v" + ++this.versions;
		slot.leaseUntil = now() + leaseTime.toNanos();
		return new FleetSessionStore.Answer.Leading(new FleetSessionStore.Lease(key, slot.lease));
	}

	private boolean leads(FleetSessionStore.Lease lease) {
		Slot slot = slot(lease.key());
		return lease.version().equals(slot.lease) && slot.leaseUntil > now();
	}

	private boolean put(FleetSessionStore.Lease lease, byte[] value, Duration life, Duration leaseLeft) {
		if (!leads(lease)) {
			return false;
		}
		Slot slot = slot(lease.key());
		long spent = Math.max(leaseLeft.toNanos() - (slot.leaseUntil - now()), 0);
		if (life.toNanos() <= spent) {
			giveBack(lease);
			return false;
		}
		slot.value = value;
		slot.version = lease.version();
		slot.keptUntil = now() + life.toNanos() - spent;
		return giveBack(lease);
	}

	private boolean giveBack(FleetSessionStore.Lease lease) {
		if (!leads(lease)) {
			return false;
		}
		slot(lease.key()).lease = null;
		for (Subscriber subscriber : this.subscribers) {
			if (!this.weather.loses(this.random)) {
				subscriber.timer.schedule(() -> subscriber.listener.accept(lease.key()),
						this.weather.latency(this.random));
			}
		}
		return true;
	}

	private boolean remove(String key, String version) {
		Slot slot = slot(key);
		boolean is = slot.value != null && version.equals(slot.version);
		if (is) {
			slot.value = null;
		}
		return is;
	}

	/**
	 * What may go wrong.
	 *
	 * @param down whether each question is answered with an error
	 * @param lost the share of questions, answers and announcements that get lost
	 * @param twice the share of questions that arrive twice
	 * @param millis how long a way takes at the most
	 * @param late the share of ways that take much longer
	 */
	public record Weather(boolean down, double lost, double twice, int millis, double late) {

		public static final Weather FAIR = new Weather(false, 0, 0, 3, 0);

		public static Weather any(Random random) {
			return switch (random.nextInt(5)) {
				case 0 -> FAIR;
				case 1 -> new Weather(true, 0, 0, 3, 0);
				case 2 -> new Weather(false, 1, 0, 3, 0);
				default -> new Weather(false, random.nextDouble() * random.nextDouble(),
						random.nextDouble() * random.nextDouble(), 1 + random.nextInt(30),
						random.nextDouble() * random.nextDouble());
			};
		}

		boolean loses(Random random) {
			return this.lost > 0 && random.nextDouble() < this.lost;
		}

		Duration latency(Random random) {
			boolean isLate = this.late > 0 && random.nextDouble() < this.late;
			return Duration.ofNanos(random.nextInt(1_000_000 * (isLate ? 2_000 : this.millis)));
		}

	}

	/**
	 * An answer that an instance got.
	 *
	 * @param key the key it asked for
	 * @param answer the answer
	 */
	public record Delivery(String key, FleetSessionStore.Answer answer) {
	}

	private static final class Slot {

		private byte @Nullable [] value;

		private String version = "";

		private long keptUntil;

		private @Nullable String lease;

		private long leaseUntil;

	}

	private record Subscriber(Consumer<String> listener, SessionTimer timer) {
	}

	private final class Connection implements FleetSessionStore {

		private final SessionTimer timer;

		private final Consumer<Delivery> watcher;

		private long arrived;

		private Connection(SessionTimer timer, Consumer<Delivery> watcher) {
			this.timer = timer;
			this.watcher = watcher;
		}

		@Override
		public CompletionStage<Answer> ask(String key, Set<String> unwanted, Duration leaseTime) {
			CompletableFuture<Answer> answer = send(() -> SimulatedFleetStore.this.ask(key, unwanted, leaseTime));
			return answer.whenComplete((value, failure) -> {
				if (value != null) {
					this.watcher.accept(new Delivery(key, value));
				}
			});
		}

		@Override
		public CompletionStage<Answer.@Nullable Found> find(String key) {
			return send(() -> {
				Slot slot = slot(key);
				return (slot.value != null && slot.keptUntil > now())
						? new Answer.Found(slot.value, slot.version, Duration.ofNanos(slot.keptUntil - now())) : null;
			});
		}

		@Override
		public CompletionStage<Boolean> renew(Lease lease, Duration leaseTime) {
			return send(() -> {
				boolean leads = leads(lease);
				if (leads) {
					slot(lease.key()).leaseUntil = now() + leaseTime.toNanos();
				}
				return leads;
			});
		}

		@Override
		public CompletionStage<Boolean> put(Lease lease, byte[] value, Duration life, Duration leaseLeft) {
			return send(() -> SimulatedFleetStore.this.put(lease, value, life, leaseLeft));
		}

		@Override
		public CompletionStage<Boolean> giveBack(Lease lease) {
			return send(() -> SimulatedFleetStore.this.giveBack(lease));
		}

		@Override
		public CompletionStage<Boolean> remove(String key, String version) {
			return send(() -> SimulatedFleetStore.this.remove(key, version));
		}

		@Override
		public Runnable listen(Consumer<String> listener) {
			Subscriber subscriber = new Subscriber(listener, this.timer);
			SimulatedFleetStore.this.subscribers.add(subscriber);
			return () -> SimulatedFleetStore.this.subscribers.remove(subscriber);
		}

		@Override
		public Runnable listenForReturn(Runnable listener) {
			SimulatedFleetStore.this.returnListeners.add(listener);
			return () -> SimulatedFleetStore.this.returnListeners.remove(listener);
		}

		private <T> CompletableFuture<T> send(Supplier<T> work) {
			CompletableFuture<T> answer = new CompletableFuture<>();
			Weather weather = SimulatedFleetStore.this.weather;
			Random random = SimulatedFleetStore.this.random;
			if (weather.down()) {
				answer.completeExceptionally(new IllegalStateException("The store is down"));
				return answer;
			}
			if (weather.loses(random)) {
				return answer;
			}
			// In order, as on one connection.
			this.arrived = Math.max(this.arrived, now() + weather.latency(random).toNanos());
			SimulatedFleetStore.this.time.schedule(() -> {
				T result = work.get();
				if (weather.twice() > 0 && random.nextDouble() < weather.twice()) {
					result = work.get();
				}
				T last = result;
				if (!weather.loses(random)) {
					this.timer.schedule(() -> answer.complete(last), weather.latency(random));
				}
			}, Duration.ofNanos(this.arrived - now()));
			return answer;
		}

	}

}
