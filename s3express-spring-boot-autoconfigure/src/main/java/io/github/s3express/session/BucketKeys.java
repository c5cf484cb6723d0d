/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one bucket. Those of the application's own principal are made once, so that
 * requests allocate none and the map of sessions finds the very object that it holds.
 */
final class BucketKeys {

	private final DirectoryBucketName bucket;

	private final SessionModeStrategy mode;

	private final SessionPrincipal principal;

	private final Map<SessionMode, SessionKey> own = new EnumMap<>(SessionMode.class);

	BucketKeys(DirectoryBucketName bucket, SessionModeStrategy mode, SessionPrincipal principal) {
		this.bucket = bucket;
		this.mode = mode;
		this.principal = principal;
		mode.modes().forEach((each) -> this.own.put(each, new SessionKey(bucket, each, principal)));
	}

	/**
	 * The key of the session that an operation uses.
	 */
	SessionKey key(String operation, SessionPrincipal caller) {
		SessionMode chosen = this.mode.modeFor(operation);
		SessionKey known = this.principal.equals(caller) ? this.own.get(chosen) : null;
		return (known != null) ? known : new SessionKey(this.bucket, chosen, caller);
	}

	/**
	 * The application's keys, one for each mode.
	 */
	List<SessionKey> own() {
		return List.copyOf(this.own.values());
	}

}
