/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;

import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.DurationText;
import io.github.s3express.session.InvalidSessionSettingException;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.engine.S3ExpressSessionManagerBuilder;

/**
 * Carries {@code s3express.session.*} over to the session manager.
 */
class SessionPropertiesMapper {

	static final String PREFIX = "s3express.session.";

	private final S3ExpressSessionProperties properties;

	SessionPropertiesMapper(S3ExpressSessionProperties properties) {
		this.properties = properties;
	}

	void map(S3ExpressSessionManagerBuilder builder) {
		S3ExpressSessionProperties session = this.properties;
		DurationFloor.SECOND.check(PREFIX + "refresh-before-expiry", session.getRefreshBeforeExpiry());
		DurationFloor.MOMENT_OR_ZERO.check(PREFIX + "expiry-threshold", session.getExpiryThreshold());
		DurationFloor.SECOND.check(PREFIX + "idle-timeout", session.getIdleTimeout());
		DurationFloor.MOMENT.check(PREFIX + "create-timeout", session.getCreateTimeout());
		DurationFloor.MOMENT.check(PREFIX + "call-timeout", session.getCallTimeout());
		DurationFloor.MILLISECOND.check(PREFIX + "retry.initial-interval", session.getRetry().getInitialInterval());
		DurationFloor.MILLISECOND.check(PREFIX + "retry.max-interval", session.getRetry().getMaxInterval());
		checkOrder(session);
		builder.mode(session.getMode());
		builder.refreshPolicy(checked(PREFIX, () -> new RefreshPolicy(session.getRefreshBeforeExpiry(),
				session.getRefreshJitter(), session.getExpiryThreshold(), session.getIdleTimeout())));
		builder.limits(limits());
		S3ExpressSessionProperties.Retry retry = session.getRetry();
		builder.retry(checked(PREFIX + "retry.", () -> new CreationRetry(retry.getMaxRetries(),
				retry.getInitialInterval(), retry.getMultiplier(), retry.getMaxInterval(), retry.getJitter())));
	}

	SessionLimits limits() {
		return checked(PREFIX, () -> limits(this.properties));
	}

	private static SessionLimits limits(S3ExpressSessionProperties session) {
		Duration callTimeout = session.getCallTimeout();
		return (callTimeout != null)
				? new SessionLimits(session.getCreateTimeout(), callTimeout, session.getMaxSessions(),
						session.getMaxConcurrentCreations())
				: new SessionLimits(session.getCreateTimeout(), session.getMaxSessions(),
						session.getMaxConcurrentCreations());
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

	// 'Shorter than refresh-before-expiry, 75s' tells nothing to who never wrote that.
	private static void checkOrder(S3ExpressSessionProperties session) {
		Duration window = session.getRefreshBeforeExpiry();
		if (session.getExpiryThreshold().compareTo(window) >= 0) {
			throw outOfOrder("expiry-threshold", session.getExpiryThreshold(), "shorter than", "refresh-before-expiry",
					window, RefreshPolicy.DEFAULT.refreshBeforeExpiry());
		}
		Duration call = session.getCallTimeout();
		if (call != null && call.compareTo(session.getCreateTimeout()) > 0) {
			throw outOfOrder("call-timeout", call, "no longer than", "create-timeout", session.getCreateTimeout(),
					SessionLimits.DEFAULT.createTimeout());
		}
		S3ExpressSessionProperties.Retry retry = session.getRetry();
		if (retry.getMaxInterval().compareTo(retry.getInitialInterval()) < 0) {
			throw outOfOrder("retry.max-interval", retry.getMaxInterval(), "no less than", "retry.initial-interval",
					retry.getInitialInterval(), CreationRetry.DEFAULT.initialInterval());
		}
	}

	private static InvalidS3ExpressPropertyException outOfOrder(String property, Duration value, String relation,
			String other, Duration otherValue, Duration otherDefault) {
		return new InvalidS3ExpressPropertyException("%s%s is %s".formatted(PREFIX, property, DurationText.of(value)),
				"make it %s %s%s, which is %s%s".formatted(relation, PREFIX, other, DurationText.of(otherValue),
						otherValue.equals(otherDefault) ? " by default" : ""));
	}

}
