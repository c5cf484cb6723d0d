/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.function.Supplier;

import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.InvalidSessionSettingException;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSessionManagerBuilder;
import io.github.s3express.session.SessionLimits;

/**
 * Carries {@code s3express.session.*} over to the session manager.
 */
class SessionPropertiesMapper {

	private static final String PREFIX = "s3express.session.";

	private final S3ExpressProperties.Session properties;

	SessionPropertiesMapper(S3ExpressProperties.Session properties) {
		this.properties = properties;
	}

	void map(S3ExpressSessionManagerBuilder builder) {
		S3ExpressProperties.Session session = this.properties;
		builder.mode(session.getMode());
		builder.refreshPolicy(checked(PREFIX, () -> new RefreshPolicy(session.getRefreshBeforeExpiry(),
				session.getRefreshJitter(), session.getExpiryThreshold(), session.getIdleTimeout())));
		builder.limits(checked(PREFIX, () -> new SessionLimits(session.getCreateTimeout(), session.getMaxSessions(),
				session.getMaxConcurrentCreations())));
		S3ExpressProperties.Retry retry = session.getRetry();
		builder.retry(checked(PREFIX + "retry.", () -> new CreationRetry(retry.getMaxRetries(),
				retry.getInitialInterval(), retry.getMultiplier(), retry.getMaxInterval(), retry.getJitter())));
	}

	static <T> T checked(String prefix, Supplier<T> setting) {
		try {
			return setting.get();
		}
		catch (InvalidSessionSettingException ex) {
			throw new InvalidS3ExpressPropertyException("%s%s is %s".formatted(prefix, ex.setting(), ex.value()),
					"make it " + ex.wanted());
		}
	}

}
