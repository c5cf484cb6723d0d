/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Content between the attempts of one call.
 */
class PassingContentTests {

	private final PassingContent content = new PassingContent(new ByteArrayInputStream(new byte[] { 1, 2 }));

	@Test
	void newStreamWhenNothingHasPassedShouldBeginAgain() throws Exception {
		this.content.newStream();
		try (InputStream second = this.content.newStream()) {
			assertThat(second.readAllBytes()).containsExactly(1, 2);
		}
	}

	@Test
	void newStreamWhenSomethingHasPassedShouldRefuse() throws Exception {
		assertThat(this.content.newStream().read(new byte[1], 0, 1)).isOne();
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(this.content::newStream)
			.withMessageContaining("has to send it again")
			.matches((failure) -> !failure.retryable());
	}

}
