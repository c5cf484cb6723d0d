/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionListener;
import io.github.s3express.session.SessionSnapshot;

/**
 * Shows how sessions stand: a line for each that is drawn again every second on a
 * terminal, and a line for each event into anything else.
 */
final class SessionWatch {

	private static final int MAX_EVENTS = 1000;

	private static final String UP = "\u001B[%dA";

	private static final String CLEAR_LINE = "\u001B[2K\r";

	private final ManagedSessions sessions;

	private final List<String> buckets;

	private final Streams streams;

	private final PrintStream out;

	SessionWatch(ManagedSessions sessions, List<String> buckets, Streams streams) {
		this.sessions = sessions;
		this.buckets = buckets;
		this.streams = streams;
		this.out = streams.out();
	}

	/**
	 * Shows sessions until the program is interrupted or nobody reads any more.
	 * @return the exit code
	 */
	int run() {
		BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>(MAX_EVENTS);
		S3ExpressSessionManager manager = this.sessions.manager();
		SessionListener listener = events::offer;
		manager.addListener(listener);
		try {
			this.buckets.forEach(this.sessions::session);
			if (this.streams.terminal().isOutput()) {
				draw(manager);
			}
			else {
				follow(events);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			manager.removeListener(listener);
		}
		return ExitCode.INTERRUPTED;
	}

	private void draw(S3ExpressSessionManager manager) throws InterruptedException {
		this.out.println("Keeping %d session%s fresh; Ctrl-C ends.".formatted(this.buckets.size(),
				(this.buckets.size() == 1) ? "" : "s"));
		int nameWidth = this.buckets.stream().mapToInt(String::length).max().orElse(0);
		boolean first = true;
		while (!this.out.checkError()) {
			StringBuilder lines = new StringBuilder(first ? "" : UP.formatted(this.buckets.size()));
			int width = this.streams.terminal().width();
			for (String bucket : this.buckets) {
				lines.append(CLEAR_LINE)
					.append(SessionLine.of(("%-" + nameWidth + "s").formatted(bucket), snapshot(manager, bucket),
							width))
					.append('\n');
			}
			this.out.print(lines);
			this.out.flush();
			first = false;
			TimeUnit.SECONDS.sleep(1);
		}
	}

	private static @Nullable SessionSnapshot snapshot(S3ExpressSessionManager manager, String bucket) {
		return manager.snapshots()
			.stream()
			.filter((snapshot) -> snapshot.key().bucket().value().equals(bucket))
			.findFirst()
			.orElse(null);
	}

	private void follow(BlockingQueue<SessionEvent> events) throws InterruptedException {
		while (!this.out.checkError()) {
			SessionEvent event = events.poll(1, TimeUnit.SECONDS);
			if (event != null) {
				this.out.println("%s %s %s".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS),
						event.key().bucket(), words(event)));
			}
		}
	}

	static String words(SessionEvent event) {
		if (event instanceof SessionEvent.Created created) {
			return "created, expires " + created.expires();
		}
		if (event instanceof SessionEvent.Refreshed refreshed) {
			return "refreshed, expires " + refreshed.expires();
		}
		if (event instanceof SessionEvent.RefreshFailed failed) {
			return "refresh failed, %ds left: %s".formatted(failed.left().toSeconds(), failed.cause().getMessage());
		}
		if (event instanceof SessionEvent.CreationFailed failed) {
			return "creation failed: " + failed.cause().getMessage();
		}
		return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
	}

}
