/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionSnapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Sessions that end otherwise than in the usual way: the service drops them, nobody uses
 * them, the IAM keys that make them are refused.
 */
class EndedSessionsTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private static final int ROUNDS = 4;

	private static final int USES = 3;

	private static final int REFUSED_REFRESHES = 8;

	private final ClientFixture fixture = new ClientFixture();

	private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void requestsWhenServiceDropsEachSessionAfterSomeUsesShouldNotFail() {
		S3Client client = this.fixture.client();
		dropEachSessionAfterSomeUses(
				(key) -> client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString("value")));
	}

	@Test
	void asyncRequestsWhenServiceDropsEachSessionAfterSomeUsesShouldNotFail() {
		try (S3AsyncClient client = this.fixture.asyncClient((builder) -> {
		})) {
			dropEachSessionAfterSomeUses((key) -> client
				.putObject((put) -> put.bucket(BUCKET).key(key), AsyncRequestBody.fromString("value"))
				.join());
		}
	}

	@Test
	void headRequestsWhenNothingIsThereShouldCountAsUsesToo() {
		S3Client client = this.fixture.client();
		dropEachSessionAfterSomeUses((key) -> assertThatExceptionOfType(SdkException.class)
			.isThrownBy(() -> client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)))
			.withMessageContaining("404"));
	}

	private void dropEachSessionAfterSomeUses(Consumer<String> use) {
		this.fixture.manager.addListener(this.events::add);
		long began = System.nanoTime();
		for (int round = 0; round < ROUNDS; round++) {
			for (int number = 0; number < USES; number++) {
				use.accept("key" + number);
			}
			this.fixture.server.sessions().revokeAll();
		}
		long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
		assertThat(this.fixture.count("CreateSession")).as("a few at once, then one a second")
			.isEqualTo(ROUNDS)
			.isLessThanOrEqualTo(3 + seconds + 1);
	}

	@Test
	void sessionWhenUsedOnceShouldCostTwoCreationsAtMost() {
		this.fixture.manager.addListener(this.events::add);
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(2));
		this.fixture.client().putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("value"));
		await().until(() -> this.events.stream().anyMatch(SessionEvent.Expired.class::isInstance));
		assertThat(this.fixture.manager.snapshots()).singleElement()
			.extracting(SessionSnapshot::freshness)
			.isEqualTo(SessionFreshness.IDLE);
		assertThat(this.fixture.count("CreateSession")).isBetween(1L, 2L);
		assertThat(this.events).noneMatch(SessionEvent.RefreshFailed.class::isInstance);
	}

	@Test
	void requestsWhenRefusedIamKeysHaveBeenReplacedShouldWorkAtOnce() {
		AtomicReference<ProfileFile> keys = new AtomicReference<>(profile("AKEXPIRED", "secret"));
		S3Client client = clientWithKeysFrom(keys::get);
		long refused = haveRefused(client);
		for (int request = 0; request < 5; request++) {
			assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put(client));
		}
		assertThat(this.fixture.count("CreateSession")).as("fails fast").isEqualTo(refused);
		keys.set(profile(this.fixture.server.accessKeyId(), this.fixture.server.secretAccessKey()));
		await().ignoreExceptionsInstanceOf(SdkException.class).untilAsserted(() -> put(client));
		assertThat(this.fixture.count("CreateSession")).isEqualTo(refused + 1);
	}

	@Test
	void requestsWhenIamKeysAreReplacedWhileTheyAreRefusedShouldWorkAtOnce() {
		ProfileFile old = profile("AKEXPIRED", "secret");
		ProfileFile replaced = profile(this.fixture.server.accessKeyId(), this.fixture.server.secretAccessKey());
		S3Client client = clientWithKeysFrom(
				() -> (this.fixture.count("CreateSession") < 1 + REFUSED_REFRESHES) ? old : replaced);
		long refused = haveRefused(client);
		await().ignoreExceptionsInstanceOf(SdkException.class).untilAsserted(() -> put(client));
		assertThat(this.fixture.count("CreateSession")).isEqualTo(refused + 1);
	}

	// One of the SDK's providers: an own one's new keys would be another principal's.
	private S3Client clientWithKeysFrom(Supplier<ProfileFile> keys) {
		return this.fixture.client((builder) -> builder
			.credentialsProvider(ProfileCredentialsProvider.builder().profileFile(keys).build()));
	}

	// Until the next try is more than 20 s away.
	private long haveRefused(S3Client client) {
		assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put(client));
		SessionKey key = this.fixture.manager.snapshots().get(0).key();
		for (int failure = 0; failure < REFUSED_REFRESHES; failure++) {
			assertThat(this.fixture.manager.refresh(key)).failsWithin(Duration.ofSeconds(20));
		}
		return this.fixture.count("CreateSession");
	}

	private static ProfileFile profile(String accessKeyId, String secretAccessKey) {
		String content = "[default]%naws_access_key_id = %s%naws_secret_access_key = %s%n".formatted(accessKeyId,
				secretAccessKey);
		return ProfileFile.builder()
			.content(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)))
			.type(ProfileFile.Type.CREDENTIALS)
			.build();
	}

	private static void put(S3Client client) {
		client.putObject((put) -> put.bucket(BUCKET).key("key"), RequestBody.fromString("value"));
	}

}
