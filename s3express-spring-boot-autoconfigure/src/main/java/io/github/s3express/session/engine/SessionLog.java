/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionListener;
import io.github.s3express.session.creation.SessionClock;

/**
 * Writes what happens to sessions into the application's log: what is as it should be at
 * DEBUG, trouble at WARN, at most once a minute for each bucket, its end at INFO, a
 * session that ended without replacement at ERROR.
 */
final class SessionLog implements SessionListener {

	private static final Logger logger = LoggerFactory.getLogger(S3ExpressSessionManager.class);

	private static final long WARNING_INTERVAL = Duration.ofMinutes(1).toNanos();

	private final SessionClock clock;

	// The last warning of each bucket that is in trouble.
	private final Map<DirectoryBucketName, Long> warnings = new ConcurrentHashMap<>();

	SessionLog(SessionClock clock) {
		this.clock = clock;
	}

	@Override
	public void onSessionEvent(SessionEvent event) {
		if (event instanceof SessionEvent.Created created) {
			made(created.key(), "created", created.expires(), created.took());
		}
		else if (event instanceof SessionEvent.Refreshed refreshed) {
			made(refreshed.key(), "refreshed", refreshed.expires(), refreshed.took());
		}
		else if (event instanceof SessionEvent.CreationFailed failed) {
			warn(failed.key(), "No session for {}, failures in a row: {}: {}", failed.key(), failed.failures(),
					messageOf(failed.key(), failed.cause()));
		}
		else if (event instanceof SessionEvent.RefreshFailed failed) {
			warn(failed.key(), "Session not refreshed for {}, still good for {} s, failures in a row: {}: {}",
					failed.key(), failed.left().toSeconds(), failed.failures(),
					messageOf(failed.key(), failed.cause()));
		}
		else if (event instanceof SessionEvent.Expired expired) {
			expired(expired);
		}
		else if (event instanceof SessionEvent.Invalidated invalidated) {
			logger.debug("Session invalidated for {}", invalidated.key());
		}
		else if (event instanceof SessionEvent.Released released) {
			this.warnings.remove(released.key().bucket());
			logger.debug("Session let go for {}", released.key());
		}
	}

	// The line itself begins with what most messages begin with.
	private static String messageOf(SessionKey key, S3ExpressSessionException cause) {
		String message = String.valueOf(cause.getMessage());
		String beginning = "No session for " + key.bucket() + ": ";
		return message.startsWith(beginning) ? message.substring(beginning.length()) : message;
	}

	private void made(SessionKey key, String how, Object expires, Duration took) {
		if (this.warnings.remove(key.bucket()) != null) {
			logger.info("Session {} again for {}, expires {}", how, key, expires);
		}
		else {
			logger.debug("Session {} for {} in {} ms, expires {}", how, key, took.toMillis(), expires);
		}
	}

	private void expired(SessionEvent.Expired event) {
		S3ExpressSessionException cause = event.cause();
		if (event.key().principal().isOfRequest()) {
			logger.debug("Session of a request's credentials ended for {}", event.key());
		}
		else if (cause != null) {
			logger.error("Session expired without replacement for {}: {}", event.key(), messageOf(event.key(), cause));
		}
		else {
			logger.debug("Unused session expired for {}", event.key());
		}
	}

	private void warn(SessionKey key, String message, Object... arguments) {
		if (key.principal().isOfRequest()) {
			// Whoever brought these credentials is told. They may never come again.
			logger.debug(message, arguments);
			return;
		}
		long now = this.clock.nanoTime();
		Long last = this.warnings.get(key.bucket());
		if (last == null || now - last >= WARNING_INTERVAL) {
			this.warnings.put(key.bucket(), now);
			logger.warn(message, arguments);
		}
		else {
			logger.debug(message, arguments);
		}
	}

}
