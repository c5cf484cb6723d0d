/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Gives the answers of {@link S3ExpressEndpoint} their HTTP status: 404 for a bucket
 * without sessions, 503 for a refresh that failed.
 */
@EndpointWebExtension(endpoint = S3ExpressEndpoint.class)
public final class S3ExpressEndpointWebExtension {

	private final S3ExpressEndpoint delegate;

	/**
	 * Creates the extension.
	 * @param delegate the endpoint
	 */
	public S3ExpressEndpointWebExtension(S3ExpressEndpoint delegate) {
		this.delegate = delegate;
	}

	/**
	 * All sessions.
	 * @param securityContext who asks
	 * @return them, with what that caller may see
	 */
	@ReadOperation
	public S3ExpressEndpoint.SessionsDescriptor sessions(SecurityContext securityContext) {
		return this.delegate.sessions(this.delegate.isShownTo(securityContext));
	}

	/**
	 * The sessions of one bucket.
	 * @param securityContext who asks
	 * @param bucket the bucket's name
	 * @return 200 or 404
	 */
	@ReadOperation
	public WebEndpointResponse<S3ExpressEndpoint.BucketDescriptor> bucket(SecurityContext securityContext,
			@Selector String bucket) {
		S3ExpressEndpoint.BucketDescriptor sessions = this.delegate.bucket(bucket,
				this.delegate.isShownTo(securityContext));
		return (sessions != null) ? new WebEndpointResponse<>(sessions)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * Replaces the sessions of a bucket now. Takes nothing but a selector, so that it
	 * needs no body.
	 * @param bucket the bucket's name
	 * @return 200, 404 or 503
	 */
	@WriteOperation
	public WebEndpointResponse<S3ExpressEndpoint.RefreshDescriptor> refresh(@Selector String bucket) {
		S3ExpressEndpoint.RefreshDescriptor refresh = this.delegate.refresh(bucket);
		if (refresh == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(refresh, refresh.errors().isEmpty() ? WebEndpointResponse.STATUS_OK
				: WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
	}

	/**
	 * Lets the sessions of a bucket go.
	 * @param bucket the bucket's name
	 * @return 200 or 404
	 */
	@DeleteOperation
	public WebEndpointResponse<S3ExpressEndpoint.ReleaseDescriptor> release(@Selector String bucket) {
		S3ExpressEndpoint.ReleaseDescriptor release = this.delegate.release(bucket);
		return (release != null) ? new WebEndpointResponse<>(release)
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
