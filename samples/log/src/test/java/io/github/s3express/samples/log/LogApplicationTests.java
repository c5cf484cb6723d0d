/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as its command runs it: writers in JVMs of their own, which are killed.
 */
@SpringBootTest("log.kills=2")
@ExtendWith(OutputCaptureExtension.class)
class LogApplicationTests {

	@Test
	void logShouldBeVerifiedAfterEachKill(CapturedOutput output) {
		assertThat(output).contains("Killed writer 1: ")
			.containsPattern("Killed writer 2: [0-9]+ lines acknowledged, [0-9]+ in the log, each once and in order");
	}

}
