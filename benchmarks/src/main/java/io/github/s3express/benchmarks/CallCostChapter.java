/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a call costs the threads that make it, in CPU time and memory: over a transport
 * that answers at once, and over sockets. The contenders take turns in one JVM.
 */
final class CallCostChapter implements Chapter {

	/**
	 * How many turns of each contender count.
	 */
	static final int ROUNDS = 15;

	private static final String BUCKET = "cost--use1-az4--x-s3";

	private static final int CALLS = 10_000;

	private static final int CALLS_WITH_BIG_PARTS = 20;

	private static final int PART = 8 * 1024 * 1024;

	@Override
	public String title() {
		return "Cost of a call";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>(instant(effort));
		try (LocalCalls calls = new LocalCalls(effort)) {
			rows.addAll(calls.rows());
		}
		return rows;
	}

	private static List<Row> instant(Effort effort) throws Exception {
		Path part = Files.createTempFile("s3express-part-", null);
		try (InstantClients clients = new InstantClients()) {
			Files.write(part, new byte[PART]);
			RequestBody kib = RequestBody.fromBytes(new byte[1024]);
			RequestBody more = RequestBody.fromBytes(new byte[64 * 1024]);
			List<Row> rows = new ArrayList<>();
			rows.addAll(measure(clients, effort, "GET", CALLS,
					(s3) -> s3.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k"))));
			rows.addAll(measure(clients, effort, "HEAD", CALLS,
					(s3) -> s3.headObject((head) -> head.bucket(BUCKET).key("k"))));
			rows.addAll(measure(clients, effort, "PUT of 1 KiB", CALLS,
					(s3) -> s3.putObject((put) -> put.bucket(BUCKET).key("k"), kib)));
			rows.addAll(measure(clients, effort, "PUT of 64 KiB", CALLS,
					(s3) -> s3.putObject((put) -> put.bucket(BUCKET).key("k"), more)));
			rows.addAll(measure(clients, effort, "UploadPart of 8 MiB from a file", CALLS_WITH_BIG_PARTS,
					(s3) -> s3.uploadPart((put) -> put.bucket(BUCKET).key("k").uploadId("u").partNumber(1),
							RequestBody.fromFile(part))));
			return rows;
		}
		finally {
			Files.delete(part);
		}
	}

	private static List<Row> measure(InstantClients clients, Effort effort, String work, int calls,
			Consumer<S3Client> call) throws Exception {
		int each = (effort == Effort.FULL) ? calls : Math.min(calls, 10);
		return Cost
			.inTurns((effort == Effort.FULL) ? ROUNDS : 1,
					() -> Cost.ofThisThread(each, () -> call.accept(clients.sdk())),
					() -> Cost.ofThisThread(each, () -> call.accept(clients.managed())))
			.rows(work);
	}

}
