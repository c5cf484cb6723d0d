/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Calls over sockets to local servers in this JVM, one for each contender. The servers'
 * threads do not count for what a call costs, only for how long it takes.
 */
final class LocalCalls implements AutoCloseable {

	private static final String BUCKET = Buckets.name(0);

	private static final String KEY = "key";

	private static final int CALLS = 1_000;

	// So that threads are woken for more than one call.
	private static final int AT_ONCE = 16;

	private static final int SMOKE_CALLS = 8;

	private final Effort effort;

	private final Client sdk = new Client(new SdkContender(Buckets.server(1).start()));

	private final Client managed = new Client(new ManagedContender(Buckets.server(1).start()));

	LocalCalls(Effort effort) {
		this.effort = effort;
		byte[] kib = new byte[1024];
		for (Client client : List.of(this.sdk, this.managed)) {
			client.blocking.putObject((put) -> put.bucket(BUCKET).key(KEY), RequestBody.fromBytes(kib));
		}
	}

	List<Row> rows() throws Exception {
		byte[] kib = new byte[1024];
		List<Row> rows = new ArrayList<>();
		rows.addAll(async("asynchronous GET of 1 KiB, Netty, local server",
				(s3) -> s3.getObject((get) -> get.bucket(BUCKET).key(KEY), AsyncResponseTransformer.toBytes())));
		rows.addAll(async("asynchronous PUT of 1 KiB, Netty, local server",
				(s3) -> s3.putObject((put) -> put.bucket(BUCKET).key(KEY), AsyncRequestBody.fromBytes(kib))));
		for (int threads : new int[] { 1, 8 }) {
			String work = "GET of 1 KiB, server in the same JVM, %d thread%s".formatted(threads,
					(threads > 1) ? "s" : "");
			Cost.Both both = Cost.inTurns(rounds(), () -> gets(this.sdk, threads), () -> gets(this.managed, threads));
			rows.add(both.row(work, "µs", (cost) -> cost.wallMicros() * threads));
			rows.add(both.row(work, "µs of CPU time, the server's too", Cost::micros));
		}
		return rows;
	}

	private List<Row> async(String work, Function<S3AsyncClient, CompletableFuture<?>> call) throws Exception {
		return Cost.inTurns(rounds(), () -> async(this.sdk, call), () -> async(this.managed, call)).rows(work);
	}

	private Cost async(Client client, Function<S3AsyncClient, CompletableFuture<?>> call) throws Exception {
		int calls = calls();
		return Cost.ofThreads(calls, (name) -> !name.startsWith("s3express-local-"), () -> {
			List<CompletableFuture<?>> under = new ArrayList<>();
			for (int count = 0; count < calls; count++) {
				under.add(call.apply(client.async));
				if (under.size() == AT_ONCE) {
					CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();
					under.clear();
				}
			}
			CompletableFuture.allOf(under.toArray(CompletableFuture[]::new)).join();
		});
	}

	private Cost gets(Client client, int threads) throws Exception {
		int each = calls() / threads;
		return Cost.ofThreads(each * threads, (name) -> true, () -> {
			List<Future<?>> all = new ArrayList<>();
			for (int thread = 0; thread < threads; thread++) {
				all.add(client.threads.submit(() -> {
					for (int count = 0; count < each; count++) {
						client.blocking.getObjectAsBytes((get) -> get.bucket(BUCKET).key(KEY));
					}
				}));
			}
			for (Future<?> one : all) {
				one.get();
			}
		});
	}

	private int rounds() {
		return (this.effort == Effort.FULL) ? CallCostChapter.ROUNDS : 1;
	}

	private int calls() {
		return (this.effort == Effort.FULL) ? CALLS : SMOKE_CALLS;
	}

	@Override
	public void close() {
		this.sdk.close();
		this.managed.close();
	}

	private static final class Client implements AutoCloseable {

		private final Contender contender;

		private final S3Client blocking;

		private final S3AsyncClient async;

		private final ExecutorService threads = Executors.newFixedThreadPool(8);

		private Client(Contender contender) {
			this.contender = contender;
			this.blocking = contender.newClient();
			this.async = contender.newAsyncClient();
		}

		@Override
		public void close() {
			this.threads.shutdownNow();
			this.blocking.close();
			this.async.close();
			this.contender.close();
		}

	}

}
