/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

import io.github.s3express.session.SessionSigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The signer against the test vectors that AWS has published.
 */
class HeaderSignerTests {

	private static final String ACCESS_KEY = "AKIDEXAMPLE";

	private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

	private final HeaderSigner signer = new HeaderSigner(new Digests());

	private final SigningTime time = SigningTime.of(Instant.parse("2015-08-30T12:36:00Z").getEpochSecond());

	static List<Vector> vectors() throws IOException {
		try (InputStream suite = HeaderSignerTests.class.getResourceAsStream("aws-signing-test-suite.txt")) {
			return Stream.of(new String(suite.readAllBytes(), StandardCharsets.UTF_8).split("\n\n"))
				.filter((text) -> !text.startsWith("#"))
				.map(Vector::of)
				.toList();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("vectors")
	void signShouldGiveTheSignatureOfTheTestSuite(Vector vector) {
		SdkHttpFullRequest.Builder request = vector.request();
		boolean signed = this.signer.sign(request, this.time, ACCESS_KEY,
				new SessionSigningKey(SECRET, this.time.day(), "us-east-1", "service"), vector.hash());
		assertThat(signed).isTrue();
		assertThat(request.firstMatchingHeader("Authorization")).contains(vector.gives());
	}

	@Test
	void vectorsShouldBeAllOfThem() throws IOException {
		assertThat(vectors()).hasSize(32)
			.extracting(Vector::name)
			.contains("get-vanilla", "get-vanilla-query-order-key-case", "get-utf8", "get-header-value-trim",
					"get-slashes-unnormalized", "get-vanilla-with-session-token", "post-x-www-form-urlencoded");
	}

	@Test
	void keyShouldShowNoSecret() {
		SessionSigningKey key = new SessionSigningKey(SECRET, this.time.day(), "us-east-1", "service");
		assertThat(key).hasToString("SessionSigningKey[20150830/us-east-1/service/aws4_request]");
	}

	/**
	 * A request and its signature.
	 *
	 * @param name the name that the suite has for it
	 * @param method the method
	 * @param target path and query, neither of them encoded
	 * @param headers the headers
	 * @param hash the hash of its body
	 * @param gives the header that is to be added
	 */
	record Vector(String name, String method, String target, List<String> headers, String hash, String gives) {

		static Vector of(String text) {
			List<String> lines = new ArrayList<>(text.strip().lines().toList());
			String gives = lines.remove(lines.size() - 1).substring("gives ".length());
			String hash = lines.remove(lines.size() - 1).substring("hash ".length());
			String name = lines.remove(0).substring("name ".length());
			String[] line = lines.remove(0).split(" ", 2);
			return new Vector(name, line[0], line[1], lines, hash, gives);
		}

		SdkHttpFullRequest.Builder request() {
			String[] parts = this.target.split("\\?", 2);
			SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
				.method(SdkHttpMethod.fromValue(this.method))
				.protocol("https")
				.host("example.amazonaws.com")
				.encodedPath(SdkHttpUtils.urlEncodeIgnoreSlashes(parts[0]));
			if (parts.length > 1) {
				for (String parameter : parts[1].split("&")) {
					String[] pair = parameter.split("=", 2);
					request.appendRawQueryParameter(decoded(pair[0]), decoded(pair[1]));
				}
			}
			for (String header : this.headers) {
				String[] pair = header.split(":", 2);
				request.appendHeader(pair[0], pair[1].replace("\\n", "\n"));
			}
			return request;
		}

		private static String decoded(String text) {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
