/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

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
 * neither waits for the other.
 *
 * @param client the client
 */
public record CreateSessionClient(S3Client client) implements AutoCloseable {

	/**
	 * Makes the client.
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
		return new CreateSessionClient(builder.build());
	}

	@Override
	public void close() {
		this.client.close();
	}

}
