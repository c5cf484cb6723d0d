/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Whole requests over sockets to a server in the same JVM. Public, as all that JMH calls
 * must be.
 */
public class GetBenchmark {

	private static final String KEY = "key";

	/**
	 * Gets a small object.
	 * @param warm the client
	 * @return the object
	 */
	@Benchmark
	public Object get(WarmClient warm) {
		return warm.client().getObjectAsBytes((get) -> get.bucket(Buckets.name(0)).key(KEY));
	}

	/**
	 * A client that has a session.
	 */
	@State(Scope.Benchmark)
	public static class WarmClient {

		/**
		 * Whose client.
		 */
		@Param({ LookupBenchmark.SDK, LookupBenchmark.MANAGED })
		public String contender = LookupBenchmark.SDK;

		private @Nullable Contender opened;

		private @Nullable S3Client client;

		private S3Client client() {
			return Objects.requireNonNull(this.client);
		}

		/**
		 * Makes the session and puts the object.
		 */
		@Setup(Level.Trial)
		public void setUp() {
			S3ExpressLocalServer server = Buckets.server(1).start();
			this.opened = LookupBenchmark.SDK.equals(this.contender) ? new SdkContender(server)
					: new ManagedContender(server);
			this.client = this.opened.newClient();
			this.client.putObject((put) -> put.bucket(Buckets.name(0)).key(KEY), RequestBody.fromString("content"));
		}

		/**
		 * Closes the client and stops the server.
		 */
		@TearDown(Level.Trial)
		public void tearDown() {
			client().close();
			Objects.requireNonNull(this.opened).close();
		}

	}

}
