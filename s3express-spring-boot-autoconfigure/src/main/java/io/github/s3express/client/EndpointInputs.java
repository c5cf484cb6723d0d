/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;

/**
 * All that the SDK's own rules choose an endpoint by. They are told of keys and prefixes
 * too, but do not ask for them.
 *
 * @param bucket the bucket
 * @param region the Region
 * @param fips whether it is a FIPS endpoint
 * @param dualStack whether it is a dual-stack endpoint
 * @param endpoint the client's endpoint override
 * @param pathStyle whether the bucket stands in the path
 * @param accelerate whether the endpoint is accelerated
 * @param globalEndpoint whether us-east-1 means the global endpoint
 * @param objectLambdaEndpoint whether it is that of Object Lambda
 * @param noAccessPoints whether names of access points are refused
 * @param noMultiRegionAccessPoints whether those of several Regions are refused
 * @param arnRegion whether the Region of an ARN counts
 * @param controlEndpoint whether the request goes to the Region's control endpoint
 * @param noSessions whether sessions are off
 */
record EndpointInputs(@Nullable String bucket, @Nullable Region region, @Nullable Boolean fips,
		@Nullable Boolean dualStack, @Nullable String endpoint, @Nullable Boolean pathStyle,
		@Nullable Boolean accelerate, @Nullable Boolean globalEndpoint, @Nullable Boolean objectLambdaEndpoint,
		@Nullable Boolean noAccessPoints, @Nullable Boolean noMultiRegionAccessPoints, @Nullable Boolean arnRegion,
		@Nullable Boolean controlEndpoint, @Nullable Boolean noSessions) {

	static EndpointInputs of(S3EndpointParams params) {
		return new EndpointInputs(params.bucket(), params.region(), params.useFips(), params.useDualStack(),
				params.endpoint(), params.forcePathStyle(), params.accelerate(), params.useGlobalEndpoint(),
				params.useObjectLambdaEndpoint(), params.disableAccessPoints(), params.disableMultiRegionAccessPoints(),
				params.useArnRegion(), params.useS3ExpressControlEndpoint(), params.disableS3ExpressSessionAuth());
	}

	static EndpointInputs of(S3AuthSchemeParams params) {
		return new EndpointInputs(params.bucket(), params.region(), params.useFips(), params.useDualStack(),
				params.endpoint(), params.forcePathStyle(), params.accelerate(), params.useGlobalEndpoint(),
				params.useObjectLambdaEndpoint(), params.disableAccessPoints(), params.disableMultiRegionAccessPoints(),
				params.useArnRegion(), params.useS3ExpressControlEndpoint(), params.disableS3ExpressSessionAuth());
	}

}
