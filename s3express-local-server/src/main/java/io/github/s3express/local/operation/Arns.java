/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Principal;

/**
 * Names of resources, as policies and tags have them.
 *
 * @param region the server's region
 * @author The S3 Express Spring Boot authors
 */
record Arns(String region) {

	String bucket(String name) {
		return of("bucket") + name;
	}

	String accessPoint(String name) {
		return of("accesspoint") + name;
	}

	// The name in an ARN of a kind, or null if it is none of this account and region.
	@Nullable String bucketName(String arn) {
		return name("bucket", arn);
	}

	@Nullable String accessPointName(String arn) {
		return name("accesspoint", arn);
	}

	private @Nullable String name(String kind, String arn) {
		String prefix = of(kind);
		return arn.startsWith(prefix) ? arn.substring(prefix.length()) : null;
	}

	private String of(String kind) {
		return "arn:aws:s3express:" + this.region + ":" + Principal.ACCOUNT + ":" + kind + "/";
	}

}
