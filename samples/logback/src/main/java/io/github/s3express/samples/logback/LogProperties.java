/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration of the sample.
 *
 * @param bucket where the log is
 * @param key what it is called; older parts have the time of their renaming at the end
 * @param pattern what a line looks like
 * @param maxSize the size from which on it is renamed
 * @param syncInterval how long an event waits for others before it is sent
 * @param queue how many events may wait to be sent
 * @param maxWait how long a thread that logs waits for room, once; zero: what finds none
 * is dropped
 * @param stopTimeout how long stopping waits until all is sent
 * @param role what this process does
 * @param kills how many writers are killed
 * @param first the number of a writer's first line
 * @param lines how many lines a writer logs
 */
@ConfigurationProperties("log")
record LogProperties(String bucket, String key, @DefaultValue("%d %-5level %logger - %msg%n") String pattern,
		@DefaultValue("100MB") DataSize maxSize, @DefaultValue("1s") Duration syncInterval,
		@DefaultValue("10000") int queue, @DefaultValue("0") Duration maxWait,
		@DefaultValue("10s") Duration stopTimeout, @DefaultValue("killer") Role role, @DefaultValue("3") int kills,
		@DefaultValue("0") long first, @DefaultValue("1000000000") long lines) {

	/**
	 * What a process does.
	 */
	enum Role {

		/** Kills writers and verifies the log. */
		KILLER,

		/** Logs. */
		WRITER

	}

}
