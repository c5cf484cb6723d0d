/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignerProperty;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.SessionRoute;
import io.github.s3express.session.SessionSigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signer against that of the SDK, with the SDK's chunks switched off.
 */
class SmallRequestSignerTests {

	private static final int REQUESTS = 100_000;

	private static final Instant NOW = Instant.parse("2026-01-31T23:59:30Z");

	private final Random random = new Random(16);

	private final HttpSigner<S3ExpressSessionCredentials> sdk = S3ExpressAuthScheme.create().signer();

	private final SmallRequestSigner own = new SmallRequestSigner();

	@Test
	void signShouldGiveWhatTheSignerOfTheSdkGives() {
		S3ExpressSession[] sessions = { session("one"), session("two"), session(" blanks ") };
		int withBody = 0;
		for (int count = 0; count < REQUESTS; count++) {
			S3ExpressSession session = sessions[this.random.nextInt(sessions.length)];
			byte[] body = (this.random.nextInt(4) == 0) ? anyBody() : null;
			SignRequest<S3ExpressSessionCredentials> request = anyRequest(session, body);
			assertThat(this.own.signs(request)).isTrue();
			SdkHttpRequest.Builder signed = this.own.sign(request, body, handle(session), session);
			assertThat(signed).isNotNull();
			SdkHttpRequest expected = this.sdk.sign(request).request();
			if (!signed.headers().equals(expected.headers())) {
				// Slow, and needed for the message alone.
				assertThat(signed.headers()).as("%s", request).isEqualTo(expected.headers());
			}
			withBody += (body != null) ? 1 : 0;
		}
		assertThat(withBody).isBetween(REQUESTS / 5, REQUESTS / 3);
	}

	@Test
	void signsWhenItTakesMoreThanAHeaderShouldLeaveItToTheSdk() {
		assertThat(signs(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)).isFalse();
		assertThat(signs(AwsV4FamilyHttpSigner.NORMALIZE_PATH, true)).isFalse();
		assertThat(signs(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, true)).isFalse();
		assertThat(signs(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC64NVME)).isFalse();
		assertThat(signs("x-amz-trailer", "x-amz-checksum-crc32")).isFalse();
		assertThat(signs("x-amz-decoded-content-length", "4")).isFalse();
		assertThat(signs("Content-Type", "application/vnd.amazon.eventstream")).isFalse();
		assertThat(signs("Content-Length", String.valueOf(SmallRequestSigner.MAX_BODY + 1))).isFalse();
		assertThat(signs("Content-Length", "4")).isTrue();
	}

	@Test
	void signsWhenLengthOfTheBodyIsNotKnownShouldLeaveItToTheSdk() {
		byte[] body = { 1 };
		SdkHttpFullRequest request = SdkHttpFullRequest.builder()
			.method(SdkHttpMethod.PUT)
			.uri(URI.create("https://bucket.example/key"))
			.build();
		assertThat(this.own.signs(signRequest(session("one"), body, request).build())).isFalse();
	}

	@Test
	void signingKeyShouldBeTheSessionsOwn() {
		S3ExpressSession one = session("one");
		Digests digests = new Digests();
		SessionSigningKey key = one.signingKey("20260131", "us-east-1", "s3express");
		assertThat(one.signingKey("20260131", "us-east-1", "s3express")).isSameAs(key);
		byte[] bytes = { 1 };
		assertThat(one.signingKey("20260201", "us-east-1", "s3express").sign(digests.hmacSha256(), bytes))
			.isNotEqualTo(key.sign(digests.hmacSha256(), bytes));
		assertThat(one.signingKey("20260131", "us-west-2", "s3express").sign(digests.hmacSha256(), bytes))
			.isNotEqualTo(key.sign(digests.hmacSha256(), bytes));
		assertThat(one.signingKey("20260131", "us-east-1", "s3").sign(digests.hmacSha256(), bytes))
			.isNotEqualTo(key.sign(digests.hmacSha256(), bytes));
		assertThat(session("two").signingKey("20260131", "us-east-1", "s3express").sign(digests.hmacSha256(), bytes))
			.isNotEqualTo(key.sign(digests.hmacSha256(), bytes));
		assertThat(one.toString()).doesNotContain("secret");
	}

	private <T> boolean signs(SignerProperty<T> property, T value) {
		byte[] body = { 1, 2, 3, 4 };
		SdkHttpFullRequest request = SdkHttpFullRequest.builder()
			.method(SdkHttpMethod.PUT)
			.uri(URI.create("https://bucket.example/key"))
			.putHeader("Content-Length", "4")
			.build();
		return this.own.signs(signRequest(session("one"), body, request).putProperty(property, value).build());
	}

