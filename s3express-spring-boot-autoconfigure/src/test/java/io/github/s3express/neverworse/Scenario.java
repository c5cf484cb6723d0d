/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.neverworse;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Something that may happen to an application, to be gone through with the SDK alone and
 * with the starter, each with a server of its own.
 *
 * @param name what happens
 * @param kind what kind of application it is
 * @param server what the server has to have
 * @param work what the application does
 * @param costs what the starter may cost, and why
 * @param apart whether it changes what all clients of a JVM have in common
 */
record Scenario(String name, Kind kind, Consumer<S3ExpressLocalServer.Builder> server,
		BiConsumer<Contender, Calls> work, Costs costs, boolean apart) {

	Scenario(String name, Kind kind, Consumer<S3ExpressLocalServer.Builder> server, BiConsumer<Contender, Calls> work) {
		this(name, kind, server, work, new Costs(0, 0, 2), false);
	}

	/**
	 * This scenario, with an answer without a body, which leaves open if the session was
	 * to blame. To find out, once, that it was not takes a session and a repetition.
	 */
	Scenario raisingSuspicion() {
		return with(new Costs(this.costs.sessions() + 1, this.costs.requests() + 2, this.costs.requestsPerSavedCall()));
	}

	/**
	 * This scenario, with calls of several requests each: a call that the SDK alone gives
	 * up goes on with the starter.
	 */
	Scenario withCallsOf(int requests) {
		return with(new Costs(this.costs.sessions(), this.costs.requests(), requests));
	}

	/**
	 * This scenario, in which each client of its own has to be told something by the
	 * service, and the one that makes sessions is one more.
	 */
	Scenario tellingEachClient() {
		return with(new Costs(this.costs.sessions(), this.costs.requests() + 1, this.costs.requestsPerSavedCall()));
	}

	/**
	 * This scenario, with nothing else beside it.
	 */
	Scenario setApart() {
		return new Scenario(this.name, this.kind, this.server, this.work, this.costs, true);
	}

	private Scenario with(Costs changed) {
		return new Scenario(this.name, this.kind, this.server, this.work, changed, this.apart);
	}

	static Consumer<S3ExpressLocalServer.Builder> buckets(String... names) {
		return (builder) -> Arrays.stream(names).forEach(builder::bucket);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * A kind of application.
	 */
	enum Kind {

		/** Has no asynchronous client, whose HTTP client takes two seconds to close. */
		BLOCKING,

		ASYNCHRONOUS,

		/** Has all clients, and does not want sessions. */
		WITHOUT_SESSIONS

	}

	/**
	 * What may be more with the starter.
	 *
	 * @param sessions how many CreateSession
	 * @param requests how many requests of all kinds
	 * @param requestsPerSavedCall how many requests for each call that fails with the SDK
	 * alone and does not with the starter: at least a session and a repetition
	 */
	record Costs(int sessions, int requests, int requestsPerSavedCall) {
	}

}
