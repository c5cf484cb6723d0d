/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;

/**
 * The keys of one bucket. Those of the application's own principal are made once, so that
 * requests allocate none and the map of sessions finds the very object that it holds.
 */
final class BucketKeys {

	private final DirectoryBucketName bucket;

	private final SessionModeStrategy mode;

	private final SessionPrincipal principal;

	private final @Nullable Region region;

	private final SessionRoute route;

	private final Map<SessionMode, SessionKey> own = new EnumMap<>(SessionMode.class);

	BucketKeys(DirectoryBucketName bucket, SessionModeStrategy mode, SessionPrincipal principal,
			@Nullable Region region) {
		this.bucket = bucket;
		this.mode = mode;
		this.principal = principal;
		this.region = region;
		this.route = SessionRoute.APPLICATION.in(region);
		mode.modes().forEach((each) -> this.own.put(each, new SessionKey(bucket, each, principal, this.route)));
	}

	/**
	 * The key of the session that an operation uses.
	 */
	SessionKey key(String operation, SessionPrincipal caller, SessionRoute way) {
		SessionMode chosen = this.mode.modeFor(operation);
		SessionRoute there = way.in(this.region);
		SessionKey known = (this.principal.equals(caller) && this.route.equals(there)) ? this.own.get(chosen) : null;
		return (known != null) ? known : new SessionKey(this.bucket, chosen, caller, there);
	}

	/**
	 * The Region that the bucket is configured with.
	 */
	@Nullable Region region() {
		return this.region;
	}

	/**
	 * The application's keys, one for each mode.
	 */
	List<SessionKey> own() {
		return List.copyOf(this.own.values());
	}

}
