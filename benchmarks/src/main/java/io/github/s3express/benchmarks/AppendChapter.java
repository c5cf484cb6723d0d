/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Appends: a loop by hand with the SDK's client, which sends each block at once and loses
 * or doubles bytes once an answer is lost, beside the writer. Both take turns.
 */
final class AppendChapter implements Chapter {

	static final String CALLS = "PutObject calls";

	private static final int KIB = 1024;

	private static final int MIB = KIB * KIB;

	private static final int LINE = 100;

	// One object takes no more than 10,000 of them by hand.
	private static final int LINES = 9_000;

	private static final int TURNS = 10;

	@Override
	public String title() {
		return "Append";
	}

	@Override
	public List<Row> run(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		try (SdkContender sdk = new SdkContender(Buckets.server(1).start());
				ManagedContender managed = new ManagedContender(Buckets.server(1).start());
				AppendingContender loop = AppendingContender.byHand(sdk);
				AppendingContender writer = AppendingContender.writer(managed)) {
			boolean full = effort == Effort.FULL;
			rows.addAll(synced("100 B", LINE, full ? 300 : 3, loop, writer));
			rows.addAll(synced("4 KiB", 4 * KIB, full ? 300 : 3, loop, writer));
			rows.addAll(synced("1 MiB", MIB, full ? 30 : 1, loop, writer));
			rows.addAll(lines(full ? LINES : LINES / 10, loop, writer));
		}
		return rows;
	}

	private static List<Row> synced(String size, int bytes, int blocks, AppendingContender loop,
			AppendingContender writer) throws IOException {
		AppendTimes byHand = new AppendTimes();
		AppendTimes byWriter = new AppendTimes();
		// The first turn warms up; then one begins in turn.
		for (int turn = 0; turn <= TURNS; turn++) {
			AppendTimes timesByHand = (turn > 0) ? byHand : new AppendTimes();
			AppendTimes timesByWriter = (turn > 0) ? byWriter : new AppendTimes();
			if (turn % 2 == 0) {
				loop.append("log-" + size + turn, new byte[bytes], blocks, timesByHand);
			}
			writer.append("log-" + size + turn, new byte[bytes], blocks, timesByWriter);
			if (turn % 2 == 1) {
				loop.append("log-" + size + turn, new byte[bytes], blocks, timesByHand);
			}
		}
		String work = "append of %s and sync(), one thread".formatted(size);
		return List.of(Row.measured(work, "ms, p50", byHand.millis(50), byWriter.millis(50)),
				Row.measured(work, "ms, p99", byHand.millis(99), byWriter.millis(99)),
				Row.measured(work, "ms per MiB, by the mean", byHand.meanMillis() * MIB / bytes,
						byWriter.meanMillis() * MIB / bytes));
	}

	private static List<Row> lines(int lines, AppendingContender loop, AppendingContender writer) throws IOException {
		String work = "%,d lines of 100 B, and one sync()".formatted(lines);
		long before = loop.puts();
		double byHand = loop.lines("lines", new byte[LINE], lines);
		long putsByHand = loop.puts() - before;
		before = writer.puts();
		double byWriter = writer.lines("lines", new byte[LINE], lines);
		return List.of(Row.measured(work, CALLS, putsByHand, writer.puts() - before),
				Row.measured(work, "ms", byHand, byWriter));
	}

}
