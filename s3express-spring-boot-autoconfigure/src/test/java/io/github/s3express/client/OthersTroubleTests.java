/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.actuate.S3ExpressHealthContributor;
import io.github.s3express.actuate.SessionHealthSettings;
import io.github.s3express.actuate.SessionTexts;
import io.github.s3express.session.SessionEvent;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a listener or the credentials of one request do is nobody's trouble but their own.
 */
@ExtendWith(OutputCaptureExtension.class)
class OthersTroubleTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private static final List<String> TENANTS = List.of("AKTENANTONE", "AKTENANTTWO", "AKTENANTTHREE");

	private final ClientFixture fixture = new ClientFixture(
			(server) -> TENANTS.forEach((tenant) -> server.principal(tenant, tenant, "secret", null)), (manager) -> {
			});

	private final SessionKey own = this.fixture.manager.key(BUCKET, "GetObject");

	private final List<SessionEvent> events = new CopyOnWriteArrayList<>();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.fixture.close();
	}

	@Test
	void requestsWhenListenersAreStuckOrThrowShouldNotNotice(CapturedOutput output) {
		S3Client client = this.fixture.client();
		SessionListener stuck = (event) -> {
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		};
		this.fixture.manager.addListener(stuck);
		this.fixture.manager.addListener((event) -> {
			throw new IllegalStateException("thrown by the test");
		});
		this.fixture.manager.addListener(this.events::add);
		put(client, null);
		for (int number = 0; number < 20; number++) {
			this.fixture.manager.refresh(this.own).join();
			this.fixture.server.sessions().revokeAll();
			this.fixture.manager.refresh(this.own).join();
			put(client, null);
		}
		await().until(() -> this.events.size() == 41);
		assertThat(this.events.stream().map(Object::getClass).distinct()).containsExactly(SessionEvent.Created.class,
				SessionEvent.Refreshed.class);
		await().until(() -> output.getOut().contains("A listener failed on Refreshed of " + this.own));
		assertThat(this.release.getCount()).as("one is stuck to the end").isOne();
		this.fixture.manager.stop();
	}

	@Test
	void sessionsWhenCredentialsOfRequestsRotateAndAreDeniedShouldEndSilently(CapturedOutput output) {
		S3Client client = this.fixture.client();
		put(client, null);
		this.fixture.server.sessions().lifetime(Duration.ofSeconds(2));
		this.fixture.manager.addListener(this.events::add);
		TENANTS.forEach((tenant) -> put(client, tenant));
		this.fixture.server.faults().on("CreateSession").error(403, "AccessDenied");
		await().until(() -> tenantsOf(SessionEvent.Expired.class).distinct().count() == TENANTS.size());
		assertThat(tenantsOf(SessionEvent.Created.class)).hasSameSizeAs(TENANTS);
		assertThat(tenantsOf(SessionEvent.RefreshFailed.class)).as("one that was used is tried once")
			.doesNotHaveDuplicates();
		assertThat(tenantsOf(SessionEvent.CreationFailed.class)).isEmpty();
		assertThat(this.fixture.count("CreateSession")).isBetween(4L, 7L);
		assertThat(output).doesNotContain(" WARN ").doesNotContain(" ERROR ");
		S3ExpressHealthContributor health = new S3ExpressHealthContributor(this.fixture.manager,
				new SessionHealthSettings(Set.of(BUCKET), true, Duration.ZERO, null, new SessionTexts(new Sanitizer()),
						true));
		assertThat(health.getContributor(BUCKET)).isInstanceOfSatisfying(HealthIndicator.class,
				(indicator) -> assertThat(indicator.health().getStatus()).isEqualTo(Status.UP));
	}

	private Stream<SessionKey> tenantsOf(Class<? extends SessionEvent> type) {
		return this.events.stream()
			.filter(type::isInstance)
			.map(SessionEvent::key)
			.filter((key) -> !key.equals(this.own));
	}

	private static void put(S3Client client, String tenant) {
		client.putObject((put) -> {
			put.bucket(BUCKET).key("key");
			if (tenant != null) {
				put.overrideConfiguration((request) -> request.credentialsProvider(
						StaticCredentialsProvider.create(AwsBasicCredentials.create(tenant, "secret"))));
			}
		}, RequestBody.fromString("value"));
	}

}
