/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample as its command runs it: applications that log in JVMs of their own, which
 * are killed.
 */
@SpringBootTest("log.kills=1")
@ExtendWith(OutputCaptureExtension.class)
class LogbackApplicationTests {

	@Test
	void logShouldBeVerifiedAfterEachKillAndWholeAtTheEnd(CapturedOutput output) {
		assertThat(output).containsPattern("Killed writer 1: [0-9]+ lines in [2-9] objects, each once and in order")
			.containsPattern("The last writer ended by itself: [0-9]+ lines, none is missing");
	}

}
