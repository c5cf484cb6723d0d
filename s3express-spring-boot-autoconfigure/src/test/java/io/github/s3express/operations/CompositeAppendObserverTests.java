/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.s3express.operations.AppendObserver.AppendEnd;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CompositeAppendObserver}, and that writers are not harmed by observers.
 */
class CompositeAppendObserverTests {

	private final List<String> heard = new ArrayList<>();

	@Test
	void observersWhenOneFailsShouldAllHear() {
		AppendObserver observer = AppendObserver.all(List.of(new Failing(), (bucket, key, bytes) -> {
			this.heard.add("started " + key + " " + bytes);
			return (end) -> this.heard.add("ended " + end.settled());
		}, new FailingAtTheEnd()));
		observer.started("bucket", "log", 7).ended(new AppendEnd(true, 0, 0, null));
		assertThat(this.heard).containsExactly("started log 7", "ended true");
	}

	@Test
	void writerWhenObserversFailShouldAppendOnceAllTheSame() throws IOException {
		try (OperationsFixture fixture = new OperationsFixture()) {
			for (AppendObserver observer : List.of(new Failing(), new FailingAtTheEnd())) {
				S3ExpressOperations operations = new DefaultS3ExpressOperations(fixture.client,
						AppendOptions.defaults().with(OperationsFixture.onDemand()), observer);
				try (AppendWriter writer = operations.append(OperationsFixture.BUCKET, "log")) {
					writer.write(OperationsFixture.bytes("text"));
					writer.sync();
				}
			}
			assertThat(fixture.content("log")).isEqualTo("texttext");
		}
	}

	private static final class Failing implements AppendObserver {

		@Override
		public Appending started(String bucket, String key, int bytes) {
			throw new IllegalStateException("I cannot listen.");
		}

	}

	private static final class FailingAtTheEnd implements AppendObserver {

		@Override
		public Appending started(String bucket, String key, int bytes) {
			return (end) -> {
				throw new IllegalStateException("I cannot listen any more.");
			};
		}

	}

}
