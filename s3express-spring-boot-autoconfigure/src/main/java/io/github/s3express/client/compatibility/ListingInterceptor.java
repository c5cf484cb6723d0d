/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.utils.CompletableFutureUtils;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Sends a listing in a form that directory buckets know and makes of the answer what the
 * caller asked for. Further pages are asked for between the answer and its reading: by
 * the same client, for the same caller, each signed and retried by itself. For the
 * client, its time-outs and its other interceptors, all of it is one call.
 */
final class ListingInterceptor implements ExecutionInterceptor {

	// The SDK allows a name once for each JVM, in which this class may be loaded twice.
	private static final ExecutionAttribute<Boolean> AS_IS = attribute("ListingAsIs");

	private static final ExecutionAttribute<ListingPlan> PLAN = attribute("ListingPlan");

	private final ListingPlanner planner;

	private final CompatibilityUses uses;

	ListingInterceptor(ListingPlanner planner, CompatibilityUses uses) {
		this.planner = planner;
		this.uses = uses;
	}

	private static <T> ExecutionAttribute<T> attribute(String name) {
		return new ExecutionAttribute<>("io.github.s3express." + name + "." + UUID.randomUUID());
	}

	@Override
	public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
		ListingRequest request = request(context.request());
		if (request == null || attributes.getAttribute(AS_IS) != null) {
			return context.httpRequest();
		}
		ListingPlan plan = this.planner.plan(request);
		if (plan == null || client(attributes) == null) {
			return context.httpRequest();
		}
		plan.kinds().forEach((kind) -> this.uses.used(kind, request.bucket()));
		attributes.putAttribute(PLAN, plan);
		return sent(context.httpRequest(), request, plan.work().first());
	}

	private static @Nullable ListingRequest request(SdkRequest request) {
		if (request instanceof ListObjectsV2Request v2 && DirectoryBucketName.isDirectoryBucket(v2.bucket())) {
			return ListingRequest.of(v2);
		}
		if (request instanceof ListObjectsRequest v1 && DirectoryBucketName.isDirectoryBucket(v1.bucket())) {
			return ListingRequest.of(v1);
		}
		return null;
	}

	private static SdkHttpRequest sent(SdkHttpRequest http, ListingRequest request, ListingQuery query) {
		SdkHttpRequest.Builder sent = http.toBuilder()
			.putRawQueryParameter("list-type", "2")
			.putRawQueryParameter("encoding-type", "url")
			.putRawQueryParameter("max-keys", String.valueOf(query.size()))
			.removeQueryParameter("marker")
			.removeQueryParameter("start-after");
		put(sent, "prefix", query.prefix().isEmpty() ? null : query.prefix());
		put(sent, "delimiter", query.delimiter());
		put(sent, "continuation-token", query.token());
		put(sent, "fetch-owner", request.fetchOwner() ? "true" : null);
		return sent.build();
	}

	private static void put(SdkHttpRequest.Builder http, String name, @Nullable String value) {
		if (value != null) {
			http.putRawQueryParameter(name, value);
		}
		else {
			http.removeQueryParameter(name);
		}
	}

	@Override
	public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		return (plan(context, attributes) != null)
				? context.httpResponse().toBuilder().removeHeader("Content-Length").build() : context.httpResponse();
	}

	@Override
	public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context,
			ExecutionAttributes attributes) {
		ListingPlan plan = plan(context, attributes);
		if (plan == null || context.responseBody().isEmpty() || !(client(attributes) instanceof S3Client client)) {
			return context.responseBody();
		}
		byte[] document;
		// Its connection is free again before the next page needs one.
		try (InputStream body = context.responseBody().get()) {
			document = body.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ListingSource source = new SyncListingSource(client, plan.request(), AS_IS);
		return Optional
			.of(new ByteArrayInputStream(CompletableFutureUtils.joinLikeSync(answer(plan, document, source))));
	}

	@Override
	public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(Context.ModifyHttpResponse context,
			ExecutionAttributes attributes) {
		ListingPlan plan = plan(context, attributes);
		if (plan == null || !(client(attributes) instanceof S3AsyncClient client)) {
			return context.responsePublisher();
		}
		return context.responsePublisher()
			.map((body) -> new AnsweredBody(body, (document, cancelled) -> answer(plan, document,
					new AsyncListingSource(client, plan.request(), AS_IS, cancelled))));
	}

	private static @Nullable ListingPlan plan(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
		return context.httpResponse().isSuccessful() ? attributes.getAttribute(PLAN) : null;
	}

	private static CompletableFuture<byte[]> answer(ListingPlan plan, byte[] document, ListingSource source) {
		return page(plan, document, source)
			.thenApply((page) -> ListingWriter.write(plan.request(), page, plan.nextPosition(page)))
			.exceptionallyCompose((failure) -> CompletableFuture.failedFuture(FurtherPageException.mark(failure)));
	}

	private static CompletableFuture<ListingPage> page(ListingPlan plan, byte[] document, ListingSource source) {
		try {
			return plan.work().page(ListingReader.read(document), source);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	// The SDK keeps it among the attributes of a call, under a name that is not public.
	private static @Nullable SdkClient client(ExecutionAttributes attributes) {
		for (Object value : attributes.getAttributes().values()) {
			if (value instanceof S3Client || value instanceof S3AsyncClient) {
				return (SdkClient) value;
			}
		}
		return null;
	}

}
