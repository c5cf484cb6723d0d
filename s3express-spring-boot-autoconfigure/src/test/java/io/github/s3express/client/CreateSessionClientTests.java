/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.AttributeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When the client that makes sessions is made and closed.
 */
class CreateSessionClientTests {

	private final AtomicInteger httpClients = new AtomicInteger();

	private final CreateSessionClient client = CreateSessionClient.create(Region.US_EAST_1,
			AnonymousCredentialsProvider.create(), S3ExpressEndpoints.SERVICE, new CountingBuilder());

	@Test
	void clientShouldBeMadeOnceAndOnlyWhenAskedFor() {
		assertThat(this.httpClients).hasValue(0);
		S3Client made = this.client.get();
		assertThat(this.client.get()).isSameAs(made);
		assertThat(this.httpClients).hasValue(1);
		this.client.close();
	}

	@Test
	void clientWhenClosedShouldNotBeMadeAnyMore() {
		this.client.close();
		assertThatIllegalStateException().isThrownBy(this.client::get).withMessageContaining("has been closed");
		assertThat(this.httpClients).hasValue(0);
	}

	private final class CountingBuilder implements SdkHttpClient.Builder<CountingBuilder> {

		@Override
		public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
			CreateSessionClientTests.this.httpClients.incrementAndGet();
			return Apache5HttpClient.builder().buildWithDefaults(defaults);
		}

	}

}
