/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.log;

import java.io.IOException;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.S3ExpressOperations;

/**
 * Continues the log where it ends, until it is killed. After each sync it prints how many
 * lines are acknowledged.
 */
@Component
@ConditionalOnProperty(name = "log.role", havingValue = "writer")
class LineWriter implements ApplicationRunner {

	private final S3ExpressOperations operations;

	private final LogProperties properties;

	LineWriter(S3ExpressOperations operations, LogProperties properties) {
		this.operations = operations;
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments args) throws IOException {
		try (AppendWriter log = this.operations.append(this.properties.bucket(), this.properties.key())) {
			long number = Lines.count(log.position());
			while (!Thread.currentThread().isInterrupted()) {
				log.write(Lines.line(number++));
				log.sync();
				System.out.println(number);
			}
		}
	}

}
