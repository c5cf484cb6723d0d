/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.s3.model.BucketType;
import software.amazon.awssdk.services.s3.model.DataRedundancy;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.LocationType;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionModeStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Synchronous clients with managed sessions, over sockets.
 */
class S3ClientSessionTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private ClientFixture fixture = new ClientFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void twoClientsWhenCredentialsProviderIsTheSameShouldShareOneSession() {
		put(this.fixture.client(), "one");
		put(this.fixture.client(), "two");
		assertThat(this.fixture.lastCarriedSession()).isTrue();
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void twoClientsWhenCredentialsProvidersDifferShouldHaveASessionEach() {
		put(this.fixture.client(), "one");
		put(this.fixture.client((builder) -> builder.credentialsProvider(otherCredentials())), "two");
		assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.principal())
			.containsExactly("root", "other");
	}

	@Test
	void requestWhenItBringsCredentialsShouldUseASessionOfTheirPrincipal() {
		S3Client client = this.fixture.client();
		put(client, "mine");
		for (int i = 0; i < 3; i++) {
			client.getObjectAsBytes((get) -> get.bucket(BUCKET)
				.key("mine")
				.overrideConfiguration((override) -> override.credentialsProvider(otherCredentials())));
		}
		put(client, "mine again");
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void requestWhenAnEqualProviderWasClosedShouldGoOn() {
		ClosableProvider lent = new ClosableProvider();
		ClosableProvider other = new ClosableProvider();
		S3Client client = this.fixture.client();
		listWith(client, lent);
		lent.close();
		this.fixture.server.sessions().revokeAll();
		listWith(client, other);
		assertThat(this.fixture.lastCarriedSession()).isTrue();
		assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.principal())
			.containsExactly("other");
	}

	private static void listWith(S3Client client, AwsCredentialsProvider provider) {
		client.listObjectsV2((list) -> list.bucket(BUCKET)
			.overrideConfiguration((override) -> override.credentialsProvider(provider)));
	}

	@Test
	void headBucketShouldBeSignedWithIamCredentials() {
		S3Client client = this.fixture.client();
		client.headBucket((head) -> head.bucket(BUCKET));
		assertThat(this.fixture.lastSigner()).isEqualTo(this.fixture.server.accessKeyId());
		assertThat(this.fixture.lastScope()).endsWith("/us-east-1/s3express/aws4_request");
		assertThat(this.fixture.count("CreateSession")).isZero();
	}

	@Test
	void controlOperationsWhenEndpointIsCustomShouldBeSignedWithIamCredentials() {
		S3Client client = this.fixture.client();
		String name = "made--use1-az4--x-s3";
		client.createBucket((create) -> create.bucket(name)
			.createBucketConfiguration((configuration) -> configuration
				.location((location) -> location.type(LocationType.AVAILABILITY_ZONE).name("use1-az4"))
				.bucket((bucket) -> bucket.type(BucketType.DIRECTORY)
					.dataRedundancy(DataRedundancy.SINGLE_AVAILABILITY_ZONE))));
		assertThat(client.listDirectoryBuckets((list) -> {
		}).buckets()).extracting((bucket) -> bucket.name()).contains(name, BUCKET);
		client.deleteBucket((delete) -> delete.bucket(name));
		assertThat(this.fixture.requests).hasSize(3)
			.noneMatch((request) -> request.firstMatchingHeader("x-amz-s3session-token").isPresent());
		assertThat(this.fixture.count("CreateSession")).isZero();
	}

	@Test
	void generalPurposeBucketShouldBeSignedAsEver() {
		replaceFixture(new ClientFixture((server) -> server.generalPurposeBucket("general-purpose"), (manager) -> {
		}));
		S3EndpointProvider local = generalPurposeOn(this.fixture.endpoint());
		S3Client client = this.fixture.client((builder) -> builder.endpointProvider(local));
		client.putObject((put) -> put.bucket("general-purpose").key("key"), RequestBody.fromString("content"));
		assertThat(this.fixture.lastScope()).endsWith("/us-east-1/s3/aws4_request");
		assertThat(this.fixture.lastSigner()).isEqualTo(this.fixture.server.accessKeyId());
		put(client, "key");
		assertThat(this.fixture.lastCarriedSession()).isTrue();
		ResponseBytes<GetObjectResponse> content = client
			.getObjectAsBytes((get) -> get.bucket("general-purpose").key("key"));
		assertThat(content.asUtf8String()).isEqualTo("content");
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void requestWhenSessionWasRevokedShouldBeRetriedWithANewOne() {
		S3Client client = this.fixture.client();
		put(client, "key");
		this.fixture.server.sessions().revokeAll();
		client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("the whole body again"));
		assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key")).asUtf8String())
			.isEqualTo("the whole body again");
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void headRequestWhenSessionWasRevokedShouldBeRetriedWithANewOne() {
		S3Client client = this.fixture.client();
		put(client, "key");
		this.fixture.server.sessions().revokeAll();
		assertThat(client.headObject((head) -> head.bucket(BUCKET).key("key")).contentLength()).isEqualTo(3);
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ExpiredToken", "InvalidToken", "InvalidAccessKeyId" })
	void requestWhenServiceRefusesItsSessionOnceShouldSucceed(String code) {
		S3Client client = this.fixture.client();
		put(client, "key");
		this.fixture.server.faults().on("GetObject").times(1).error(400, code);
		assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key")).asUtf8String()).isEqualTo("key");
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void requestWhenItIsDeniedShouldKeepTheSession() {
		S3Client client = this.fixture.client();
		put(client, "key");
		this.fixture.server.faults().on("GetObject").times(1).error(403, "AccessDenied");
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key")));
		put(client, "key");
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void requestsWhenServiceRefusesEverySessionShouldFailWithoutMakingEverMore() {
		S3Client client = this.fixture.client();
		put(client, "key");
		this.fixture.server.faults().on("GetObject").error(400, "ExpiredToken");
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(SdkException.class)
				.isThrownBy(() -> client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key")));
		}
		assertThat(this.fixture.count("CreateSession")).isLessThan(10);
	}

	@Test
	void manyRequestsWhenRefusedAtOnceShouldMakeOneNewSession() throws Exception {
		S3Client client = this.fixture
			.client((builder) -> builder.httpClientBuilder(Apache5HttpClient.builder().maxConnections(200)));
		put(client, "key");
		this.fixture.server.sessions().revokeAll();
		ExecutorService callers = Executors.newFixedThreadPool(200);
		try {
			List<Callable<String>> calls = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				calls.add(() -> client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key")).asUtf8String());
			}
			for (Future<String> answer : callers.invokeAll(calls)) {
				assertThat(answer.get()).isEqualTo("key");
			}
		}
		finally {
			callers.shutdownNow();
		}
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void requestWhenNoSessionCanBeMadeShouldTellWhatTheServiceAnswered() {
		S3Client client = this.fixture.client();
		this.fixture.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> put(client, "key"))
			.satisfies((failure) -> {
				assertThat(failure.statusCode()).isEqualTo(403);
				assertThat(failure.errorCode()).isEqualTo("AccessDenied");
				assertThat(failure.requestId()).isNotBlank();
				assertThat(failure.isPassing()).isFalse();
				assertThat(failure).hasMessageContaining(BUCKET);
			});
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void putWhenContentMd5IsGivenShouldSendOnlyTheOtherChecksum() {
		putWithContentMd5(this.fixture.client());
		assertThat(this.fixture.requests.get(0).firstMatchingHeader("x-amz-checksum-crc32")).isPresent();
		assertThat(this.fixture.requests.get(0).firstMatchingHeader("Content-MD5")).isEmpty();
	}

	@Test
	void putWhenContentMd5IsTheOnlyChecksumShouldNotDropIt() {
		S3Client client = this.fixture
			.client((builder) -> builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED));
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> putWithContentMd5(client))
			.withMessageContaining("content-md5");
	}

	@Test
	void requestWhenObjectIsMissingShouldFailAsEver() {
		S3Client client = this.fixture.client();
		assertThatExceptionOfType(NoSuchKeyException.class)
			.isThrownBy(() -> client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("missing")));
	}

	@Test
	void operationsWhenModeIsByOperationShouldUseReadOnlySessionsToRead() {
		replaceFixture(new ClientFixture((server) -> {
		}, (manager) -> manager.mode(SessionModeStrategy.BY_OPERATION)));
		S3Client client = this.fixture.client();
		put(client, "key");
		client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("key"));
		client.listObjectsV2((list) -> list.bucket(BUCKET));
		client.deleteObject((delete) -> delete.bucket(BUCKET).key("key"));
		assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.mode())
			.containsExactly("ReadWrite", "ReadOnly");
	}

	@Test
	void clientWhenClosedShouldLeaveOthersWorking() {
		S3Client first = this.fixture.client();
		S3Client second = this.fixture.client();
		put(first, "key");
		first.close();
		this.fixture.server.sessions().revokeAll();
		put(second, "key");
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	private void replaceFixture(ClientFixture replacement) {
		this.fixture.close();
		this.fixture = replacement;
	}

	private static void put(S3Client client, String key) {
		client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString(key));
	}

	private static void putWithContentMd5(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key("key").contentMD5("mgNkuembtIDdJeHwKEyFVQ=="),
				RequestBody.fromString("content"));
	}

	private static StaticCredentialsProvider otherCredentials() {
		return StaticCredentialsProvider
			.create(AwsBasicCredentials.create(ClientFixture.OTHER_PRINCIPAL, ClientFixture.OTHER_SECRET));
	}

	private static S3EndpointProvider generalPurposeOn(URI local) {
		S3EndpointProvider service = S3EndpointProvider.defaultProvider();
		return (S3EndpointParams params) -> service.resolveEndpoint(params).thenApply((endpoint) -> {
			boolean general = endpoint.url().getHost().startsWith("general-purpose.s3.");
			return general ? moved(endpoint, local) : endpoint;
		});
	}

	private static Endpoint moved(Endpoint endpoint, URI local) {
		return endpoint.toBuilder().url(URI.create(local + "/general-purpose")).build();
	}

	private static final class ClosableProvider implements AwsCredentialsProvider, AutoCloseable {

		private boolean closed;

		@Override
		public AwsCredentials resolveCredentials() {
			if (this.closed) {
				throw new IllegalStateException("The provider was closed");
			}
			return AwsBasicCredentials.create(ClientFixture.OTHER_PRINCIPAL, ClientFixture.OTHER_SECRET);
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
