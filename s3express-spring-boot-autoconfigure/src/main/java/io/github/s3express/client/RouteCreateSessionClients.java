/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import io.github.s3express.session.SessionRoute;

/**
 * Makes sessions with clients that are built like the application's own {@code S3Client},
 * one for each route, and do nothing else: their connections are their own, so that
 * neither waits for the other. Each is made when first needed, and closed when no session
 * was made with it for a while.
 * <p>
 * The clients of the application that ask for sessions are remembered as well, as long as
 * the application keeps them. What is special about their HTTP client cannot be seen, so
 * one of them makes the session where the client made here gets no answer, and comes
 * first on a route that only such clients take. That is how the SDK alone makes its
 * sessions.
 */
public final class RouteCreateSessionClients implements CreateSessionClients, AutoCloseable {

	private static final int MAX_ROUTES = 100;

	private static final long UNUSED = Duration.ofMinutes(15).toNanos();

	private final Supplier<S3ClientBuilder> builders;

	private final S3ExpressEndpoints endpoints;

	private final LongSupplier nanoTime;

	private final Lock lock = new ReentrantLock();

	private final Map<SessionRoute, RouteClient> routes = new LinkedHashMap<>(16, 0.75F, true);

	private boolean closed;

	/**
	 * Prepares the clients.
	 * @param builders gives new builders with all that the application's own
	 * {@code S3Client} is built with, except for sessions
	 * @param endpoints where requests for directory buckets go
	 */
	public RouteCreateSessionClients(Supplier<S3ClientBuilder> builders, S3ExpressEndpoints endpoints) {
		this(builders, endpoints, System::nanoTime);
	}

	RouteCreateSessionClients(Supplier<S3ClientBuilder> builders, S3ExpressEndpoints endpoints, LongSupplier nanoTime) {
		this.builders = builders;
		this.endpoints = endpoints;
		this.nanoTime = nanoTime;
	}

	/**
	 * The client that makes sessions on a route.
	 * @param route where the session is to be made
	 * @return a client that can only make sessions
	 * @throws IllegalStateException if these clients have been closed
	 */
	@Override
	public S3Client client(SessionRoute route) {
		List<RouteClient> unused = new ArrayList<>();
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The clients that make sessions have been closed");
			}
			long now = this.nanoTime.getAsLong();
			RouteClient client = find(route, unused);
			client.use(now);
			for (RouteClient other : this.routes.values()) {
				if (other != client && now - other.lastUse() > UNUSED) {
					unused.add(other);
				}
			}
			return client;
		}
		finally {
			this.lock.unlock();
			unused.forEach(RouteClient::release);
		}
	}

	@Override
	public void offer(SessionRoute route, SdkClient client) {
		List<RouteClient> unused = new ArrayList<>();
		this.lock.lock();
		try {
			if (!this.closed) {
				find(route, unused).offer(new WeakReference<>(client));
			}
		}
		finally {
			this.lock.unlock();
			unused.forEach(RouteClient::release);
		}
	}

	private RouteClient find(SessionRoute route, List<RouteClient> unused) {
		RouteClient known = this.routes.get(route);
		if (known != null) {
			return known;
		}
		if (this.routes.size() >= MAX_ROUTES) {
			Iterator<RouteClient> eldest = this.routes.values().iterator();
			unused.add(eldest.next());
			eldest.remove();
		}
		RouteClient made = new RouteClient(() -> build(route), route.own() != null, this.nanoTime.getAsLong());
		this.routes.put(route, made);
		return made;
	}

	private S3Client build(SessionRoute route) {
		S3ClientBuilder builder = this.builders.get();
		if (route.region() != null) {
			builder.region(route.region());
		}
		SessionRoute.@Nullable OwnSettings own = route.own();
		boolean elsewhere = own != null && own.endpoint() != null
				&& !own.endpoint().equals(EffectiveSettings.withoutSlash(this.endpoints.zonal()));
		if (this.endpoints.zonal() != null) {
			// It makes sessions only, so what all of S3 has in common does not matter.
			builder.endpointOverride(null);
		}
		if (own != null) {
			builder.fipsEnabled(own.fips()).dualstackEnabled(own.dualStack());
			builder.endpointOverride(elsewhere ? own.endpoint() : null);
		}
		return builder.addPlugin((configuration) -> {
			S3ServiceClientConfiguration.Builder s3 = (S3ServiceClientConfiguration.Builder) configuration;
			// The session manager retries; two layers would multiply.
			s3.overrideConfiguration(
					s3.overrideConfiguration().toBuilder().retryStrategy(AwsRetryStrategy.doNotRetry()).build());
			s3.credentialsProvider(new LentCredentials(s3.credentialsProvider()));
			if (!elsewhere) {
				s3.endpointProvider(new S3ExpressEndpointProvider(delegate((S3EndpointProvider) s3.endpointProvider()),
						this.endpoints, () -> null, (bucket) -> null));
			}
		}).build();
	}

	// The environment may still name an endpoint for all of S3.
	private S3EndpointProvider delegate(S3EndpointProvider provider) {
		return (this.endpoints.zonal() != null)
				? (params) -> provider.resolveEndpoint(params.toBuilder().endpoint(null).build()) : provider;
	}

	@Override
	public void close() {
		List<RouteClient> clients;
		this.lock.lock();
		try {
			this.closed = true;
			clients = List.copyOf(this.routes.values());
			this.routes.clear();
		}
		finally {
			this.lock.unlock();
		}
		clients.forEach(RouteClient::close);
	}

}
