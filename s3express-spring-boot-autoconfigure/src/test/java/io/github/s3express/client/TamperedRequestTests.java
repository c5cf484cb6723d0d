/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.S3ExpressSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One byte of a signed request is changed on its way: proof that the server which all
 * tests talk to checks what clients send.
 */
class TamperedRequestTests {

	private static final String TOKEN_HEADER = "x-amz-s3session-token";

	private static final String OTHER_BUCKET = "other--use1-az4--x-s3";

	private static final String CONTENT = "The content of an object.";

	private final ClientFixture fixture = new ClientFixture((server) -> server.bucket(OTHER_BUCKET), (manager) -> {
	});

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void putWhenNothingIsChangedShouldSucceed() {
		put(client(TamperingHttpClient.ofBodies((body) -> body)));
		assertThat(this.fixture.client()
			.getObjectAsBytes((get) -> get.bucket(ClientFixture.BUCKET).key("key"))
			.asUtf8String()).isEqualTo(CONTENT);
	}

	@Test
	void putWhenOneByteOfTheSignatureIsChangedShouldBeRefused() {
		assertRefused(client(TamperingHttpClient.ofRequests((request) -> {
			String authorization = request.firstMatchingHeader("Authorization").orElseThrow();
			return request.copy((copy) -> copy.putHeader("Authorization", changeLastByte(authorization)));
		})), 403, "SignatureDoesNotMatch");
	}

	@Test
	void putWhenOneByteOfTheSessionTokenIsChangedShouldBeRefused() {
		assertRefused(client(TamperingHttpClient.ofRequests((request) -> {
			String token = request.firstMatchingHeader(TOKEN_HEADER).orElseThrow();
			return request.copy((copy) -> copy.putHeader(TOKEN_HEADER, changeLastByte(token)));
		})), 400, "InvalidToken");
	}

	@Test
	void putWhenOneByteOfTheBodyIsChangedShouldBeRefused() {
		assertRefused(client(TamperingHttpClient.ofBodies(TamperedRequestTests::changed)), 400,
				"XAmzContentSHA256Mismatch");
	}

	@Test
	void putWhenOneByteOfALongBodyIsChangedShouldBeRefused() {
		String content = CONTENT + "x".repeat(SmallRequestSigner.MAX_BODY);
		S3Client client = client(TamperingHttpClient.ofBodies(TamperedRequestTests::changed));
		assertRefused(() -> put(client, content), 403, "SignatureDoesNotMatch");
	}

	private static byte[] changed(byte[] body) {
		return new String(body, StandardCharsets.ISO_8859_1).replace("The content", "the content")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Test
	void putWhenSessionIsOfAnotherBucketShouldBeRefused() {
		S3ExpressSession other = this.fixture.manager.get(this.fixture.manager.key(OTHER_BUCKET, "PutObject"));
		assertRefused(S3Client.builder()
			.region(this.fixture.region())
			.credentialsProvider(this.fixture.credentials)
			.endpointProvider(new S3ExpressEndpointProvider(S3EndpointProvider.defaultProvider(),
					this.fixture.endpoints, () -> null, (bucket) -> null))
			.putAuthScheme(new FixedSession(other.credentials()))
			.build(), 403, "AccessDenied");
	}

	private S3Client client(TamperingHttpClient httpClient) {
		return this.fixture.client((builder) -> builder.httpClient(httpClient)
			.overrideConfiguration((configuration) -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())));
	}

	private static void put(S3Client client) {
		put(client, CONTENT);
	}

	private static void put(S3Client client, String content) {
		client.putObject((put) -> put.bucket(ClientFixture.BUCKET).key("key"), RequestBody.fromString(content));
	}

	private void assertRefused(S3Client client, int status, String code) {
		assertRefused(() -> put(client), status, code);
	}

	private static void assertRefused(ThrowingCallable put, int status, String code) {
		assertThatExceptionOfType(S3Exception.class).isThrownBy(put).satisfies((refusal) -> {
			assertThat(refusal.statusCode()).isEqualTo(status);
			assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
		});
	}

	private static String changeLastByte(String value) {
		char last = value.charAt(value.length() - 1);
		return value.substring(0, value.length() - 1) + ((last != 'a') ? 'a' : 'b');
	}

	/**
	 * Signs every request with the same session, whatever its bucket.
	 *
	 * @param credentials those of the session
	 */
	private record FixedSession(S3ExpressSessionCredentials credentials) implements S3ExpressAuthScheme {

		@Override
		public String schemeId() {
			return SCHEME_ID;
		}

		@Override
		public IdentityProvider<S3ExpressSessionCredentials> identityProvider(IdentityProviders providers) {
			return new IdentityProvider<>() {

				@Override
				public Class<S3ExpressSessionCredentials> identityType() {
					return S3ExpressSessionCredentials.class;
				}

				@Override
				public CompletableFuture<S3ExpressSessionCredentials> resolveIdentity(ResolveIdentityRequest request) {
					return CompletableFuture.completedFuture(FixedSession.this.credentials);
				}

			};
		}

		@Override
		public HttpSigner<S3ExpressSessionCredentials> signer() {
			return S3ExpressAuthScheme.create().signer();
		}

	}

}
