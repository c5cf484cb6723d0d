/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.SessionClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged at which level, and how often.
 */
class SessionLogTests {

	private static final SessionKey KEY = key("one--use1-az4--x-s3");

	private static final SessionKey OTHER_KEY = key("two--use1-az4--x-s3");

	private final Logger logger = (Logger) LoggerFactory.getLogger(S3ExpressSessionManager.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final Clock clock = new Clock();

	private final SessionLog log = new SessionLog(this.clock);

	@BeforeEach
	void attach() {
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.logger.setLevel(Level.INFO);
	}

	@AfterEach
	void detach() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
	}

	@Test
	void createdShouldBeLoggedAtDebug() {
		this.logger.setLevel(Level.DEBUG);
		this.log.onSessionEvent(created());
		assertThat(levels()).containsExactly(Level.DEBUG);
	}

	@Test
	void refreshFailedShouldWarnFirstAndThenOnceAMinuteForEachBucket() {
		this.log.onSessionEvent(refreshFailed(KEY));
		this.clock.forward(Duration.ofSeconds(59));
		this.log.onSessionEvent(refreshFailed(KEY));
		assertThat(levels()).containsExactly(Level.WARN);
		this.log.onSessionEvent(refreshFailed(OTHER_KEY));
		assertThat(levels()).containsExactly(Level.WARN, Level.WARN);
		this.clock.forward(Duration.ofSeconds(1));
		this.log.onSessionEvent(refreshFailed(KEY));
		assertThat(levels()).containsExactly(Level.WARN, Level.WARN, Level.WARN);
	}

	@Test
	void failureShouldSayOnceThatThereIsNoSession() {
		this.log.onSessionEvent(new SessionEvent.CreationFailed(KEY, failure(KEY), Duration.ofMillis(3), 1));
		assertThat(this.appender.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("No session for %s, failures in a row: 1: the service is busy".formatted(KEY));
	}

	@Test
	void recoveryShouldBeLoggedAtInfoOnce() {
		this.log.onSessionEvent(refreshFailed(KEY));
		this.log.onSessionEvent(created());
		this.log.onSessionEvent(created());
		assertThat(levels()).containsExactly(Level.WARN, Level.INFO);
	}

	@Test
	void failureAfterRecoveryShouldWarnAtOnce() {
		this.log.onSessionEvent(refreshFailed(KEY));
		this.log.onSessionEvent(created());
		this.log.onSessionEvent(refreshFailed(KEY));
		assertThat(levels()).containsExactly(Level.WARN, Level.INFO, Level.WARN);
	}

	@Test
	void expiryShouldBeAnErrorOnlyIfASessionWasWanted() {
		this.log.onSessionEvent(new SessionEvent.Expired(KEY, null));
		assertThat(levels()).isEmpty();
		this.log.onSessionEvent(new SessionEvent.Expired(KEY, failure(KEY)));
		assertThat(levels()).containsExactly(Level.ERROR);
		assertThat(this.appender.list.get(0).getFormattedMessage()).contains(KEY.bucket().value(), "service is busy");
	}

	private List<Level> levels() {
		return this.appender.list.stream().map(ILoggingEvent::getLevel).toList();
	}

	private static SessionEvent created() {
		return new SessionEvent.Created(KEY, Instant.EPOCH, Duration.ofMillis(3));
	}

	private static SessionEvent refreshFailed(SessionKey key) {
		return new SessionEvent.RefreshFailed(key, failure(key), Duration.ofMillis(3), 1, Duration.ofSeconds(40));
	}

	private static S3ExpressSessionException failure(SessionKey key) {
		return new S3ExpressSessionException(key, "the service is busy", null, true);
	}

	private static SessionKey key(String bucket) {
		return new SessionKey(new DirectoryBucketName(bucket), SessionMode.DEFAULT,
				SessionPrincipal.of(AnonymousCredentialsProvider.create()));
	}

	private static final class Clock implements SessionClock {

		private long nanos;

		void forward(Duration by) {
			this.nanos += by.toNanos();
		}

		@Override
		public long nanoTime() {
			return this.nanos;
		}

		@Override
		public Instant instant() {
			return Instant.EPOCH.plusNanos(this.nanos);
		}

	}

}
