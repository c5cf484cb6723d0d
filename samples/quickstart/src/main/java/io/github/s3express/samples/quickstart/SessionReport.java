/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;

/**
 * Logs one line for each session of the configured buckets when the application has
 * started.
 */
@Component
class SessionReport implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(SessionReport.class);

	private final S3ExpressSessionManager sessions;

	SessionReport(S3ExpressSessionManager sessions) {
		this.sessions = sessions;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.sessions.snapshots().stream().map(SessionSnapshot::key).forEach(this::report);
	}

	private void report(SessionKey key) {
		try {
			S3ExpressSession session = this.sessions.get(key);
			logger.info("Bucket {}: session of mode {} until {}", key.bucket(), key.mode(), session.expires());
		}
		catch (S3ExpressSessionException ex) {
			logger.warn("Bucket {}: no session of mode {}: {}", key.bucket(), key.mode(), ex.getMessage());
		}
	}

}
