/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.time.Clock;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import io.github.s3express.operations.S3ExpressOperations;

/**
 * Adds an {@link ObjectAppender} to the root logger once there are clients, and takes it
 * away before they close. Logback is there earlier than the application: what it logs
 * before that is on the console only.
 */
@Component
@ConditionalOnProperty(name = "log.role", havingValue = "writer")
class LogShipping implements SmartLifecycle {

	private final S3ExpressOperations operations;

	private final LogProperties properties;

	private @Nullable ObjectAppender appender;

	LogShipping(S3ExpressOperations operations, LogProperties properties) {
		this.operations = operations;
		this.properties = properties;
	}

	@Override
	public void start() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern(this.properties.pattern());
		encoder.start();
		RollingLog log = new RollingLog(this.operations, this.properties.bucket(), this.properties.key(),
				this.properties.maxSize().toBytes(), Clock.systemUTC());
		EventQueue queue = new EventQueue(this.properties.queue(), this.properties.maxWait());
		ObjectAppender appender = new ObjectAppender(log, encoder, queue, this.properties.syncInterval(),
				this.properties.stopTimeout());
		appender.setContext(context);
		appender.start();
		root(context).addAppender(appender);
		this.appender = appender;
	}

	@Override
	public void stop() {
		ObjectAppender appender = this.appender;
		if (appender != null) {
			root((LoggerContext) LoggerFactory.getILoggerFactory()).detachAppender(appender);
			appender.stop();
			this.appender = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.appender != null;
	}

	/**
	 * After sessions are there and before all that logs, and the other way round at the
	 * end.
	 */
	@Override
	public int getPhase() {
		return -1000;
	}

	private static Logger root(LoggerContext context) {
		return context.getLogger(Logger.ROOT_LOGGER_NAME);
	}

}
