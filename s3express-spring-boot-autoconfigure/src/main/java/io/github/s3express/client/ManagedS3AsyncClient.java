/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.BufferedSplittableAsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.DelegatingS3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;

import io.github.s3express.session.DirectoryBucketName;

/**
 * What the SDK's own client, whose requests await and repeat by themselves, leaves to be
 * done around it.
 * <p>
 * Ends the calls that are under way when it is closed. The SDK leaves some of them
 * without an answer for ever: it shuts down the threads that would have given it. And
 * gives bodies that the SDK cannot send in parts twice a form in which it can. All else
 * that it returns and throws is the SDK's.
 */
final class ManagedS3AsyncClient extends DelegatingS3AsyncClient {

	private static final Set<String> RESENDABLE = Set.of(AsyncRequestBody.BodyType.BYTES.getName(),
			AsyncRequestBody.BodyType.FILE.getName());

	private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	ManagedS3AsyncClient(S3AsyncClient delegate) {
		super(delegate);
	}

	@Override
	protected <T extends S3Request, R> CompletableFuture<R> invokeOperation(T request,
			Function<T, CompletableFuture<R>> operation) {
		CompletableFuture<R> call = operation.apply(request);
		if (!call.isDone()) {
			this.underWay.add(call);
			call.whenComplete((response, failure) -> this.underWay.remove(call));
			if (this.closed) {
				endCalls();
			}
		}
		return call;
	}

	@Override
	public CompletableFuture<PutObjectResponse> putObject(PutObjectRequest request, AsyncRequestBody body) {
		return super.putObject(request, isForDirectoryBucket(request) ? resendableInParts(body) : body);
	}

	@Override
	public void close() {
		this.closed = true;
		endCalls();
		super.close();
	}

	private static boolean isForDirectoryBucket(PutObjectRequest request) {
		return request != null && DirectoryBucketName.isDirectoryBucket(request.bucket());
	}

	// Of bytes and files the SDK can send a part again, of others only if it keeps the
	// part until it is sent. So it does not while it knows how long the body is.
	private static AsyncRequestBody resendableInParts(AsyncRequestBody body) {
		if (body == null || RESENDABLE.contains(body.body()) || body instanceof BufferedSplittableAsyncRequestBody) {
			return body;
		}
		return BufferedSplittableAsyncRequestBody.builder().asyncRequestBody(body).bufferBeforeSend(true).build();
	}

	// The SDK ends a request on the wire when its future is completed from outside.
	private void endCalls() {
		this.underWay.forEach((call) -> call
			.completeExceptionally(SdkClientException.create("The client was closed while the request was under way")));
	}

}
