/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.utils.cache.NonBlocking;

import io.github.s3express.session.S3ExpressSessionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Presigned URLs with managed sessions, used over sockets.
 */
class S3PresignerSessionTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private final ClientFixture fixture = new ClientFixture();

	private final S3Presigner presigner = this.fixture.customizer.presigner(this.fixture.region(),
			this.fixture.credentials);

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void close() {
		this.presigner.close();
		this.fixture.close();
	}

	@Test
	void urlsWhenUsedShouldStoreAndFetch() throws Exception {
		URI put = this.presigner
			.presignPutObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
				.putObjectRequest((request) -> request.bucket(BUCKET).key("a key")))
			.url()
			.toURI();
		assertThat(put.getQuery()).contains("X-Amz-S3session-Token=");
		HttpResponse<String> stored = send(
				HttpRequest.newBuilder(put).PUT(HttpRequest.BodyPublishers.ofString("content")));
		assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
		HttpResponse<String> fetched = send(HttpRequest.newBuilder(get("a key", Duration.ofMinutes(1))));
		assertThat(fetched.body()).isEqualTo("content");
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void manyUrlsShouldMakeOneSessionAndLeaveNothingBehind() throws Exception {
		int scheduled = refreshesScheduledBySdk();
		for (int i = 0; i < 1000; i++) {
			get("key-" + i, Duration.ofMinutes(1));
		}
		assertThat(this.fixture.count("CreateSession")).isOne();
		assertThat(refreshesScheduledBySdk()).isEqualTo(scheduled);
	}

	@Test
	void urlShouldShareTheSessionOfOtherClients() throws Exception {
		this.fixture.client().putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
		assertThat(send(HttpRequest.newBuilder(get("key", Duration.ofMinutes(1)))).body()).isEqualTo("content");
		assertThat(this.fixture.count("CreateSession")).isOne();
	}

	@Test
	void urlWhenSessionDoesNotLiveThatLongShouldBeSignedWithANewOne() throws Exception {
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(60));
		this.fixture.manager.get(this.fixture.manager.key(BUCKET, "GetObject"));
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(300));
		get("key", Duration.ofSeconds(100));
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
	}

	@Test
	void urlWhenNoSessionLivesThatLongShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> get("key", Duration.ofHours(1)))
			.withMessageContaining("signatureDuration is PT1H")
			.withMessageContaining(BUCKET)
			.withMessageContaining("a session lives PT5M at most; ask for less");
		assertThat(this.fixture.count("CreateSession")).isZero();
	}

	@Test
	void urlWhenServiceGivesShorterSessionsShouldBeRefused() {
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(120));
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> get("key", Duration.ofMinutes(4)))
			.withMessageContaining("that lives PT4M")
			.withMessageContaining("sessions of PT2M");
	}

	@Test
	void urlWhenRequestBringsCredentialsShouldBeSignedForTheirPrincipal() {
		this.presigner.presignGetObject((presign) -> presign.signatureDuration(Duration.ofMinutes(1))
			.getObjectRequest((request) -> request.bucket(BUCKET)
				.key("key")
				.overrideConfiguration((override) -> override.credentialsProvider(StaticCredentialsProvider
					.create(AwsBasicCredentials.create(ClientFixture.OTHER_PRINCIPAL, ClientFixture.OTHER_SECRET))))));
		assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.principal())
			.containsExactly("other");
	}

	@Test
	void headBucketUrlShouldBeSignedWithIamCredentials() {
		URI head = URI.create(
				this.presigner
					.presignHeadBucket((presign) -> presign.signatureDuration(Duration.ofHours(1))
						.headBucketRequest((request) -> request.bucket(BUCKET)))
					.url()
					.toString());
		assertThat(head.getQuery()).doesNotContain("X-Amz-S3session-Token").contains(this.fixture.server.accessKeyId());
	}

	@Test
	void generalPurposeUrlShouldBePresignedAsEver() {
		URI get = URI.create(
				this.presigner
					.presignGetObject((presign) -> presign.signatureDuration(Duration.ofDays(7))
						.getObjectRequest((request) -> request.bucket("general-purpose").key("key")))
					.url()
					.toString());
		assertThat(get.getHost()).isEqualTo("general-purpose.s3.amazonaws.com");
		assertThat(this.fixture.count("CreateSession")).isZero();
	}

	private URI get(String key, Duration duration) {
		return URI.create(
				this.presigner
					.presignGetObject((presign) -> presign.signatureDuration(duration)
						.getObjectRequest((request) -> request.bucket(BUCKET).key(key)))
					.url()
					.toString());
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static int refreshesScheduledBySdk() throws ReflectiveOperationException {
		Field scheduler = NonBlocking.class.getDeclaredField("SCHEDULER");
		scheduler.setAccessible(true);
		return ((ScheduledThreadPoolExecutor) scheduler.get(null)).getQueue().size();
	}

}
