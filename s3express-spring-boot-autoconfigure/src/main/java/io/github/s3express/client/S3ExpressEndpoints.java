/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * Where requests for directory buckets go instead of where the SDK would send them.
 *
 * @param zonal the endpoint of requests for objects, or {@code null} for the service's
 * own
 * @param control the endpoint of regional requests, such as CreateBucket, or {@code null}
 * for the service's own
 * @param exclusive whether all other requests go to the zonal endpoint too, so that none
 * reaches the service
 */
public record S3ExpressEndpoints(@Nullable URI zonal, @Nullable URI control, boolean exclusive) {

	/**
	 * Everything goes where the SDK sends it.
	 */
	public static final S3ExpressEndpoints SERVICE = new S3ExpressEndpoints(null, null);

	/**
	 * Creates the endpoints of requests for directory buckets.
	 * @param zonal the endpoint of requests for objects, or {@code null}
	 * @param control the endpoint of regional requests, or {@code null}
	 */
	public S3ExpressEndpoints(@Nullable URI zonal, @Nullable URI control) {
		this(zonal, control, false);
	}

	/**
	 * Whether these are more to the point than a client's endpoint override, which is so
	 * if that is the one that the application has for all of S3.
	 */
	boolean supersede(@Nullable String override, @Nullable String common) {
		return this.zonal != null && override != null && override.equals(common);
	}

}
