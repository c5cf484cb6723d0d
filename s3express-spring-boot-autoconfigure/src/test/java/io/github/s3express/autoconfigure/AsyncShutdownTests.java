/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A context that is closed while asynchronous calls are under way.
 */
class AsyncShutdownTests {

	private static final String WARM = "warm--use1-az4--x-s3";

	private static final String COLD = "cold--use1-az4--x-s3";

	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.create();

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	// What the SDK leaves without an answer depends on whose HTTP client it is: it closes
	// its own.
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callsWhenContextIsClosedShouldAllHaveEndedOnceItIs(boolean ownHttpClient) {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		S3AsyncClientBuilderCustomizer customizer = ownHttpClient ? (builder) -> {
		} : (builder) -> builder.httpClient(HTTP_CLIENT);
		new ApplicationContextRunner().withBean(S3AsyncClientBuilderCustomizer.class, () -> customizer)
			.withConfiguration(
					AutoConfigurations.of(S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
							S3ExpressAsyncClientAutoConfiguration.class, S3ExpressLocalServerAutoConfiguration.class))
			.withPropertyValues("s3express.local.enabled=true", "s3express.buckets.warm.name=" + WARM,
					"s3express.buckets.cold.name=" + COLD, "s3express.buckets.cold.warm-up=false")
			.run((context) -> {
				S3ExpressLocalServer server = context.getBean(S3ExpressLocalServer.class);
				S3AsyncClient client = context.getBean(S3AsyncClient.class);
				client.headBucket((head) -> head.bucket(WARM)).join();
				server.faults().on("ListObjectsV2").latency(Duration.ofMinutes(1));
				for (int i = 0; i < 25; i++) {
					calls.add(client.listObjectsV2((list) -> list.bucket(WARM)));
				}
				await().until(() -> server.counters().count("ListObjectsV2") == 25);
				server.faults().on("CreateSession").latency(Duration.ofMinutes(1));
				for (int i = 0; i < 25; i++) {
					calls.add(client.putObject((put) -> put.bucket(COLD).key("key"), AsyncRequestBody.fromString("c")));
				}
				assertThat(calls).noneMatch(CompletableFuture::isDone);
			});
		assertThat(calls).hasSize(50).allMatch(CompletableFuture::isCompletedExceptionally);
	}

}
