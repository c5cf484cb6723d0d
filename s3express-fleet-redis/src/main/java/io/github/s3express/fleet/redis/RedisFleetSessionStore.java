/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.ScriptOutputType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.github.s3express.session.FleetSessionStore;

/**
 * Keeps sessions in Redis 6 or later or in Valkey: one server, with Sentinel, or a
 * cluster. Connects by the application's client, but by connections of its own, so that
 * neither waits behind the other.
 * <p>
 * Each method is one script. Without a connection it fails at once; a connection that has
 * gone silent is replaced. Call {@link #close()} when done.
 */
public final class RedisFleetSessionStore implements FleetSessionStore, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(RedisFleetSessionStore.class);

	/**
	 * So many questions that nobody answers are enough.
	 */
	private static final int MAX_CALLS = 1_024;

	/**
	 * After that long without an answer a connection is taken to be dead. Longer than a
	 * store stalls to write its data, since a new connection would be no faster then.
	 */
	private static final Duration DEAD_AFTER = Duration.ofSeconds(3);

	private static final Duration PATIENCE_AT_THE_END = Duration.ofMillis(500);

	private static final int RANDOM_BYTES = 12;

	private static final long FOUND = 1;

	private static final long LEADING = 2;

	private final StoreThreads threads = new StoreThreads();

	private final StoreConnections connections;

	private final byte[] channel;

	private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

	private final List<Runnable> returnListeners = new CopyOnWriteArrayList<>();

	// Rights that are held still, which are given back before the application's client
	// ends. As many as there are sessions being made.
	private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

	private final AtomicInteger calls = new AtomicInteger();

	private final SecureRandom random = new SecureRandom();

	private RedisFleetSessionStore(LettuceConnectionFactory factory, String namespace) {
		this.channel = StoreKeys.channel(namespace);
		this.connections = new StoreConnections(
				() -> StoreConnection.open(factory.getRequiredNativeClient(), this.channel, this::announced),
				this.threads, this::returned);
	}

	/**
	 * Makes a store, which begins to connect.
	 * @param factory whose client connects to Redis
	 * @param namespace of the fleet, whose announcements are heard
	 * @return the store
	 */
	public static RedisFleetSessionStore of(LettuceConnectionFactory factory, String namespace) {
		RedisFleetSessionStore store = new RedisFleetSessionStore(factory, namespace);
		store.connections.open();
		return store;
	}

	/**
	 * Waits until the store has answered once, or could not be connected: the first
	 * question of a new JVM takes longer than a session should have to wait.
	 * @param atMost how long
	 */
	void awaitConnection(Duration atMost) {
		try {
			find("start").toCompletableFuture().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The fleet's store does not answer at the start", ex);
		}
	}

	/**
	 * Gives back all rights and ends the connections, before the application's client
	 * does the latter.
	 */
	void stop() {
		CompletableFuture<?>[] answers = this.leases.stream()
			.map((lease) -> giveBack(lease).toCompletableFuture())
			.toArray(CompletableFuture[]::new);
		try {
			CompletableFuture.allOf(answers).get(PATIENCE_AT_THE_END.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The fleet's store does not take back what was led", ex);
		}
		this.connections.close();
	}

	/**
	 * Connects again after {@link #stop()}.
	 */
	void resume() {
		this.connections.resume();
	}

	@Override
	public CompletionStage<Answer> ask(String key, Set<String> unwanted, Duration leaseTime) {
		byte[] random = new byte[RANDOM_BYTES];
		this.random.nextBytes(random);
		List<byte[]> arguments = new ArrayList<>();
		arguments.add(millis(leaseTime));
		arguments.add(StoreKeys.bytes(HexFormat.of().formatHex(random)));
		unwanted.forEach((version) -> arguments.add(StoreKeys.bytes(version)));
		return call(StoreScript.ASK, key, arguments, (reply) -> answer(key, reply), this::nobodyWaits);
	}

	private Answer answer(String key, List<Object> reply) {
		long kind = number(reply, 0);
		if (kind == FOUND) {
			return found(reply);
		}
		if (kind == LEADING) {
			Lease lease = new Lease(key, StoreKeys.text((byte[]) reply.get(1)));
			this.leases.add(lease);
			return new Answer.Leading(lease);
		}
		return new Answer.Busy(Duration.ofMillis(number(reply, 1)));
	}

	/**
	 * A lease that came too late would keep all others waiting.
	 */
	private void nobodyWaits(Answer answer) {
		if (answer instanceof Answer.Leading leading) {
			giveBack(leading.lease());
		}
	}

	// Not every compiler reads from a class file what may be null inside a generic type.
	@Override
	@SuppressWarnings("NullAway")
	public CompletionStage<Answer.@Nullable Found> find(String key) {
		return call(StoreScript.FIND, key, List.of(), (reply) -> (number(reply, 0) == FOUND) ? found(reply) : null,
				(found) -> {
				});
	}

	private static Answer.Found found(List<Object> reply) {
		return new Answer.Found((byte[]) reply.get(2), StoreKeys.text((byte[]) reply.get(1)),
				Duration.ofMillis(number(reply, 3)));
	}

	@Override
	public CompletionStage<Boolean> renew(Lease lease, Duration leaseTime) {
		return call(StoreScript.RENEW, lease.key(), List.of(version(lease), millis(leaseTime)));
	}

	@Override
	public CompletionStage<Boolean> put(Lease lease, byte[] value, Duration life, Duration leaseLeft) {
		if (life.toMillis() < 1) {
			return giveBack(lease).thenApply((given) -> false);
		}
		this.leases.remove(lease);
		// Rounded up, as life is rounded down.
		return call(StoreScript.PUT, lease.key(), List.of(version(lease), value, millis(life),
				millis(leaseLeft.plusMillis(1)), this.channel, StoreKeys.bytes(lease.key())));
	}

	@Override
	public CompletionStage<Boolean> giveBack(Lease lease) {
		this.leases.remove(lease);
		return call(StoreScript.GIVE_BACK, lease.key(),
				List.of(version(lease), this.channel, StoreKeys.bytes(lease.key())));
	}

	@Override
	public CompletionStage<Boolean> remove(String key, String version) {
		return call(StoreScript.REMOVE, key, List.of(StoreKeys.bytes(version)));
	}

	@Override
	public Runnable listen(Consumer<String> listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	private void announced(byte[] message) {
		this.threads.announcements().execute(() -> {
			String key = StoreKeys.text(message);
			tell(this.listeners, (listener) -> listener.accept(key));
		});
	}

	@Override
	public Runnable listenForReturn(Runnable listener) {
		this.returnListeners.add(listener);
		return () -> this.returnListeners.remove(listener);
	}

	private void returned() {
		tell(this.returnListeners, Runnable::run);
	}

	private static <T> void tell(List<T> listeners, Consumer<T> telling) {
		for (T listener : listeners) {
			try {
				telling.accept(listener);
			}
			catch (RuntimeException ex) {
				logger.debug("A listener failed", ex);
			}
		}
	}

	private CompletionStage<Boolean> call(StoreScript script, String key, List<byte[]> arguments) {
		return call(script, key, arguments, (reply) -> number(reply, 0) == 1, (done) -> {
		});
	}

	private <T extends @Nullable Object> CompletionStage<T> call(StoreScript script, String key, List<byte[]> arguments,
			Function<List<Object>, T> translation, Consumer<T> late) {
		if (this.calls.incrementAndGet() > MAX_CALLS) {
			this.calls.decrementAndGet();
			return CompletableFuture.failedFuture(
					new IllegalStateException("The fleet's store has not answered %d calls".formatted(MAX_CALLS)));
		}
		CompletableFuture<T> result = new CompletableFuture<>();
		this.connections.current()
			.thenCompose((connection) -> run(connection, script, StoreKeys.of(key), arguments.toArray(byte[][]::new)))
			.thenApply(translation)
			.whenComplete((answer, failure) -> this.calls.decrementAndGet())
			.whenCompleteAsync((answer, failure) -> {
				if (failure != null) {
					result.completeExceptionally(unwrapped(failure));
				}
				else if (!result.complete(answer)) {
					late.accept(answer);
				}
			}, this.threads.answers());
		return result;
	}

	private CompletionStage<List<Object>> run(StoreConnection connection, StoreScript script, byte[][] keys,
			byte[][] arguments) {
		CompletionStage<List<Object>> answer = bounded(connection,
				connection.commands().evalsha(script.digest(), ScriptOutputType.MULTI, keys, arguments));
		return answer.exceptionallyCompose((failure) -> (unwrapped(failure) instanceof RedisNoScriptException)
				? bounded(connection,
						connection.commands().eval(script.text(), ScriptOutputType.MULTI, keys, arguments))
				: CompletableFuture.failedFuture(failure));
	}

	/**
	 * An answer that is waited for no longer than a living store takes.
	 */
	private CompletableFuture<List<Object>> bounded(StoreConnection connection, CompletionStage<List<Object>> answer) {
		long asked = System.nanoTime();
		CompletableFuture<List<Object>> command = answer.toCompletableFuture();
		CompletableFuture<List<Object>> bounded = command.copy().orTimeout(DEAD_AFTER.toNanos(), TimeUnit.NANOSECONDS);
		return bounded.whenComplete((reply, failure) -> {
			if (failure == null) {
				connection.answered();
			}
			else {
				// What has not been sent yet need not be sent.
				command.cancel(true);
				judge(connection, asked, unwrapped(failure));
			}
		});
	}

	private void judge(StoreConnection connection, long asked, Throwable failure) {
		if (failure instanceof RedisReadOnlyException
				|| (failure instanceof TimeoutException && connection.silentSince(asked))) {
			// It was the leader once, or is dead.
			this.connections.replace(connection, failure);
		}
		else if (failure instanceof RedisCommandExecutionException) {
			connection.answered();
		}
		else if (this.connections.isCurrent(connection)
				&& (failure instanceof TimeoutException || failure instanceof RedisException)) {
			connection.refreshTopology();
		}
	}

	private static Throwable unwrapped(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause : failure;
	}

	private static byte[] version(Lease lease) {
		return StoreKeys.bytes(lease.version());
	}

	private static byte[] millis(Duration duration) {
		return StoreKeys.bytes(Long.toString(Math.max(1, duration.toMillis())));
	}

	private static long number(List<Object> reply, int index) {
		return (Long) reply.get(index);
	}

	@Override
	public void close() {
		this.connections.close();
		this.threads.close();
	}

}
