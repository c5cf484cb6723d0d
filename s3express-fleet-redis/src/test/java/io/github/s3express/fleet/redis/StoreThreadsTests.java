/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StoreThreadsTests {

	private final Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());

	@Test
	void threadsWhenNothingIsDoneShouldEndButForTheOneThatKeepsTime() throws InterruptedException {
		try (StoreThreads threads = new StoreThreads(Duration.ofMillis(20))) {
			CountDownLatch done = new CountDownLatch(4);
			threads.after(Duration.ZERO, done::countDown);
			threads.connect(done::countDown);
			threads.answers().execute(done::countDown);
			threads.announcements().execute(done::countDown);
			assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(added()).extracting(Thread::getName).containsExactly("s3express-fleet-timer"));
		}
		Awaitility.await().untilAsserted(() -> assertThat(added()).isEmpty());
	}

	private Set<Thread> added() {
		Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
		added.removeAll(this.before);
		added.removeIf((thread) -> !thread.getName().startsWith("s3express-"));
		return added;
	}

}
