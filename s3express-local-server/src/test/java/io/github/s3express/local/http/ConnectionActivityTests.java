/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.s3express.local.http.ConnectionActivity.Phase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is taken for a stalled client.
 *
 * @author The S3 Express Spring Boot authors
 */
class ConnectionActivityTests {

	// Nobody is granted any time.
	private final ConnectionActivity activity = new ConnectionActivity(
			new HttpLimits(1, 1, 1, Duration.ofNanos(-1), Duration.ofNanos(-1), Duration.ofNanos(-1)));

	@Test
	void serverAtWorkShouldNeverBeOverdue() {
		this.activity.enter(Phase.WORKING);
		assertThat(this.activity.isOverdue()).isFalse();
		this.activity.waits();
		this.activity.progressed();
		assertThat(this.activity.isOverdue()).isFalse();
	}

	@Test
	void clientThatIsWaitedForShouldBeOverdue() {
		this.activity.enter(Phase.WORKING);
		this.activity.waits();
		assertThat(this.activity.isOverdue()).isTrue();
	}

	@Test
	void bytesOfHeadersShouldNotStopTheClock() {
		this.activity.enter(Phase.HEADERS);
		this.activity.waits();
		this.activity.progressed();
		assertThat(this.activity.isOverdue()).isTrue();
	}

}
