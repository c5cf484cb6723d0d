/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CredentialsWatch}.
 */
class CredentialsWatchTests {

	private static final AwsCredentials OLD = AwsBasicCredentials.create("AKOLD", "secret");

	private static final AwsCredentials REPLACED = AwsBasicCredentials.create("AKNEW", "secret");

	private final AtomicReference<AwsCredentials> given = new AtomicReference<>(OLD);

	private final SessionPrincipal principal = SessionPrincipal.of((AwsCredentialsProvider) this.given::get);

	private final SessionKey key = key("logs--use1-az4--x-s3", this.principal);

	private final CredentialsWatch watch = new CredentialsWatch(Runnable::run);

	private final List<SessionKey> changed = new ArrayList<>();

	@Test
	void lookWhenProviderGivesWhatWasRefusedShouldNotCallThatAChange() {
		this.watch.refused(this.key, OLD);
		look(this.key);
		this.given.set(AwsBasicCredentials.create("AKOLD", "secret"));
		look(this.key);
		assertThat(this.changed).isEmpty();
	}

	@Test
	void lookWhenAnyPartIsAnotherShouldCallThatAChange() {
		this.watch.refused(this.key, OLD);
		for (AwsCredentials other : List.of(REPLACED, AwsBasicCredentials.create("AKOLD", "other"),
				AwsSessionCredentials.create("AKOLD", "secret", "token"))) {
			this.changed.clear();
			this.given.set(other);
			look(this.key);
			assertThat(this.changed).containsExactly(this.key);
		}
	}

	@Test
	void lookWhenProviderGaveOthersBeforeTheRefusalWasHeardOfShouldCallThatAChange() {
		this.given.set(REPLACED);
		this.watch.refused(this.key, OLD);
		look(this.key);
		assertThat(this.changed).containsExactly(this.key);
	}

	@Test
	void lookWhenTheNewOnesWereRefusedForAnotherBucketShouldStillCallThemAChange() {
		SessionKey other = key("other--use1-az4--x-s3", this.principal);
		this.watch.refused(this.key, OLD);
		this.given.set(REPLACED);
		this.watch.refused(other, REPLACED);
		look(other);
		look(this.key);
		assertThat(this.changed).containsExactly(this.key);
	}

	@Test
	void lookWhenNothingWasRefusedOrAllIsForgottenShouldNotCallThatAChange() {
		this.given.set(REPLACED);
		look(this.key);
		this.watch.refused(this.key, OLD);
		this.watch.forget(this.key);
		look(this.key);
		assertThat(this.changed).isEmpty();
	}

	@Test
	void lookWhenProviderFailsShouldNotCallThatAChange() {
		SessionKey broken = key("logs--use1-az4--x-s3", SessionPrincipal.of((AwsCredentialsProvider) () -> {
			throw new IllegalStateException("no credentials");
		}));
		this.watch.refused(broken, OLD);
		look(broken);
		assertThat(this.changed).isEmpty();
	}

	private void look(SessionKey key) {
		this.watch.look(key, () -> this.changed.add(key));
	}

	private static SessionKey key(String bucket, SessionPrincipal principal) {
		return new SessionKey(new DirectoryBucketName(bucket), SessionMode.READ_WRITE, principal);
	}

}