	private boolean signs(String header, String value) {
		byte[] body = { 1, 2, 3, 4 };
		SdkHttpFullRequest request = SdkHttpFullRequest.builder()
			.method(SdkHttpMethod.PUT)
			.uri(URI.create("https://bucket.example/key"))
			.putHeader("Content-Length", "4")
			.putHeader(header, value)
			.build();
		return this.own.signs(signRequest(session("one"), body, request).build());
	}

	private SignRequest<S3ExpressSessionCredentials> anyRequest(S3ExpressSession session, byte @Nullable [] body) {
		SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
			.method(any(SdkHttpMethod.values()))
			.protocol(any("http", "https"))
			.host(any("bucket--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com", "127.0.0.1"))
			.port(any(null, 80, 443, 9_000))
			.encodedPath(any("", "/", "//", "/a/./b/../c", "/bucket/" + SdkHttpUtils.urlEncodeIgnoreSlashes(anyText()),
					"key"));
		for (int count = this.random.nextInt(4); count > 0; count--) {
			request.appendRawQueryParameter(any("", "prefix", "list-type", "Prefix", "session", "ü", "a b", "a+b", "~"),
					any(null, "", "2", anyText()));
		}
		for (int count = this.random.nextInt(8); count > 0; count--) {
			request.appendHeader(any("Content-Type", "x-amz-meta-one", "X-Amz-Meta-Two", "x-amz-meta_three", "Range",
					"x-amz-meta-", "User-Agent", "Expect", "X-Forwarded-For", "Host", "x-amz-s3session-token",
					"x-amz-content-sha256", "if-match", "Z"), any("", " ", "v", "  two  words\t", anyText()));
		}
		if (body != null) {
			request.putHeader("Content-Length", String.valueOf(body.length));
		}
		SignRequest.Builder<S3ExpressSessionCredentials> sign = signRequest(session, body, request.build());
		if (body != null && this.random.nextBoolean()) {
			ChecksumAlgorithm algorithm = any(DefaultChecksumAlgorithm.CRC32, DefaultChecksumAlgorithm.CRC32C,
					DefaultChecksumAlgorithm.SHA1, DefaultChecksumAlgorithm.SHA256);
			sign.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, algorithm);
			if (this.random.nextInt(4) == 0) {
				sign.request(request.putHeader(BodyChecksum.header(algorithm.algorithmId()), "given").build());
			}
		}
		return sign.build();
	}

	private SignRequest.Builder<S3ExpressSessionCredentials> signRequest(S3ExpressSession session,
			byte @Nullable [] body, SdkHttpFullRequest request) {
		return SignRequest.builder(session.credentials())
			.request(request)
			.payload((body != null) ? () -> new ByteArrayInputStream(body) : null)
			.putProperty(HttpSigner.SIGNING_CLOCK,
					Clock.fixed(NOW.plusMillis(this.random.nextInt(60_000)), ZoneOffset.UTC))
			.putProperty(AwsV4HttpSigner.REGION_NAME, any("us-east-1", "us-west-2"))
			.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3express")
			.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, this.random.nextInt(4) == 0)
			.putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
			.putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false);
	}

	private byte[] anyBody() {
		byte[] body = new byte[this.random.nextInt(20)];
		this.random.nextBytes(body);
		return body;
	}

	private String anyText() {
		char[] text = new char[this.random.nextInt(12)];
		for (int index = 0; index < text.length; index++) {
			text[index] = any('a', 'Z', '0', ' ', ' ', '\t', '/', '%', '+', '&', '=', ',', ';', ':', 'ü', '\u20ac');
		}
		return new String(text);
	}

	private static SessionHandle handle(S3ExpressSession session) {
		return new SessionHandle(session.key(), null, "PutObject");
	}

	private static S3ExpressSession session(String name) {
		SessionKey key = new SessionKey(new DirectoryBucketName("bucket--use1-az4--x-s3"), SessionMode.DEFAULT,
				SessionPrincipal.of(AnonymousCredentialsProvider.create()), SessionRoute.APPLICATION);
		return new S3ExpressSession(key,
				S3ExpressSessionCredentials.create("AKIA" + name, "secret " + name, "token " + name), NOW,
				NOW.plusSeconds(300), SessionEncryption.BUCKET_DEFAULT, 0);
	}

	@SafeVarargs
	private <T> T any(T... choices) {
		return Arrays.asList(choices).get(this.random.nextInt(choices.length));
	}

}
