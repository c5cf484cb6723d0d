/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.InvalidSessionSettingException;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Settings that cannot be right are refused, each with a sentence.
 */
class SessionSettingsTests {

	private static final String KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

	private static final String BUCKET_ARN = "arn:aws:s3express:us-east-1:111122223333:bucket/" + ManagerFixture.BUCKET;

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					PT0S,  0.2,  PT5S,  PT10M, refresh-before-expiry is 0s; make it a positive duration
					PT-1S, 0.2,  PT5S,  PT10M, refresh-before-expiry is -1s; make it a positive duration
					PT5M,  0.2,  PT5S,  PT10M, 'refresh-before-expiry is 5m; make it shorter than the longest life of a session, 5m'
					PT75S, 1.01, PT5S,  PT10M, refresh-jitter is 1.01; make it a number from 0 to 1
					PT75S, -0.1, PT5S,  PT10M, refresh-jitter is -0.1; make it a number from 0 to 1
					PT75S, 0.2,  PT-1S, PT10M, expiry-threshold is -1s; make it zero or a positive duration
					PT75S, 0.2,  PT75S, PT10M, 'expiry-threshold is 75s; make it shorter than refresh-before-expiry, 75s'
					PT75S, 0.2,  PT5S,  PT0S,  idle-timeout is 0s; make it a positive duration
					PT75S, 0.2,  PT5S,  P366D, idle-timeout is 8784h; make it no longer than 365d
					""")
	void refreshPolicyWhenValuesContradictShouldBeRefused(Duration window, double jitter, Duration threshold,
			Duration idle, String message) {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> new RefreshPolicy(window, jitter, threshold, idle))
			.withMessage(message);
	}

	@Test
	void refreshPolicyWhenValuesAreAtTheirBoundsShouldBeAccepted() {
		assertThat(new RefreshPolicy(Duration.ofSeconds(299), 0, Duration.ZERO, Duration.ofDays(365))).isNotNull();
		assertThat(new RefreshPolicy(Duration.ofMillis(1), 1, Duration.ZERO, Duration.ofMillis(1))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			PT0S,  1, 1, create-timeout is 0s; make it a positive duration
			PT61M, 1, 1, create-timeout is 61m; make it no longer than 1h
			PT1S,  0, 1, max-sessions is 0; make it 1 or more
			PT1S,  1, 0, max-concurrent-creations is 0; make it 1 or more
			""")
	void limitsWhenOutOfTheirRangeShouldBeRefused(Duration timeout, int sessions, int concurrent, String message) {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> new SessionLimits(timeout, sessions, concurrent))
			.withMessage(message);
		assertThat(new SessionLimits(Duration.ofHours(1), 1, 1)).isNotNull();
	}

	@Test
	void exceptionWhenASettingIsRefusedShouldNameItForAProperty() {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> new SessionLimits(Duration.ofSeconds(1), -5, 1))
			.satisfies((failure) -> {
				assertThat(failure.setting()).isEqualTo("max-sessions");
				assertThat(failure.value()).isEqualTo("-5");
				assertThat(failure.wanted()).isEqualTo("1 or more");
			});
	}

	@Test
	void buildWhenMoreSessionsAreConfiguredThanMayBeHeldShouldBeRefused() {
		try (S3Client client = S3Client.builder().region(software.amazon.awssdk.regions.Region.US_EAST_1).build()) {
			S3ExpressSessionManagerBuilder builder = S3ExpressSessionManagerBuilder
				.of(client, new ManagerFixture().principal)
				.mode(SessionModeStrategy.BY_OPERATION)
				.buckets(List.of(bucket(ManagerFixture.bucket(1)), bucket(ManagerFixture.bucket(2))));
			builder.limits(new SessionLimits(Duration.ofSeconds(1), 3, 1));
			assertThatExceptionOfType(InvalidSessionSettingException.class).isThrownBy(builder::build)
				.withMessage("max-sessions is 3; make it at least 4, which the configured buckets need");
			builder.limits(new SessionLimits(Duration.ofSeconds(1), 4, 1)).build().stop();
			builder.buckets(List.of(bucket(ManagerFixture.bucket(1)), bucket(ManagerFixture.bucket(1))));
			assertThatIllegalArgumentException().isThrownBy(builder::build)
				.withMessage("The bucket %s is configured twice; keep one of them", ManagerFixture.bucket(1));
		}
	}

	@Test
	void getWhenModeIsForbiddenByTheConfigurationShouldBeRefused() {
		ManagerFixture fixture = new ManagerFixture().mode(SessionModeStrategy.READ_ONLY);
		S3ExpressSessionManager manager = fixture.start();
		fixture.creator.answersAtOnce();
		assertThatIllegalArgumentException().isThrownBy(() -> manager.get(fixture.key()))
			.withMessage("mode is DEFAULT, but bucket %s is configured for READ_ONLY sessions; "
					+ "ask for READ_ONLY or change the bucket's mode", ManagerFixture.BUCKET);
		assertThat(ManagerFixture.failureOf(manager.getAsync(fixture.key())))
			.isInstanceOf(IllegalArgumentException.class);
		assertThat(manager.get(manager.key(ManagerFixture.BUCKET, "PutObject")).key().mode())
			.isEqualTo(SessionMode.READ_ONLY);
	}

	@Test
	void keyWhenPartsAreMissingShouldSayWhich() {
		S3ExpressSessionManager manager = new ManagerFixture().start();
		SessionKey key = manager.keys(ManagerFixture.BUCKET).get(0);
		assertThatIllegalArgumentException().isThrownBy(() -> manager.key(null, "GetObject"))
			.withMessageContaining("it is empty; write base--zone--x-s3");
		assertThatNullPointerException().isThrownBy(() -> new SessionKey(null, key.mode(), key.principal()))
			.withMessageContaining("bucket");
		assertThatNullPointerException().isThrownBy(() -> new SessionKey(key.bucket(), null, key.principal()))
			.withMessageContaining("SessionMode.DEFAULT");
		assertThatNullPointerException().isThrownBy(() -> new SessionKey(key.bucket(), key.mode(), null))
			.withMessageContaining("S3ExpressSessionManager.principal()");
	}

	@Test
	void encryptionWhenServiceAcceptsItShouldBeAccepted() {
		for (SessionEncryption encryption : List.of(SessionEncryption.BUCKET_DEFAULT,
				new SessionEncryption("AES256", null, null, null),
				new SessionEncryption("aws:kms", KEY_ARN, null, true),
				new SessionEncryption("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab", null, null),
				new SessionEncryption("aws:kms", "mrk-1234abcd12ab34cd56ef1234567890ab", null, null),
				new SessionEncryption("aws:kms", KEY_ARN, context("{\"aws:s3express:arn\" : \"" + BUCKET_ARN + "\"}"),
						null))) {
			assertThat(settings(encryption).encryption()).isEqualTo(encryption);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					aws:kms:dsse | | encryption.algorithm is aws:kms:dsse; make it AES256 or aws:kms: directory buckets have no dual-layer encryption
					aws:fsx | | encryption.algorithm is aws:fsx; make it AES256 or aws:kms: aws:fsx is for access points of Amazon FSx file systems
					AES128 | | encryption.algorithm is AES128; make it AES256 or aws:kms
					aws:kms | | encryption.kms-key-id is not set; make it the id or ARN of the bucket's KMS key, which aws:kms needs in a directory bucket
					aws:kms | alias/my-key | encryption.kms-key-id is alias/my-key; make it the id or ARN of the key itself: directory buckets take no alias
					aws:kms | arn:aws:kms:us-east-1:111122223333:alias/my-key | encryption.kms-key-id is arn:aws:kms:us-east-1:111122223333:alias/my-key; make it the id or ARN of the key itself: directory buckets take no alias
					aws:kms | my key | encryption.kms-key-id is my key; make it a KMS key's id or ARN, for example arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
					AES256 | 1234abcd | encryption.kms-key-id is 1234abcd; make it unset, or set encryption.algorithm to aws:kms: only then it has a meaning
					""")
	void encryptionWhenAlgorithmOrKeyIsWrongShouldBeRefusedWithTheReason(String algorithm, String key, String message) {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption(algorithm, key, null, null)))
			.withMessage(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "{\"a\":\"b\",\"c\":\"d\"}", "text", "{\"a\":1}" })
	void encryptionWhenContextIsNotOneJsonPairShouldBeRefused(String json) {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption("aws:kms", KEY_ARN, context(json), null)))
			.withMessageContaining("make it Base64 of a JSON object in UTF-8");
	}

	@Test
	void encryptionWhenContextIsNotBase64ShouldBeRefused() {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption("aws:kms", KEY_ARN, "{\"a\":\"b\"}", null)))
			.withMessageContaining("make it Base64 of a JSON object in UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "arn:aws:s3express:us-east-1:111122223333:bucket/other--use1-az4--x-s3",
			"arn:aws:s3:::logs--use1-az4--x-s3", "logs--use1-az4--x-s3" })
	void encryptionWhenContextIsNotTheBucketsArnShouldBeRefused(String arn) {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption("aws:kms", KEY_ARN,
					context("{\"aws:s3express:arn\":\"" + arn + "\"}"), null)))
			.withMessageContaining("make it a context whose value is the ARN of logs--use1-az4--x-s3, not '" + arn);
	}

	@Test
	void encryptionWhenBucketIsAnAccessPointShouldAcceptTheArnOfAnyBucket() {
		SessionEncryption encryption = new SessionEncryption("aws:kms", KEY_ARN,
				context("{\"aws:s3express:arn\":\"" + BUCKET_ARN + "\"}"), null);
		assertThat(new BucketSettings(new DirectoryBucketName("point--use1-az4--xa-s3"), null, true, encryption))
			.isNotNull();
	}

	@Test
	void encryptionWhenBucketKeyOrContextHasNoMeaningShouldBeRefused() {
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption("aws:kms", KEY_ARN, null, false)))
			.withMessage("encryption.bucket-key-enabled is false; make it true, or leave it out: "
					+ "directory buckets always use one");
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption(null, null, null, true)))
			.withMessageStartingWith("encryption.bucket-key-enabled is true; make it unset");
		assertThatExceptionOfType(InvalidSessionSettingException.class)
			.isThrownBy(() -> settings(new SessionEncryption("AES256", null, context("{}"), null)))
			.withMessageStartingWith("encryption.context is e30=; make it unset");
	}

	private static BucketSettings settings(SessionEncryption encryption) {
		return new BucketSettings(new DirectoryBucketName(ManagerFixture.BUCKET), null, true, encryption);
	}

	private static BucketSettings bucket(String name) {
		return new BucketSettings(new DirectoryBucketName(name), null, true, SessionEncryption.BUCKET_DEFAULT);
	}

	private static String context(String json) {
		return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
	}

}
