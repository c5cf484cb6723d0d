/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.CompletableFutureUtils;

/**
 * Lists with a client of either kind.
 */
interface Lister {

	ListObjectsV2Response v2(ListObjectsV2Request request);

	ListObjectsResponse v1(ListObjectsRequest request);

	static Lister of(S3Client client) {
		return new Lister() {

			@Override
			public ListObjectsV2Response v2(ListObjectsV2Request request) {
				return client.listObjectsV2(request);
			}

			@Override
			public ListObjectsResponse v1(ListObjectsRequest request) {
				return client.listObjects(request);
			}

		};
	}

	static Lister of(S3AsyncClient client) {
		return new Lister() {

			@Override
			public ListObjectsV2Response v2(ListObjectsV2Request request) {
				return CompletableFutureUtils.joinLikeSync(client.listObjectsV2(request));
			}

			@Override
			public ListObjectsResponse v1(ListObjectsRequest request) {
				return CompletableFutureUtils.joinLikeSync(client.listObjects(request));
			}

		};
	}

	default ListObjectsV2Response v2(Consumer<ListObjectsV2Request.Builder> request) {
		return v2(ListObjectsV2Request.builder().bucket(CompatibilityFixture.BUCKET).applyMutation(request).build());
	}

	default ListObjectsResponse v1(Consumer<ListObjectsRequest.Builder> request) {
		return v1(ListObjectsRequest.builder().bucket(CompatibilityFixture.BUCKET).applyMutation(request).build());
	}

	/**
	 * All pages, as paginators go on: by the token.
	 */
	default List<ListObjectsV2Response> pagesV2(Consumer<ListObjectsV2Request.Builder> request) {
		List<ListObjectsV2Response> pages = new ArrayList<>();
		String token = null;
		do {
			String position = token;
			ListObjectsV2Response page = v2((builder) -> builder.applyMutation(request).continuationToken(position));
			pages.add(page);
			token = page.nextContinuationToken();
		}
		while (token != null);
		return pages;
	}

	/**
	 * All pages, as callers go on by the marker.
	 * @param lastKey whether they take the last key for it, even if there is another
	 */
	default List<ListObjectsResponse> pagesV1(boolean lastKey, Consumer<ListObjectsRequest.Builder> request) {
		return pagesV1(lastKey, null, request);
	}

	default List<ListObjectsResponse> pagesV1(boolean lastKey, @Nullable String start,
			Consumer<ListObjectsRequest.Builder> request) {
		List<ListObjectsResponse> pages = new ArrayList<>();
		String marker = start;
		do {
			String position = marker;
			ListObjectsResponse page = v1((builder) -> builder.applyMutation(request).applyMutation((more) -> {
				if (position != null) {
					more.marker(position);
				}
			}));
			pages.add(page);
			marker = page.isTruncated() ? next(page, lastKey) : null;
		}
		while (marker != null);
		return pages;
	}

	// Without a delimiter, a general purpose bucket gives no other marker than the last
	// key.
	private static @Nullable String next(ListObjectsResponse page, boolean lastKey) {
		boolean last = lastKey && page.commonPrefixes().isEmpty() && !page.contents().isEmpty();
		return last ? page.contents().get(page.contents().size() - 1).key() : page.nextMarker();
	}

	static List<String> names(ListObjectsV2Response page) {
		return names(page.contents(), page.commonPrefixes());
	}

	static List<String> names(ListObjectsResponse page) {
		return names(page.contents(), page.commonPrefixes());
	}

	private static List<String> names(List<S3Object> contents, List<CommonPrefix> prefixes) {
		return Stream.concat(contents.stream().map(S3Object::key), prefixes.stream().map(CommonPrefix::prefix))
			.toList();
	}

}
