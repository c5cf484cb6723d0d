/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

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

	private final Supplier<@Nullable String> common;

	private final Function<String, @Nullable Region> regions;

	private final Memo<EndpointInputs, Endpoint> memo = new Memo<>();

	private final boolean remembers;

	private final ThreadLocal<@Nullable Watch> watches = new ThreadLocal<>();

	/**
	 * Creates the provider.
	 * @param delegate resolves endpoints by the SDK's rules
	 * @param endpoints where requests for directory buckets go
	 * @param common gives the endpoint that the application has for all of S3, or
	 * {@code null}
	 * @param regions gives the Region of a directory bucket, or {@code null} for that of
	 * the client
	 */
	S3ExpressEndpointProvider(S3EndpointProvider delegate, S3ExpressEndpoints endpoints,
			Supplier<@Nullable String> common, Function<String, @Nullable Region> regions) {
		this.delegate = delegate;
		this.endpoints = endpoints;
		this.common = common;
		this.regions = regions;
		// A provider of the application's own may answer by anything.
		this.remembers = delegate.getClass() == S3EndpointProvider.defaultProvider().getClass();
	}

	@Override
	public CompletableFuture<Endpoint> resolveEndpoint(S3EndpointParams params) {
		Watch watch = this.watches.get();
		if (watch != null) {
			watch.note();
		}
		S3EndpointParams there = inRegionOfBucket(params);
		if (!this.remembers || !DirectoryBucketName.isDirectoryBucket(there.bucket())) {
			return resolve(there);
		}
		try {
			return CompletableFuture
				.completedFuture(this.memo.get(EndpointInputs.of(there), () -> resolve(there).join()));
		}
		catch (CompletionException ex) {
			return CompletableFuture.failedFuture((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	/**
	 * Calls something that may ask for an endpoint on this thread.
	 * @param call what is called
	 * @return a watch that has seen who asked, or {@code null} if what this provider
	 * answers may depend on anything
	 */
	@Nullable Watch watch(Runnable call) {
		Watch watch = new Watch();
		this.watches.set(watch);
		try {
			call.run();
		}
		finally {
			this.watches.remove();
		}
		return this.remembers ? watch : null;
	}

	private CompletableFuture<Endpoint> resolve(S3EndpointParams params) {
		return this.delegate.resolveEndpoint(params).thenApply((endpoint) -> relocate(endpoint, params));
	}

	private S3EndpointParams inRegionOfBucket(S3EndpointParams params) {
		String bucket = params.bucket();
		Region region = (bucket != null && DirectoryBucketName.isDirectoryBucket(bucket)) ? this.regions.apply(bucket)
				: null;
		S3EndpointParams there = (region != null && !region.equals(params.region()))
				? params.toBuilder().region(region).build() : params;
		boolean express = Boolean.TRUE.equals(params.useS3ExpressControlEndpoint())
				|| DirectoryBucketName.isDirectoryBucket(bucket);
		return (express && params.endpoint() != null && this.endpoints.supersede(params.endpoint(), this.common.get()))
				? there.toBuilder().endpoint(null).build() : there;
	}

	private Endpoint relocate(Endpoint endpoint, S3EndpointParams params) {
		URI url = endpoint.url();
		String bucket = params.bucket();
		if (isControl(url)) {
			return move(endpoint, this.endpoints.control(), url.getRawPath());
		}
		if (DirectoryBucketName.isDirectoryBucket(bucket) && isZonal(url)) {
			return move(endpoint, this.endpoints.zonal(), "/" + bucket);
		}
		// A client with an endpoint of its own does not go to the service anyway.
		if (this.endpoints.exclusive() && params.endpoint() == null) {
			return move(endpoint, this.endpoints.zonal(), (bucket != null) ? "/" + bucket : "");
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
