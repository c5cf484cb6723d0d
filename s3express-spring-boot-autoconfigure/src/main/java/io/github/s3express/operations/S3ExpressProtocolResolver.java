/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ProtocolResolver;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Finds {@link S3ExpressResource}s by their locations.
 */
public final class S3ExpressProtocolResolver implements ProtocolResolver {

	private final Supplier<S3Client> client;

	private final Supplier<S3ExpressOperations> operations;

	/**
	 * Creates the resolver.
	 * @param client reads objects; asked for when one is used
	 * @param operations write them; asked for when one is written
	 */
	public S3ExpressProtocolResolver(Supplier<S3Client> client, Supplier<S3ExpressOperations> operations) {
		this.client = client;
		this.operations = operations;
	}

	@Override
	public @Nullable Resource resolve(String location, ResourceLoader resourceLoader) {
		return S3ExpressResource.of(location, this.client, this.operations);
	}

}
