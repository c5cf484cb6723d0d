/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a call costs the thread that makes it, in CPU time and memory, over a transport
 * that answers at once. The contenders take turns in one JVM.
 */
final class CallCostChapter implements Chapter {

	private static final String BUCKET = "cost--use1-az4--x-s3";

	private static final int ROUNDS = 15;

	private static final int CALLS = 10_000;

	private static final int CALLS_WITH_BIG_PARTS = 40;

	private static final int PART = 8 * 1024 * 1024;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@Override
	public String title() {
		return "Cost of a call";
	}

	@Override
	public List<Row> run(Effort effort) throws IOException {
		Path part = Files.createTempFile("s3express-part-", null);
		try (InstantClients clients = new InstantClients()) {
			Files.write(part, new byte[PART]);
			RequestBody kib = RequestBody.fromBytes(new byte[1024]);
			RequestBody more = RequestBody.fromBytes(new byte[64 * 1024]);
			List<Row> rows = new ArrayList<>();
			measure(rows, clients, effort, "GET", CALLS,
					(s3) -> s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k")));
			measure(rows, clients, effort, "HEAD", CALLS,
					(s3) -> s3.headObject((head) -> head.bucket(BUCKET).key("k")));
			measure(rows, clients, effort, "PUT of 1 KiB", CALLS,
					(s3) -> s3.putObject((put) -> put.bucket(BUCKET).key("k"), kib));
			measure(rows, clients, effort, "PUT of 64 KiB", CALLS,
					(s3) -> s3.putObject((put) -> put.bucket(BUCKET).key("k"), more));
			measure(rows, clients, effort, "UploadPart of 8 MiB from a file", CALLS_WITH_BIG_PARTS,
					(s3) -> s3.uploadPart((put) -> put.bucket(BUCKET).key("k").uploadId("u").partNumber(1),
							RequestBody.fromFile(part)));
			return rows;
		}
		finally {
			Files.delete(part);
		}
	}

	private void measure(List<Row> rows, InstantClients clients, Effort effort, String work, int calls,
			Consumer<S3Client> call) {
		boolean full = effort == Effort.FULL;
		int rounds = full ? ROUNDS : 1;
		int each = full ? calls : Math.min(calls, 10);
		List<Cost> sdk = new ArrayList<>();
		List<Cost> managed = new ArrayList<>();
		// The JVM compiles in the first rounds.
		for (int round = full ? -5 : 0; round < rounds; round++) {
			Cost alone = cost(clients.sdk(), each, call);
			Cost with = cost(clients.managed(), each, call);
			if (round >= 0) {
				sdk.add(alone);
				managed.add(with);
			}
		}
		Row time = Row.measured(work, "µs of CPU time, median of " + rounds, median(sdk.stream().map(Cost::micros)),
				median(managed.stream().map(Cost::micros)));
		rows.add(time);
		rows.add(Row.measured(work, "bytes allocated, median of " + rounds, median(sdk.stream().map(Cost::bytes)),
				median(managed.stream().map(Cost::bytes))));
	}

	private Cost cost(S3Client client, int calls, Consumer<S3Client> call) {
		long cpu = this.threads.getCurrentThreadCpuTime();
		long bytes = this.threads.getCurrentThreadAllocatedBytes();
		for (int count = 0; count < calls; count++) {
			call.accept(client);
		}
		return new Cost((this.threads.getCurrentThreadCpuTime() - cpu) / 1e3 / calls,
				(this.threads.getCurrentThreadAllocatedBytes() - bytes) / (double) calls);
	}

	private static double median(Stream<Double> values) {
		List<Double> sorted = values.sorted().toList();
		return sorted.get(sorted.size() / 2);
	}

	/**
	 * What one of many calls cost.
	 *
	 * @param micros CPU time in microseconds
	 * @param bytes memory allocated
	 */
	private record Cost(double micros, double bytes) {

	}

}
