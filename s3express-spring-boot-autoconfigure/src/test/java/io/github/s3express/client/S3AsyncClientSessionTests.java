/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.BucketType;
import software.amazon.awssdk.services.s3.model.DataRedundancy;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.LocationType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Asynchronous clients with managed sessions, over sockets.
 */
class S3AsyncClientSessionTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	// An account has 100 buckets at most, and two are needed for other things.
	private static final int COLD_BUCKETS = 98;

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.builder().maxConcurrency(200).build();

	private final ClientFixture fixture = new ClientFixture(
			(server) -> IntStream.range(0, COLD_BUCKETS)
				.mapToObj(S3AsyncClientSessionTests::coldBucket)
				.forEach(server::bucket),
			(manager) -> manager.limits(new SessionLimits(Duration.ofSeconds(10), 1000, 100)));

	private final S3AsyncClient client = client((builder) -> {
	});

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.fixture.close();
	}

	@Test
	void getWhenBucketsAreColdShouldNotMakeTheCallerWait() {
		this.fixture.creations.shut();
		List<CompletableFuture<?>> calls = new ArrayList<>();
		for (int i = 0; i < COLD_BUCKETS; i++) {
			calls.add(get(this.client, coldBucket(i), "key"));
		}
		// A caller that waits for a session never comes to this.
		assertThat(calls).noneMatch(CompletableFuture::isDone);
		assertThat(this.fixture.count("CreateSession")).isZero();
		this.fixture.creations.open();
		assertThat(calls)
			.allSatisfy((call) -> assertThatExceptionOfType(CompletionException.class).isThrownBy(call::join)
				.withCauseInstanceOf(NoSuchKeyException.class));
		assertThat(this.fixture.count("CreateSession")).isEqualTo(COLD_BUCKETS);
	}

	@Test
	void putWhenBucketIsColdShouldNotMakeTheCallerWait() {
		this.fixture.creations.shut();
		CompletableFuture<?> put = put(this.client, "key");
		assertThat(put).isNotDone();
		assertThat(this.fixture.count("PutObject")).isZero();
		this.fixture.creations.open();
		put.join();
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void requestWhenBucketIsColdShouldNotShowAFailureToInterceptors() {
		AtomicInteger failures = new AtomicInteger();
		S3AsyncClient observed = client((builder) -> builder
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(new ExecutionInterceptor() {

				@Override
				public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
					failures.incrementAndGet();
				}

			})));
		observed.listObjectsV2((list) -> list.bucket(BUCKET)).join();
		assertThat(this.fixture.count("CreateSession")).isOne();
		assertThat(failures).hasValue(0);
	}

	@Test
	void requestWhenItBringsCredentialsShouldNotMakeTheCallerWait() {
		this.fixture.creations.shut();
		CompletableFuture<?> list = this.client.listObjectsV2((request) -> request.bucket(BUCKET)
			.overrideConfiguration((override) -> override.credentialsProvider(otherCredentials())));
		assertThat(list).isNotDone();
		this.fixture.creations.open();
		list.join();
		assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.principal())
			.containsExactly("other");
	}

	@Test
	void requestWhenClientHasItsOwnCredentialsShouldMakeOnlyTheirSession() {
		try (S3AsyncClient other = client((builder) -> builder.credentialsProvider(otherCredentials()))) {
			put(other, "key").join();
		}
		assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.principal())
			.containsExactly("other");
	}

	@Test
	void requestsWhenSessionWasRevokedShouldBeRepeatedWithANewOne() {
		put(this.client, "key").join();
		this.fixture.server.sessions().revokeAll();
		assertThat(get(this.client, BUCKET, "key").join().asUtf8String()).isEqualTo("key");
		this.fixture.server.sessions().revokeAll();
		put(this.client, "the whole body again").join();
		assertThat(get(this.client, BUCKET, "the whole body again").join().asUtf8String())
			.isEqualTo("the whole body again");
		assertThat(this.fixture.count("CreateSession")).isEqualTo(3);
	}

	@Test
	void requestWhenServiceRefusesEverySessionShouldFail() {
		put(this.client, "key").join();
		this.fixture.server.faults().on("GetObject").error(400, "ExpiredToken");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> get(this.client, BUCKET, "key").join())
			.havingCause()
			.isInstanceOfSatisfying(S3Exception.class,
					(failure) -> assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
		// One for each attempt; the last one's is of no use to that call any more.
		assertThat(this.fixture.count("GetObject")).isEqualTo(3);
		assertThat(this.fixture.count("CreateSession")).isBetween(3L, 4L);
	}

	@Test
	void requestWhenNoSessionCanBeMadeShouldFailWithTheCause() {
		this.fixture.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> get(this.client, BUCKET, "key").join())
			.withCauseInstanceOf(S3ExpressSessionException.class)
			.satisfies((failure) -> assertThat(((S3ExpressSessionException) failure.getCause()).errorCode())
				.isEqualTo("AccessDenied"));
		assertThat(this.fixture.count("CreateSession")).isOne();
		assertThat(this.fixture.count("GetObject")).isZero();
	}

	@Test
	void controlOperationWhenBucketIsToBeMadeShouldNotAskForItsSession() {
		this.client
			.createBucket((create) -> create.bucket("made--use1-az4--x-s3")
				.createBucketConfiguration((configuration) -> configuration
					.location((location) -> location.type(LocationType.AVAILABILITY_ZONE).name("use1-az4"))
					.bucket((bucket) -> bucket.type(BucketType.DIRECTORY)
						.dataRedundancy(DataRedundancy.SINGLE_AVAILABILITY_ZONE))))
			.join();
		this.client.headBucket((head) -> head.bucket("made--use1-az4--x-s3")).join();
		this.client.waiter().waitUntilBucketExists((head) -> head.bucket("made--use1-az4--x-s3")).join();
		assertThat(this.fixture.count("CreateSession")).isZero();
	}

	@Test
	void resultWhenCancelledBeforeTheSessionIsThereShouldDisturbNobodyElse() {
		put(this.client, "key").join();
		this.fixture.manager.release(this.fixture.manager.key(BUCKET, "GetObject"));
		this.fixture.creations.shut();
		CompletableFuture<?> cancelled = get(this.client, BUCKET, "key");
		CompletableFuture<ResponseBytes<GetObjectResponse>> other = get(this.client, BUCKET, "key");
		cancelled.cancel(true);
		this.fixture.creations.open();
		assertThat(other.join().asUtf8String()).isEqualTo("key");
		assertThat(cancelled).isCancelled();
	}

	@Test
	void paginatorWhenBucketIsColdShouldGoThroughAllPages() {
		Map<String, CompletableFuture<?>> puts = new TreeMap<>();
		for (int i = 0; i < 5; i++) {
			puts.put("key-" + i, put(this.client, "key-" + i));
		}
		puts.values().forEach(CompletableFuture::join);
		this.fixture.manager.release(this.fixture.manager.key(BUCKET, "ListObjectsV2"));
		List<String> keys = new ArrayList<>();
		this.client.listObjectsV2Paginator((list) -> list.bucket(BUCKET).maxKeys(2))
			.contents()
			.subscribe((object) -> keys.add(object.key()))
			.join();
		assertThat(keys).containsExactlyInAnyOrderElementsOf(puts.keySet());
	}

	@Test
	void uploadWhenMultipartIsEnabledShouldUseOneSession() {
		byte[] content = new byte[20 * 1024 * 1024];
		new Random(1).nextBytes(content);
		try (S3AsyncClient multipart = client((builder) -> builder.multipartEnabled(true))) {
			multipart.putObject((put) -> put.bucket(BUCKET).key("large"), AsyncRequestBody.fromBytes(content)).join();
			assertThat(get(multipart, BUCKET, "large").join().asByteArray()).isEqualTo(content);
		}
		assertThat(this.fixture.count("UploadPart")).isGreaterThan(1);
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void clientWhenOnlyCustomizedShouldUseManagedSessionsToo() {
		try (S3AsyncClient customized = this.fixture.asyncClient((builder) -> {
		})) {
			put(customized, "key").join();
			this.fixture.server.sessions().revokeAll();
			assertThat(get(customized, BUCKET, "key").join().asUtf8String()).isEqualTo("key");
		}
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	private S3AsyncClient client(Consumer<S3AsyncClientBuilder> settings) {
		S3AsyncClientBuilder builder = S3AsyncClient.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials)
			.httpClient(HTTP_CLIENT)
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(this.fixture.recorder()));
		settings.accept(builder);
		return this.fixture.customizer.build(builder);
	}

	private static CompletableFuture<?> put(S3AsyncClient client, String key) {
		return client.putObject((put) -> put.bucket(BUCKET).key(key), AsyncRequestBody.fromString(key));
	}

	private static CompletableFuture<ResponseBytes<GetObjectResponse>> get(S3AsyncClient client, String bucket,
			String key) {
		return client.getObject((get) -> get.bucket(bucket).key(key), AsyncResponseTransformer.toBytes());
	}

	private static StaticCredentialsProvider otherCredentials() {
		return StaticCredentialsProvider
			.create(AwsBasicCredentials.create(ClientFixture.OTHER_PRINCIPAL, ClientFixture.OTHER_SECRET));
	}

	private static String coldBucket(int number) {
		return "cold-%d--use1-az4--x-s3".formatted(number);
	}

}
