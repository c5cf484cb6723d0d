/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/**
 * The client that makes sessions, and nothing else. Its own type, so that it is no
 * candidate where an application wants an {@link S3Client}; its own connections, so that
 * neither waits for the other. Made when first asked for, so that an application that
 * makes no session while it starts does not wait for it.
 */
public final class CreateSessionClient implements Supplier<S3Client>, AutoCloseable {

	private final S3ClientBuilder builder;

	private final Lock lock = new ReentrantLock();

	private volatile @Nullable S3Client client;

	private boolean closed;

	private CreateSessionClient(S3ClientBuilder builder) {
		this.builder = builder;
	}

	/**
	 * Prepares the client.
	 * @param region the Region of buckets that the endpoints name none for
	 * @param credentials the IAM credentials that make sessions
	 * @param endpoints where requests go
	 * @param httpClient what sends the requests, or {@code null} to leave the choice to
	 * the SDK
	 * @return the client
	 */
	public static CreateSessionClient create(Region region,
			IdentityProvider<? extends AwsCredentialsIdentity> credentials, S3ExpressEndpoints endpoints,
			SdkHttpClient.@Nullable Builder<?> httpClient) {
		S3ClientBuilder builder = S3Client.builder()
			.region(region)
			.credentialsProvider(credentials)
			.endpointProvider(new S3ExpressEndpointProvider(S3EndpointProvider.defaultProvider(), endpoints))
			// The session manager retries; two layers would multiply.
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
		if (httpClient != null) {
			builder.httpClientBuilder(httpClient);
		}
		return new CreateSessionClient(builder);
	}

	/**
	 * The SDK's client.
	 * @return always the same
	 * @throws IllegalStateException if this was closed before it was first asked for
	 */
	@Override
	public S3Client get() {
		S3Client made = this.client;
		return (made != null) ? made : make();
	}

	private S3Client make() {
		this.lock.lock();
		try {
			if (this.closed) {
				throw new IllegalStateException("The client that makes sessions has been closed");
			}
			S3Client made = this.client;
			if (made == null) {
				made = this.builder.build();
				this.client = made;
			}
			return made;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.client != null) {
				this.client.close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
