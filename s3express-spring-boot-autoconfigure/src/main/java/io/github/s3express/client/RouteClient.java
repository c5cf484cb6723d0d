/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateSessionRequest;
import software.amazon.awssdk.services.s3.model.CreateSessionResponse;

/**
 * Makes the sessions of one route, with a client of its own or one that the application
 * has. A client that gets no answer makes room for the next one, which is then used until
 * it gets none.
 */
final class RouteClient implements S3Client {

	private static final int MAX_OFFERED = 4;

	private final Supplier<S3Client> builder;

	private final boolean offeredComeFirst;

	private final Lock lock = new ReentrantLock();

	// References to clients of the application, and this for the client made here.
	private final List<Object> ways = new ArrayList<>(List.of(this));

	private @Nullable S3Client made;

	private int calls;

	private boolean released;

	private boolean closed;

	private volatile long lastUse;

	/**
	 * Creates the client.
	 * @param builder builds the client of its own
	 * @param offeredComeFirst whether the application's clients are better suited
	 * @param now the time in nanoseconds
	 */
	RouteClient(Supplier<S3Client> builder, boolean offeredComeFirst, long now) {
		this.builder = builder;
		this.offeredComeFirst = offeredComeFirst;
		this.lastUse = now;
	}

	@Override
	public CreateSessionResponse createSession(CreateSessionRequest request) {
		Set<Object> tried = new HashSet<>();
		while (true) {
			Attempt attempt = begin();
			tried.add(attempt.way());
			try {
				return attempt.call(request);
			}
			catch (RuntimeException ex) {
				boolean another = gotNoAnswer(ex) && goAnotherWayThan(attempt.way(), tried);
				if (!another || !cameNowhere(ex)) {
					throw ex;
				}
			}
			finally {
				finished();
			}
		}
	}

	private Attempt begin() {
		this.lock.lock();
		try {
			this.ways.removeIf((each) -> each instanceof Reference<?> reference && reference.get() == null);
			Object way = this.ways.get(0);
			SdkClient offered = (way instanceof Reference<?> reference) ? (SdkClient) reference.get() : null;
			Attempt attempt = (offered != null) ? new Attempt(way, offered, false) : new Attempt(this, own(), true);
			this.calls++;
			return attempt;
		}
		finally {
			this.lock.unlock();
		}
	}

	private S3Client own() {
		if (this.closed) {
			throw new IllegalStateException("The clients that make sessions have been closed");
		}
		S3Client own = this.made;
		if (own == null) {
			own = this.builder.get();
			this.made = own;
		}
		this.released = false;
		return own;
	}

	private static CreateSessionResponse createSession(SdkClient client, CreateSessionRequest request) {
		CreateSessionRequest once = request.toBuilder()
			.overrideConfiguration(request.overrideConfiguration()
				.map(AwsRequestOverrideConfiguration::toBuilder)
				.orElseGet(AwsRequestOverrideConfiguration::builder)
				.addPlugin(RouteClient::doNotRetry)
				.build())
			.build();
		return (client instanceof S3AsyncClient async) ? await(async.createSession(once))
				: ((S3Client) client).createSession(once);
	}

	private static void doNotRetry(SdkServiceClientConfiguration.Builder configuration) {
		configuration.overrideConfiguration(
				configuration.overrideConfiguration().toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build());
	}

	private static CreateSessionResponse await(CompletableFuture<CreateSessionResponse> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			answer.cancel(true);
			Thread.currentThread().interrupt();
			throw AbortedException.create("Interrupted while a session was made", ex);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw SdkClientException.create("CreateSession failed: " + ex.getCause(), ex.getCause());
		}
	}

	// What stands in the way, such as a proxy, gives no request id of the service.
	private static boolean gotNoAnswer(RuntimeException failure) {
		if (failure instanceof AwsServiceException answer) {
			return answer.requestId() == null && answer.statusCode() < 500;
		}
		return !(failure instanceof AbortedException);
	}

	private static boolean cameNowhere(RuntimeException failure) {
		// Nothing was sent, or something else than the service answered: not a repeated
		// call.
		return failure instanceof AwsServiceException || failure instanceof IllegalStateException;
	}

	private boolean goAnotherWayThan(Object way, Set<Object> tried) {
		this.lock.lock();
		try {
			if (this.ways.size() > 1 && this.ways.get(0) == way) {
				this.ways.remove(0);
				this.ways.add(way);
			}
			return !tried.contains(this.ways.get(0));
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Remembers a client that wants a session.
	 */
	void offer(Reference<SdkClient> client) {
		// Whoever offers must not wait while the client made here is being built.
		if (!this.lock.tryLock()) {
			return;
		}
		try {
			this.ways.removeIf((each) -> each instanceof Reference<?> reference && reference.get() == null);
			if (this.ways.stream()
				.anyMatch((each) -> each instanceof Reference<?> reference && reference.get() == client.get())) {
				return;
			}
			if (this.ways.size() > MAX_OFFERED) {
				this.ways.remove((this.ways.get(0) != this) ? 0 : 1);
			}
			boolean first = this.offeredComeFirst && this.ways.get(0) == this;
			this.ways.add(first ? 0 : this.ways.size(), client);
		}
		finally {
			this.lock.unlock();
		}
	}

	void use(long now) {
		this.lastUse = now;
	}

	/**
	 * When a session was last to be made, in nanoseconds.
	 */
	long lastUse() {
		return this.lastUse;
	}

	private void finished() {
		this.lock.lock();
		try {
			this.calls--;
			closeIfReleased();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Closes the client made here once its calls are over. It is made anew if it is
	 * needed again.
	 */
	void release() {
		this.lock.lock();
		try {
			this.released = true;
			closeIfReleased();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void closeIfReleased() {
		if (this.released && this.calls == 0 && this.made != null) {
			this.made.close();
			this.made = null;
		}
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	/**
	 * Closes the client made here, whatever its calls are at.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.made != null) {
				this.made.close();
				this.made = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One call.
	 *
	 * @param way what gave the client
	 * @param client the client
	 * @param own whether it was made here
	 */
	private record Attempt(Object way, SdkClient client, boolean own) {

		private CreateSessionResponse call(CreateSessionRequest request) {
			return this.own ? ((S3Client) this.client).createSession(request) : createSession(this.client, request);
		}

	}

}
