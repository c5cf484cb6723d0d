/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SameForAllCallers;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What tells sessions apart: bucket, mode and principal.
 */
class SessionKeyTests {

	private static final AwsBasicCredentials ALICE = AwsBasicCredentials.create("AKALICE", "secret");

	private final ManagerFixture fixture = new ManagerFixture();

	@Test
	void principalWhenItIsAClientsShouldBeItsProviderWhateverThatResolvesTo() {
		StaticCredentialsProvider provider = StaticCredentialsProvider.create(AwsBasicCredentials.create("A", "S"));
		StaticCredentialsProvider same = StaticCredentialsProvider.create(AwsBasicCredentials.create("A", "S"));
		assertThat(SessionPrincipal.of(provider)).isEqualTo(SessionPrincipal.of(provider))
			.hasSameHashCodeAs(SessionPrincipal.of(provider))
			.isNotEqualTo(SessionPrincipal.of(same))
			.isNotEqualTo(SessionPrincipal.of(ALICE))
			.isNotEqualTo("principal");
		assertThat(SessionPrincipal.of(provider).credentials()).isSameAs(provider);
	}

	@Test
	void principalWhenItIsARequestsShouldBeAccessKeySecretAndToken() {
		SessionPrincipal principal = request(ALICE);
		assertThat(principal).isEqualTo(request(AwsBasicCredentials.create("AKALICE", "secret")))
			.hasSameHashCodeAs(request(AwsBasicCredentials.create("AKALICE", "secret")))
			.isNotEqualTo(request(AwsBasicCredentials.create("AKBOB", "secret")))
			.isNotEqualTo(request(AwsBasicCredentials.create("AKALICE", "other")))
			.isNotEqualTo(request(AwsSessionCredentials.create("AKALICE", "secret", "token")))
			.isNotEqualTo(SessionPrincipal.of(principal.credentials()));
		assertThat(request(AwsSessionCredentials.create("A", "S", "one")))
			.isNotEqualTo(request(AwsSessionCredentials.create("A", "S", "two")));
		assertThat(request(AwsBasicCredentials.create("AB", "C")))
			.isNotEqualTo(request(AwsBasicCredentials.create("A", "BC")));
		assertThat(principal.credentials().resolveIdentity().join()).isSameAs(ALICE);
		assertThat(principal.credentials()).asString().doesNotContain("AKALICE");
	}

	@Test
	void principalWhenItsProviderIsTheApplicationsOwnShouldNotBeTheSameForAllCallers() {
		AwsCredentialsProvider own = () -> ALICE;
		assertThat(SessionPrincipal.of(own).isSameForAllCallers()).isFalse();
		assertThat(SessionPrincipal.of(AwsCredentialsProviderChain.of(own)).isSameForAllCallers()).isFalse();
		assertThat(SessionPrincipal.of(StaticCredentialsProvider.create(ALICE)).isSameForAllCallers()).isTrue();
		assertThat(SessionPrincipal.of(DefaultCredentialsProvider.builder().build()).isSameForAllCallers()).isTrue();
		assertThat(request(ALICE).isSameForAllCallers()).isTrue();
		assertThat(SessionPrincipal.of(new ForAll()).isSameForAllCallers()).isTrue();
	}

