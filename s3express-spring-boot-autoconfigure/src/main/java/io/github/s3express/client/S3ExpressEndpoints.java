/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Where requests for directory buckets go instead of where the SDK would send them.
 *
 * @param zonal the endpoint of requests for objects, or {@code null} for the service's
 * own
 * @param control the endpoint of regional requests, such as CreateBucket, or {@code null}
 * for the service's own
 * @param regions the Regions of buckets that are not in their client's
 */
public record S3ExpressEndpoints(@Nullable URI zonal, @Nullable URI control, Map<String, Region> regions) {

	/**
	 * Everything goes where the SDK sends it.
	 */
	public static final S3ExpressEndpoints SERVICE = new S3ExpressEndpoints(null, null, Map.of());

	/**
	 * Creates the endpoints.
	 */
	public S3ExpressEndpoints {
		regions = Map.copyOf(regions);
	}

}
