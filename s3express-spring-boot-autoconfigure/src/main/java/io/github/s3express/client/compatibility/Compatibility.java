/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * What makes requests of libraries that were written for general purpose buckets work on
 * directory buckets. Requests that need no help, and all for general purpose buckets, are
 * left alone.
 * <p>
 * Works by interceptors, the one seam that holds for every client that a builder builds:
 * a plugin cannot wrap what {@code build()} returns, nor the HTTP client. An interceptor
 * changes the request before it is signed and the body of the answer before it is read,
 * for an asynchronous client without making a thread wait; what takes more than one
 * request is asked for in between, by calls of the same client.
 */
public final class Compatibility {

	private final CompatibilitySettings settings;

	private final CompatibilityUses uses;

	private final int pageSize;

	private final ListingMarkers markers = new ListingMarkers();

	/**
	 * Creates the help that the settings ask for.
	 * @param settings what is made up for
	 * @param uses counts it
	 */
	public Compatibility(CompatibilitySettings settings, CompatibilityUses uses) {
		this(settings, uses, ListingQuery.LARGEST);
	}

	Compatibility(CompatibilitySettings settings, CompatibilityUses uses, int pageSize) {
		this.settings = settings;
		this.pageSize = pageSize;
		this.uses = uses;
	}

	/**
	 * The interceptors of a client.
	 * @param sendsChecksums whether the client sends checksums that the service does not
	 * require
	 * @return the interceptors, to come after all others
	 */
	public List<ExecutionInterceptor> interceptors(boolean sendsChecksums) {
		List<ExecutionInterceptor> interceptors = new ArrayList<>();
		if (this.settings.contentMd5() && sendsChecksums) {
			interceptors.add(new ContentMd5Removal(this.uses));
		}
		if (this.settings.createBucket()) {
			interceptors.add(new BucketPlacement(this.uses));
		}
		interceptors
			.add(new ListingInterceptor(new ListingPlanner(this.settings, this.markers, this.pageSize), this.uses));
		return interceptors;
	}

	/**
	 * What is made up for.
	 * @return the settings
	 */
	public CompatibilitySettings settings() {
		return this.settings;
	}

	/**
	 * Counts what was made up for.
	 * @return the counters
	 */
	public CompatibilityUses uses() {
		return this.uses;
	}

}
