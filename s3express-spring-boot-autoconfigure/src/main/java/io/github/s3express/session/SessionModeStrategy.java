/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.util.Set;

/**
 * How the mode of a session is chosen.
 */
public enum SessionModeStrategy {

	/**
	 * No mode is asked for: the service gives the most it may.
	 */
	DEFAULT(SessionMode.DEFAULT),

	/**
	 * Always ReadWrite.
	 */
	READ_WRITE(SessionMode.READ_WRITE),

	/**
	 * Always ReadOnly.
	 */
	READ_ONLY(SessionMode.READ_ONLY),

	/**
	 * Operations that only read use a ReadOnly session, all others a ReadWrite one.
	 */
	BY_OPERATION(SessionMode.READ_ONLY, SessionMode.READ_WRITE);

	// What a ReadOnly session allows, by the documentation of CreateSession. Directory
	// buckets lack ListObjects; it is sent to them as ListObjectsV2.
	private static final Set<String> READ_OPERATIONS = Set.of("GetObject", "HeadObject", "ListObjectsV2", "ListObjects",
			"GetObjectAttributes", "ListParts", "ListMultipartUploads");

	private final Set<SessionMode> modes;

	SessionModeStrategy(SessionMode... modes) {
		this.modes = Set.of(modes);
	}

	/**
	 * The mode of the session that an operation uses.
	 * @param operation an operation's name as in the S3 API, for example
	 * {@code GetObject}
	 * @return the mode
	 */
	public SessionMode modeFor(String operation) {
		return switch (this) {
			case DEFAULT -> SessionMode.DEFAULT;
			case READ_WRITE -> SessionMode.READ_WRITE;
			case READ_ONLY -> SessionMode.READ_ONLY;
			case BY_OPERATION -> READ_OPERATIONS.contains(operation) ? SessionMode.READ_ONLY : SessionMode.READ_WRITE;
		};
	}

	/**
	 * All modes that operations may lead to.
	 * @return the modes, one or two
	 */
	public Set<SessionMode> modes() {
		return this.modes;
	}

}
