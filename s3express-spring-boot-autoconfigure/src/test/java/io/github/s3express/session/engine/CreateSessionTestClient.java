/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.SessionPrincipal;

/**
 * Makes clients as a manager needs them to make sessions: they do not try again by
 * themselves.
 */
final class CreateSessionTestClient {

	private CreateSessionTestClient() {
	}

	static S3Client of(S3ExpressLocalServer server, SessionPrincipal principal) {
		return S3Client.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(principal.credentials())
			.endpointOverride(server.endpoint())
			.forcePathStyle(true)
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
			.build();
	}

}
