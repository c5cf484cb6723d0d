/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * An application that does nothing but log, and knows nothing of where to.
 */
@Component
@ConditionalOnProperty(name = "log.role", havingValue = "writer")
class OrderLogger implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger("orders");

	private final LogProperties properties;

	OrderLogger(LogProperties properties) {
		this.properties = properties;
	}

	@Override
	public void run(ApplicationArguments args) throws InterruptedException {
		long end = this.properties.first() + this.properties.lines();
		for (long number = this.properties.first(); number < end; number++) {
			logger.info("order {}", number);
			Thread.sleep(1);
		}
	}

}
