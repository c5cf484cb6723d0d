/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Sends requests for directory buckets to where the configuration says. The SDK resolves
 * the endpoint first, by its own rules, and with it how the request is signed; only then
 * its host is replaced. An endpoint override on the client would change those rules.
 */
final class S3ExpressEndpointProvider implements S3EndpointProvider {

	private static final String CONTROL_HOST_PREFIX = "s3express-control";

	private final S3EndpointProvider delegate;

	private final S3ExpressEndpoints endpoints;

	S3ExpressEndpointProvider(S3EndpointProvider delegate, S3ExpressEndpoints endpoints) {
		this.delegate = delegate;
		this.endpoints = endpoints;
	}

	@Override
	public CompletableFuture<Endpoint> resolveEndpoint(S3EndpointParams params) {
		return this.delegate.resolveEndpoint(inRegionOfBucket(params))
			.thenApply((endpoint) -> relocate(endpoint, params.bucket()));
	}

	private S3EndpointParams inRegionOfBucket(S3EndpointParams params) {
		Map<String, Region> regions = this.endpoints.regions();
		Region region = (params.bucket() != null) ? regions.get(params.bucket()) : null;
		return (region != null) ? params.toBuilder().region(region).build() : params;
	}

	private Endpoint relocate(Endpoint endpoint, @Nullable String bucket) {
		URI url = endpoint.url();
		if (isControl(url)) {
			return move(endpoint, this.endpoints.control(), url.getRawPath());
		}
		if (DirectoryBucketName.isDirectoryBucket(bucket) && isZonal(url)) {
			return move(endpoint, this.endpoints.zonal(), "/" + bucket);
		}
		return endpoint;
	}

	private static boolean isControl(URI url) {
		return url.getHost() != null && url.getHost().startsWith(CONTROL_HOST_PREFIX);
	}

	private static boolean isZonal(URI url) {
		return url.getHost() != null && url.getHost().contains(".s3express-");
	}

	private static Endpoint move(Endpoint endpoint, @Nullable URI target, String path) {
		if (target == null) {
			return endpoint;
		}
		String base = target.toString();
		String prefix = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
		return endpoint.toBuilder().url(URI.create(prefix + ((path != null) ? path : ""))).build();
	}

}
