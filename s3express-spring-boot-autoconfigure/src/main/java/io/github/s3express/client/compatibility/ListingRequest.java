/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * A listing as the caller asked for it.
 *
 * @param original the request
 * @param v1 whether it is ListObjects and not ListObjectsV2
 * @param bucket the bucket
 * @param prefix the prefix, empty for the whole bucket
 * @param delimiter the delimiter, or {@code null}
 * @param startAfter {@code start-after}, or {@code null}
 * @param position the continuation token or the marker, or {@code null}
 * @param maxKeys number of entries at most, by default 1000
 * @param encoded whether names are to be encoded
 */
record ListingRequest(S3Request original, boolean v1, String bucket, String prefix, @Nullable String delimiter,
		@Nullable String startAfter, @Nullable String position, int maxKeys, boolean encoded) {

	static ListingRequest of(ListObjectsV2Request request) {
		return new ListingRequest(request, false, request.bucket(), Objects.requireNonNullElse(request.prefix(), ""),
				text(request.delimiter()), text(request.startAfter()), text(request.continuationToken()),
				maxKeys(request.maxKeys()), request.encodingType() == EncodingType.URL);
	}

	static ListingRequest of(ListObjectsRequest request) {
		return new ListingRequest(request, true, request.bucket(), Objects.requireNonNullElse(request.prefix(), ""),
				text(request.delimiter()), null, text(request.marker()), maxKeys(request.maxKeys()),
				request.encodingType() == EncodingType.URL);
	}

	private static @Nullable String text(@Nullable String value) {
		return (value != null && !value.isEmpty()) ? value : null;
	}

	private static int maxKeys(@Nullable Integer value) {
		return (value != null) ? Math.min(value, ListingQuery.LARGEST) : ListingQuery.LARGEST;
	}

	/**
	 * Whether objects are listed with their owner. The first version always does.
	 */
	boolean fetchOwner() {
		return this.v1 || (this.original instanceof ListObjectsV2Request v2 && Boolean.TRUE.equals(v2.fetchOwner()));
	}

	/**
	 * The request for a further page, made for the same caller.
	 * @param query what to ask for
	 * @param asIs marks the request as one that needs no help
	 */
	ListObjectsV2Request further(ListingQuery query, ExecutionAttribute<Boolean> asIs) {
		ListObjectsV2Request.Builder further = ListObjectsV2Request.builder()
			.bucket(this.bucket)
			.prefix(query.prefix().isEmpty() ? null : query.prefix())
			.delimiter(query.delimiter())
			.continuationToken(query.token())
			.maxKeys(query.size())
			.encodingType(EncodingType.URL)
			.overrideConfiguration(override(asIs));
		if (fetchOwner()) {
			further.fetchOwner(true);
		}
		if (this.original instanceof ListObjectsV2Request v2) {
			further.requestPayer(v2.requestPayerAsString()).expectedBucketOwner(v2.expectedBucketOwner());
			if (v2.hasOptionalObjectAttributes()) {
				further.optionalObjectAttributesWithStrings(v2.optionalObjectAttributesAsStrings());
			}
		}
		else if (this.original instanceof ListObjectsRequest v1Request) {
			further.requestPayer(v1Request.requestPayerAsString()).expectedBucketOwner(v1Request.expectedBucketOwner());
			if (v1Request.hasOptionalObjectAttributes()) {
				further.optionalObjectAttributesWithStrings(v1Request.optionalObjectAttributesAsStrings());
			}
		}
		return further.build();
	}

	ListMultipartUploadsRequest uploads(String below, @Nullable ListMultipartUploadsResponse previous,
			ExecutionAttribute<Boolean> asIs) {
		ListMultipartUploadsRequest.Builder uploads = ListMultipartUploadsRequest.builder()
			.bucket(this.bucket)
			.prefix(below.isEmpty() ? null : below)
			.encodingType(EncodingType.URL)
			.overrideConfiguration(override(asIs));
		if (previous != null) {
			uploads.keyMarker(previous.nextKeyMarker()).uploadIdMarker(previous.nextUploadIdMarker());
		}
		return uploads.build();
	}

	private AwsRequestOverrideConfiguration override(ExecutionAttribute<Boolean> asIs) {
		return this.original.overrideConfiguration()
			.filter(AwsRequestOverrideConfiguration.class::isInstance)
			.map(AwsRequestOverrideConfiguration.class::cast)
			.map(AwsRequestOverrideConfiguration::toBuilder)
			.orElseGet(AwsRequestOverrideConfiguration::builder)
			.putExecutionAttribute(asIs, true)
			.build();
	}

}
