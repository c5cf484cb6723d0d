/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.BucketInfo;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.BucketType;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DataRedundancy;
import software.amazon.awssdk.services.s3.model.LocationInfo;
import software.amazon.awssdk.services.s3.model.LocationType;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Has a directory bucket created in the zone that its name tells, when a request to
 * create it says neither where nor of what type. A location constraint, which the SDK
 * adds by itself, is of no use to directory buckets.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>
 */
final class BucketPlacement implements ExecutionInterceptor {

	// usw2-lax1-az1 is in a Local Zone, use1-az4 an Availability Zone.
	private static final Pattern LOCAL_ZONE = Pattern.compile("[a-z0-9]+-[a-z0-9]+-az[0-9]+");

	private final CompatibilityUses uses;

	BucketPlacement(CompatibilityUses uses) {
		this.uses = uses;
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		if (!(context.request() instanceof CreateBucketRequest request) || isPlaced(request.createBucketConfiguration())
				|| !DirectoryBucketName.isDirectoryBucket(request.bucket())) {
			return context.request();
		}
		DirectoryBucketName name = new DirectoryBucketName(request.bucket());
		this.uses.used(CompatibilityKind.CREATE_BUCKET, request.bucket());
		return request.toBuilder().createBucketConfiguration(placed(request.createBucketConfiguration(), name)).build();
	}

	private static boolean isPlaced(@Nullable CreateBucketConfiguration configuration) {
		return configuration != null && (configuration.location() != null || configuration.bucket() != null);
	}

	private static CreateBucketConfiguration placed(@Nullable CreateBucketConfiguration given,
			DirectoryBucketName name) {
		boolean local = LOCAL_ZONE.matcher(name.zone()).matches();
		CreateBucketConfiguration.Builder configuration = (given != null) ? given.toBuilder()
				: CreateBucketConfiguration.builder();
		return configuration.locationConstraint((BucketLocationConstraint) null)
			.location(LocationInfo.builder()
				.type(local ? LocationType.LOCAL_ZONE : LocationType.AVAILABILITY_ZONE)
				.name(name.zone())
				.build())
			.bucket(BucketInfo.builder()
				.type(BucketType.DIRECTORY)
				.dataRedundancy(local ? DataRedundancy.SINGLE_LOCAL_ZONE : DataRedundancy.SINGLE_AVAILABILITY_ZONE)
				.build())
			.build();
	}

}
