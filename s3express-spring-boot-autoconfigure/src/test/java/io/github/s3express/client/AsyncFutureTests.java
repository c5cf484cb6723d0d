/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.waiters.S3AsyncWaiter;

import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionLookups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * What an application does with the futures that it gets, and what becomes of them when
 * the client is closed.
 */
class AsyncFutureTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.builder().maxConcurrency(200).build();

	private final ClientFixture fixture = new ClientFixture();

	private final Wire wire = new Wire();

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@EnumSource
	void futureWhenEndedFromOutsideShouldEndTheRequestOnTheWire(End end) {
		try (S3AsyncClient client = client()) {
			put(client, "key").join();
			this.fixture.server.faults().on("HeadObject").latency(Duration.ofMinutes(1));
			CompletableFuture<HeadObjectResponse> head = client
				.headObject((request) -> request.bucket(BUCKET).key("key"));
			await().until(() -> this.fixture.count("HeadObject") == 1);
			CompletableFuture<Void> onTheWire = this.wire.last();
			assertThat(onTheWire).isNotDone();
			end.accept(head);
			await().untilAsserted(() -> assertThat(onTheWire).isCompletedExceptionally());
			assertThat(head).isCompletedExceptionally();
		}
	}

	@Test
	void callsWhenClientIsClosedShouldAllHaveEndedOnceItIs() {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		try (S3AsyncClient client = client()) {
			put(client, "key").join();
			this.fixture.server.faults().on("HeadObject").latency(Duration.ofMinutes(1));
			for (int i = 0; i < 25; i++) {
				calls.add(client.headObject((head) -> head.bucket(BUCKET).key("key")));
			}
			await().until(() -> this.fixture.count("HeadObject") == 25);
			this.fixture.manager.release(this.fixture.manager.key(BUCKET, "GetObject"));
			this.fixture.creations.shut();
			for (int i = 0; i < 25; i++) {
				calls.add(put(client, "key-" + i));
			}
			assertThat(calls).noneMatch(CompletableFuture::isDone);
		}
		assertThat(calls).allMatch(CompletableFuture::isCompletedExceptionally);
	}

	@Test
	void callWhenMadeAfterTheClientWasClosedShouldEnd() {
		S3AsyncClient client = client();
		client.close();
		assertThat(put(client, "key")).failsWithin(Duration.ofMinutes(1));
	}

	@Test
	void callWhenTheClientIsClosedWhileItIsBeingMadeShouldEnd() {
		AtomicReference<S3AsyncClient> client = new AtomicReference<>();
		client.set(new ManagedS3AsyncClient(new ClosedMeanwhile(() -> client.get().close())));
		assertThat(client.get().headObject((head) -> head.bucket(BUCKET).key("key"))).isCompletedExceptionally();
	}

	@Test
	void callsWhenTheSdksOwnClientIsClosedShouldNotAwaitTheirSessionForEver() {
		List<CompletableFuture<?>> calls = new ArrayList<>();
		this.fixture.creations.shut();
		try (S3AsyncClient client = sdksOwnClient()) {
			for (int i = 0; i < 50; i++) {
				calls.add(put(client, "key-" + i));
			}
			assertThat(calls).noneMatch(CompletableFuture::isDone);
		}
		assertThat(CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))).failsWithin(Duration.ofMinutes(1));
		assertThat(calls).allSatisfy((call) -> assertThat(call).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(SdkClientException.class)
			.withMessageContaining("closed"));
	}

	@Test
	void callWhenNoSessionIsMadeInTimeShouldAwaitItOnce() {
		try (ClientFixture impatient = new ClientFixture((server) -> {
		}, (manager) -> manager.limits(new SessionLimits(Duration.ofMillis(300), 10, 4)))) {
			impatient.creations.shut();
			try (S3AsyncClient client = impatient.asyncClient((builder) -> builder.httpClient(this.wire))) {
				assertThat(client.listObjectsV2((list) -> list.bucket(BUCKET))).failsWithin(Duration.ofMinutes(1))
					.withThrowableThat()
					.havingCause()
					.isInstanceOf(S3ExpressSessionException.class)
					.withMessageContaining("within 300ms");
			}
			// Whoever waits is told before it is counted.
			await().until(() -> impatient.manager.lookups().errors() > 0);
			assertThat(impatient.manager.lookups()).as("one wait, not one more to sign")
				.isEqualTo(new SessionLookups(0, 0, 1));
		}
	}

	@Test
	void waiterShouldNotMakeAThreadForEachCall() {
		try (S3AsyncClient client = client()) {
			for (int i = 0; i < 20; i++) {
				client.waiter().waitUntilObjectExists((head) -> head.bucket(BUCKET).key("missing"));
			}
			await().until(() -> this.fixture.count("HeadObject") == 20);
			try (S3AsyncWaiter ofItsOwn = S3AsyncWaiter.builder().client(client).build()) {
				ofItsOwn.waitUntilObjectExists((head) -> head.bucket(BUCKET).key("missing"));
				await("the thread of a waiter that has its own").until(() -> waiterThreads() > 0);
				assertThat(waiterThreads()).isOne();
			}
		}
	}

	private static long waiterThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("waiters-"))
			.count();
	}

	@Test
	void callWhenItCannotBeMadeShouldThrowOrFailAsTheSdksOwnDoes() {
		try (S3AsyncClient client = client(); S3AsyncClient alone = unmanagedClient()) {
			List<Consumer<S3AsyncClient>> mistakes = List.of((s3) -> s3.listObjectsV2((ListObjectsV2Request) null),
					(s3) -> s3.headObject((head) -> head.bucket(BUCKET)).join(),
					(s3) -> s3.headObject((head) -> head.key("key")).join(),
					(s3) -> s3.putObject((put) -> put.bucket(BUCKET).key("key"), (AsyncRequestBody) null).join());
			assertThat(mistakes).allSatisfy((mistake) -> {
				Throwable expected = catchThrowable(() -> mistake.accept(alone));
				Throwable actual = catchThrowable(() -> mistake.accept(client));
				assertThat(expected).isNotNull();
				assertThat(actual).hasSameClassAs(expected);
				assertThat(actual.getMessage()).isEqualTo(expected.getMessage());
			});
		}
	}

	private S3AsyncClient client() {
		return this.fixture.customizer.build(builder());
	}

	private S3AsyncClient sdksOwnClient() {
		S3AsyncClientBuilder builder = builder();
		this.fixture.customizer.customize(builder);
		return builder.build();
	}

	private S3AsyncClient unmanagedClient() {
		return builder().endpointOverride(this.fixture.endpoint()).build();
	}

	private S3AsyncClientBuilder builder() {
		return S3AsyncClient.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials)
			.httpClient(this.wire);
	}

	private static CompletableFuture<?> put(S3AsyncClient client, String key) {
		return client.putObject((put) -> put.bucket(BUCKET).key(key), AsyncRequestBody.fromString(key));
	}

	private enum End implements Consumer<CompletableFuture<?>> {

		CANCEL {

			@Override
			public void accept(CompletableFuture<?> call) {
				call.cancel(true);
			}

		},

		COMPLETE_EXCEPTIONALLY {

			@Override
			public void accept(CompletableFuture<?> call) {
				call.completeExceptionally(new IllegalStateException("Not wanted any more"));
			}

		},

		OR_TIMEOUT {

			@Override
			public void accept(CompletableFuture<?> call) {
				call.orTimeout(1, TimeUnit.MILLISECONDS);
			}

		}

	}

	/**
	 * Makes the moment in which a client is closed certain: between the call of an
	 * operation and its return. Never answers.
	 */
	private record ClosedMeanwhile(Runnable closing) implements S3AsyncClient {

		@Override
		public CompletableFuture<HeadObjectResponse> headObject(HeadObjectRequest request) {
			this.closing.run();
			return new CompletableFuture<>();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
			// Nothing to close.
		}

	}

	/**
	 * Keeps what the SDK hangs on to while a request is on the wire.
	 */
	private static final class Wire implements SdkAsyncHttpClient {

		private final Queue<CompletableFuture<Void>> requests = new ConcurrentLinkedQueue<>();

		CompletableFuture<Void> last() {
			return List.copyOf(this.requests).get(this.requests.size() - 1);
		}

		@Override
		public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
			CompletableFuture<Void> sent = HTTP_CLIENT.execute(request);
			this.requests.add(sent);
			return sent;
		}

		@Override
		public String clientName() {
			return HTTP_CLIENT.clientName();
		}

		@Override
		public void close() {
			// Shared by all tests.
		}

	}

}