	@Test
	void principalWhenRequestIsAnonymousShouldBeRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> request(AnonymousCredentialsProvider.create().resolveCredentials()))
			.withMessageContaining("anonymous");
	}

	@Test
	void toStringWhenPrincipalHasSecretsShouldShowNone() {
		assertThat(request(ALICE).toString()).matches("request-[0-9a-f]{8}");
		assertThat(this.fixture.principal.toString()).matches("client-[0-9a-f]{8}");
		assertThat(this.fixture.key())
			.hasToString(ManagerFixture.BUCKET + " (DEFAULT, " + this.fixture.principal + ")");
		S3ExpressSessionManager manager = this.fixture.start();
		this.fixture.creator.answersAtOnce();
		S3ExpressSession session = manager.get(this.fixture.key());
		assertThat(session.toString()).doesNotContain("AK1", "SK1", "TOKEN1").contains(ManagerFixture.BUCKET);
		assertThat(manager.snapshots().toString() + this.fixture.events).doesNotContain("AK1", "SK1", "TOKEN1");
	}

	@Test
	void getWhenPrincipalsDifferShouldNeverGiveOneTheSessionOfAnother() {
		S3ExpressSessionManager manager = this.fixture.start();
		this.fixture.creator.answersAtOnce();
		S3ExpressSession own = manager.get(manager.key(ManagerFixture.BUCKET, "GetObject"));
		S3ExpressSession alices = manager
			.get(manager.key(ManagerFixture.BUCKET, "GetObject", ManagerFixture.request("AKALICE")));
		S3ExpressSession bobs = manager
			.get(manager.key(ManagerFixture.BUCKET, "GetObject", ManagerFixture.request("AKBOB")));
		assertThat(List.of(own, alices, bobs)).doesNotHaveDuplicates();
		assertThat(manager.get(manager.key(ManagerFixture.BUCKET, "GetObject", ManagerFixture.request("AKALICE"))))
			.isSameAs(alices);
		assertThat(this.fixture.creator.count()).isEqualTo(3);
		assertThat(manager.snapshots()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GetObject", "HeadObject", "ListObjectsV2", "ListObjects", "GetObjectAttributes",
			"ListParts", "ListMultipartUploads" })
	void keyWhenOperationReadsShouldUseAReadOnlySessionByOperation(String operation) {
		S3ExpressSessionManager manager = this.fixture.mode(SessionModeStrategy.BY_OPERATION).start();
		assertThat(manager.key(ManagerFixture.BUCKET, operation).mode()).isEqualTo(SessionMode.READ_ONLY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PutObject", "DeleteObject", "CreateMultipartUpload", "RenameObject" })
	void keyWhenOperationWritesShouldUseAReadWriteSessionByOperation(String operation) {
		S3ExpressSessionManager manager = this.fixture.mode(SessionModeStrategy.BY_OPERATION).start();
		assertThat(manager.key(ManagerFixture.BUCKET, operation).mode()).isEqualTo(SessionMode.READ_WRITE);
	}

	@ParameterizedTest
	@CsvSource({ "DEFAULT,DEFAULT,", "READ_WRITE,READ_WRITE,ReadWrite", "READ_ONLY,READ_ONLY,ReadOnly" })
	void keyWhenModeIsFixedShouldUseItForEverything(SessionModeStrategy strategy, SessionMode mode, String header) {
		S3ExpressSessionManager manager = this.fixture.mode(strategy).start();
		assertThat(manager.key(ManagerFixture.BUCKET, "GetObject").mode()).isEqualTo(mode);
		assertThat(manager.key(ManagerFixture.BUCKET, "PutObject").mode()).isEqualTo(mode);
		assertThat(manager.keys(ManagerFixture.BUCKET))
			.containsExactly(manager.key(ManagerFixture.BUCKET, "PutObject"));
		assertThat(mode.headerValue()).isEqualTo(header);
	}

	@Test
	void keysWhenModeIsByOperationShouldBeOneForEachMode() {
		S3ExpressSessionManager manager = this.fixture.mode(SessionModeStrategy.BY_OPERATION).start();
		assertThat(manager.keys(ManagerFixture.BUCKET)).extracting(SessionKey::mode)
			.containsExactly(SessionMode.READ_WRITE, SessionMode.READ_ONLY);
	}

	@Test
	void kindWhenBucketIsConfiguredShouldDependOnModeAndPrincipalToo() {
		DirectoryBucketName name = new DirectoryBucketName(ManagerFixture.BUCKET);
		SessionEncryption kms = new SessionEncryption("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab", null, null);
		BucketCatalog catalog = new BucketCatalog(
				List.of(new BucketSettings(name, SessionModeStrategy.READ_WRITE, true, kms)),
				SessionModeStrategy.DEFAULT);
		SessionPrincipal application = this.fixture.principal;
		assertThat(catalog.kind(new SessionKey(name, SessionMode.READ_WRITE, application), application))
			.isEqualTo(SlotKind.KEPT_WARM);
		assertThat(catalog.kind(new SessionKey(name, SessionMode.READ_ONLY, application), application))
			.isEqualTo(SlotKind.ON_DEMAND);
		assertThat(catalog.kind(new SessionKey(name, SessionMode.READ_WRITE, request(ALICE)), application))
			.isEqualTo(SlotKind.OF_REQUEST);
		assertThat(catalog.kind(this.fixture.key(ManagerFixture.bucket(1)), application)).isEqualTo(SlotKind.ON_DEMAND);
		assertThat(catalog.encryption(name)).isEqualTo(kms);
		assertThat(catalog.encryption(new DirectoryBucketName(ManagerFixture.bucket(1))))
			.isEqualTo(SessionEncryption.BUCKET_DEFAULT);
		assertThat(catalog.mode(new DirectoryBucketName(ManagerFixture.bucket(1))))
			.isEqualTo(SessionModeStrategy.DEFAULT);
	}

	@Test
	void nameWhenWellFormedShouldGiveBaseAndZone() {
		DirectoryBucketName name = new DirectoryBucketName("a--b--usw2-lax1-az1--x-s3");
		assertThat(name.base()).isEqualTo("a--b");
		assertThat(name.zone()).isEqualTo("usw2-lax1-az1");
		assertThat(name.isAccessPoint()).isFalse();
		assertThat(name).hasToString("a--b--usw2-lax1-az1--x-s3");
		assertThat(new DirectoryBucketName("p--use1-az4--xa-s3").isAccessPoint()).isTrue();
		assertThat(new DirectoryBucketName("b".repeat(46) + "--use1-az4--x-s3").base()).hasSize(46);
		assertThat(DirectoryBucketName.isDirectoryBucket("x--xa-s3")).isTrue();
		assertThat(DirectoryBucketName.isDirectoryBucket("bucket")).isFalse();
		assertThat(DirectoryBucketName.isDirectoryBucket(null)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			"" | it is empty
			"  " | it is empty
			bucket | it must end in --x-s3
			bucket--x-s3 | it names no zone
			--use1-az4--x-s3 | it names no zone
			bucket--zone--x-s3 | 'zone' is no zone id
			bucket--USE1-az4--x-s3 | 'USE1-az4' is no zone id
			Bucket--use1-az4--x-s3 | its base 'Bucket' may hold
			-bucket--use1-az4--x-s3 | its base '-bucket' may hold
			buc_ket--use1-az4--x-s3 | its base 'buc_ket' may hold
			bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb--use1-az4--x-s3 | it has 64 characters
			""")
	void nameWhenMalformedShouldBeRefusedWithTheRule(String name, String rule) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.fixture.start().key(name, "GetObject"))
			.withMessageStartingWith("'" + name + "' is not the name of a directory bucket: " + rule);
	}

	@Test
	void keyWhenMadeBeforeShouldBeTheSameObject() {
		S3ExpressSessionManager manager = this.fixture.mode(SessionModeStrategy.BY_OPERATION).start();
		SessionPrincipal clients = SessionPrincipal.of(this.fixture.principal.credentials());
		SessionKey key = manager.key(ManagerFixture.BUCKET, "GetObject", clients);
		assertThat(manager.key(new String(ManagerFixture.BUCKET), "HeadObject")).isSameAs(key);
		assertThat(manager.keys(ManagerFixture.BUCKET)).contains(key)
			.contains(manager.key(ManagerFixture.BUCKET, "PutObject", clients));
		assertThat(manager.key(ManagerFixture.BUCKET, "GetObject", request(ALICE)))
			.isEqualTo(new SessionKey(key.bucket(), key.mode(), request(ALICE)))
			.isNotEqualTo(key);
	}

	@Test
	void keysWhenNamesAreTooManyShouldBeKeptOfTheFirst() {
		SessionKeys keys = new SessionKeys(new BucketCatalog(List.of(), SessionModeStrategy.DEFAULT),
				this.fixture.principal);
		BucketKeys first = keys.of(ManagerFixture.BUCKET);
		for (int number = 0; number < 10_000; number++) {
			keys.of(ManagerFixture.bucket(number));
		}
		String beyond = ManagerFixture.bucket(10_000);
		assertThat(keys.of(beyond)).isNotSameAs(keys.of(beyond));
		assertThat(keys.of(beyond).own()).isEqualTo(keys.of(beyond).own());
		assertThat(keys.of(ManagerFixture.BUCKET)).isSameAs(first);
	}

	private static SessionPrincipal request(AwsCredentialsIdentity identity) {
		return SessionPrincipal.of(identity);
	}

	private static final class ForAll implements AwsCredentialsProvider, SameForAllCallers {

		@Override
		public AwsCredentials resolveCredentials() {
			return ALICE;
		}

	}

}
