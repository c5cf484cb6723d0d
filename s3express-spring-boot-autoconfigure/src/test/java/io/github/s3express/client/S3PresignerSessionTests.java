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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.utils.cache.NonBlocking;

import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.CompatibilityKind;
import io.github.s3express.client.compatibility.PresignedLife;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Presigned URLs with managed sessions, used over sockets.
 */
@ExtendWith(OutputCaptureExtension.class)
class S3PresignerSessionTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	// A URL of five minutes may be signed with a session that is as old as this.
	private static final int TOLERANCE = 10;

	private final long began = System.nanoTime();

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
	void urlsAsLongAsASessionShouldShareOneAndSayHowLongTheyLive() throws Exception {
		List<Integer> lives = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			lives.add(expires(get("key", Duration.ofMinutes(5))));
		}
		assertThat(this.fixture.count("CreateSession")).isBetween(1L, mostSessions());
		assertThat(lives).allSatisfy((life) -> assertThat(life).isBetween(leastLife(), 300));
		assertThat(send(HttpRequest.newBuilder(get("key", Duration.ofMinutes(5)))).statusCode()).isEqualTo(404);
	}

	@Test
	void urlWhenItsSessionIsOlderShouldLiveAsLongAsTheSession() {
		try (S3Presigner aged = new SessionS3Presigner(this.fixture.manager, this.fixture.manager.principal(),
				this.fixture.presigners(), true, failing(),
				() -> System.nanoTime() + Duration.ofSeconds(8).toNanos())) {
			assertThat(expires(presign(aged, "key", Duration.ofMinutes(5)))).isBetween(leastLife() - 8, 292);
			assertThat(expires(presign(aged, "key", Duration.ofMinutes(4)))).isEqualTo(240);
		}
		assertThat(this.fixture.count("CreateSession")).isBetween(1L, mostSessions());
	}

	@Test
	void urlThatIsToLiveTooLongShouldBeRefusedIfAsked() {
		try (S3Presigner strict = presigner(PresignedLife.FAIL)) {
			assertThatIllegalArgumentException().isThrownBy(() -> presign(strict, "key", Duration.ofHours(1)))
				.withMessageContaining("signatureDuration is 1h,")
				.withMessageContaining(BUCKET)
				.withMessageContaining("none lives longer than 5m; ask for less");
			assertThat(this.fixture.count("CreateSession")).isZero();
			this.fixture.server.sessions().lifetime(Duration.ofSeconds(120));
			assertThatExceptionOfType(S3ExpressSessionException.class)
				.isThrownBy(() -> presign(strict, "key", Duration.ofMinutes(4)))
				.withMessageContaining("that lives 4m:")
				.withMessageContaining("sessions of 2m at present");
		}
	}

	@Test
	void urlThatIsToLiveTooLongShouldBeShortenedAndTellTheTruthAndSayIt(CapturedOutput output) throws Exception {
		store("key");
		Instant before = Instant.now();
		PresignedGetObjectRequest presigned = this.presigner
			.presignGetObject((presign) -> presign.signatureDuration(Duration.ofHours(1))
				.getObjectRequest((request) -> request.bucket(BUCKET).key("key")));
		URI url = presigned.url().toURI();
		assertThat(expires(url)).isBetween(leastLife(), 300);
		assertThat(presigned.expiration()).isBetween(before.plusSeconds(leastLife() - 1),
				Instant.now().plusSeconds(expires(url) + 1L));
		assertThat(send(HttpRequest.newBuilder(url)).body()).isEqualTo("content");
		get("key", Duration.ofDays(7));
		assertThat(this.fixture.count("CreateSession")).isBetween(1L, mostSessions());
		assertThat(output.getOut().split("A presigned URL for " + BUCKET + " was to live 1h", -1)).hasSize(2);
		assertThat(output.getOut().split("was to live", -1)).hasSize(2);
		assertThat(this.fixture.uses.count(CompatibilityKind.PRESIGNED_LIFE)).isEqualTo(2);
	}

	@Test
	void urlWhenServiceGivesShorterSessionsShouldBeShortened() throws Exception {
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(120));
		store("key");
		for (Duration wanted : List.of(Duration.ofMinutes(4), Duration.ofHours(1))) {
			URI url = get("key", wanted);
			assertThat(expires(url)).isBetween(100, 120);
			assertThat(send(HttpRequest.newBuilder(url)).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void urlWhenNoNewSessionCanBeMadeShouldBeSignedWithTheOneThatIsLeft() throws Exception {
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(200));
		store("key");
		this.fixture.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThat(expires(get("key", Duration.ofHours(1)))).isBetween(150, 200);
	}

	@Test
	void urlWhenThereIsNoSessionAtAllShouldFailWithTheCause() {
		this.fixture.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> get("key", Duration.ofHours(1)))
			.satisfies((ex) -> assertThat(ex.errorCode()).isEqualTo("AccessDenied"));
	}

	@Test
	void urlThatIsToLiveTooLongShouldBeSignedWithIamCredentialsIfAsked(CapturedOutput output) throws Exception {
		store("key");
		try (S3Presigner iam = presigner(PresignedLife.IAM)) {
			URI url = presign(iam, "key", Duration.ofHours(1));
			assertThat(url.getQuery()).doesNotContain("X-Amz-S3session-Token");
			assertThat(expires(url)).isEqualTo(3600);
			assertThat(send(HttpRequest.newBuilder(url)).body()).isEqualTo("content");
			assertThat(presign(iam, "key", Duration.ofMinutes(1)).getQuery()).contains("X-Amz-S3session-Token");
		}
		assertThat(output).contains("WARN").contains("is signed with IAM credentials");
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
	void urlWhenProviderMayAnswerByCallerShouldShareTheSessionThatItsOwnerHas() {
		AtomicReference<AwsCredentials> caller = new AtomicReference<>(this.fixture.credentials.resolveCredentials());
		AwsCredentialsProvider byCaller = caller::get;
		S3ExpressSessionManager manager = this.fixture.manager;
		manager.get(manager.key(BUCKET, "GetObject", SessionPrincipal.of(byCaller), SessionRoute.APPLICATION));
		try (S3Presigner own = this.fixture.customizer.presigner(this.fixture.region(), byCaller)) {
			presign(own, "key", Duration.ofMinutes(1));
			assertThat(this.fixture.count("CreateSession")).as("that of the application").isOne();
			caller.set(AwsBasicCredentials.create(ClientFixture.OTHER_PRINCIPAL, ClientFixture.OTHER_SECRET));
			presign(own, "key", Duration.ofMinutes(1));
			assertThat(this.fixture.server.sessions().live()).extracting((session) -> session.principal())
				.containsExactlyInAnyOrder("root", "other");
		}
	}

	@Test
	void urlWhenTheSharedSessionDoesNotLiveThatLongShouldBeSignedWithAnother() {
		AwsCredentialsProvider byCaller = this.fixture.credentials::resolveCredentials;
		S3ExpressSessionManager manager = this.fixture.manager;
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(200));
		manager.get(manager.key(BUCKET, "GetObject", SessionPrincipal.of(byCaller), SessionRoute.APPLICATION));
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(300));
		try (S3Presigner own = this.fixture.customizer.presigner(this.fixture.region(), byCaller)) {
			assertThat(expires(presign(own, "key", Duration.ofMinutes(4)))).isEqualTo(240);
		}
		assertThat(this.fixture.count("CreateSession")).isEqualTo(2);
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

	private void store(String key) {
		this.fixture.client().putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString("content"));
	}

	private S3Presigner presigner(PresignedLife life) {
		return new SessionS3Presigner(this.fixture.manager, this.fixture.manager.principal(), this.fixture.presigners(),
				true, ClientFixture.compatibility(life, this.fixture.uses));
	}

	private Compatibility failing() {
		return ClientFixture.compatibility(PresignedLife.FAIL, this.fixture.uses);
	}

	private URI get(String key, Duration duration) {
		return presign(this.presigner, key, duration);
	}

	private static URI presign(S3Presigner presigner, String key, Duration duration) {
		return URI.create(
				presigner
					.presignGetObject((presign) -> presign.signatureDuration(duration)
						.getObjectRequest((request) -> request.bucket(BUCKET).key(key)))
					.url()
					.toString());
	}

	/**
	 * What is left of a session that was made since this test began, in seconds; what the
	 * service says of it is in whole seconds.
	 */
	private int leastLife() {
		return 300 - 1 - elapsedSeconds();
	}

	/**
	 * On a busy machine a test may take longer than a session serves for URLs of five
	 * minutes.
	 */
	private long mostSessions() {
		return 1L + elapsedSeconds() / TOLERANCE;
	}

	private int elapsedSeconds() {
		return (int) Duration.ofNanos(System.nanoTime() - this.began).plusMillis(999).toSeconds();
	}

	private static int expires(URI url) {
		return Integer.parseInt(url.getQuery().replaceAll(".*X-Amz-Expires=([0-9]+).*", "$1"));
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
