/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * A request signed by the SDK's signer, an implementation that is not ours, as bytes that
 * a test can tamper with.
 *
 * @author The S3 Express Spring Boot authors
 */
final class SignedRequest {

	private final URI endpoint;

	private final SdkHttpMethod method;

	private final String path;

	private final Map<String, String> query = new TreeMap<>();

	private final Map<String, String> headers = new TreeMap<>();

	private byte[] body = new byte[0];

	private boolean chunked;

	private boolean trailer;

	private boolean presigned;

	private boolean unsigned;

	private Duration validity = Duration.ofMinutes(1);

	private String service = "s3express";

	private String region = "us-east-1";

	private String accessKeyId;

	private String secretAccessKey;

	private Instant date = Instant.now();

	private SignedRequest(URI endpoint, SdkHttpMethod method, String path) {
		this.endpoint = endpoint;
		this.method = method;
		this.path = path;
	}

	static SignedRequest of(S3ExpressLocalServer server, String method, String path) {
		SignedRequest request = new SignedRequest(server.endpoint(), SdkHttpMethod.fromValue(method), path);
		return request.credentials(server.accessKeyId(), server.secretAccessKey());
	}

	static SignedRequest at(URI endpoint, String method, String path) {
		return new SignedRequest(endpoint, SdkHttpMethod.fromValue(method), path);
	}

	static SignedRequest control(S3ExpressLocalServer server, String method, String path) {
		SignedRequest request = new SignedRequest(server.controlEndpoint(), SdkHttpMethod.fromValue(method), path);
		return request.credentials(server.accessKeyId(), server.secretAccessKey());
	}

	SignedRequest credentials(String accessKeyId, String secretAccessKey) {
		this.accessKeyId = accessKeyId;
		this.secretAccessKey = secretAccessKey;
		return this;
	}

	SignedRequest session(TestSession session) {
		credentials(session.accessKeyId(), session.secretAccessKey());
		if (!this.presigned) {
			this.headers.put("x-amz-s3session-token", session.sessionToken());
		}
		else {
			this.query.put("X-Amz-S3session-Token", session.sessionToken());
		}
		return this;
	}

	SignedRequest header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	SignedRequest query(String name, String value) {
		this.query.put(name, value);
		return this;
	}

	SignedRequest body(byte[] body) {
		this.body = body;
		return this;
	}

	SignedRequest body(String body) {
		return body(body.getBytes(StandardCharsets.UTF_8));
	}

	SignedRequest chunked(boolean withTrailer) {
		this.chunked = true;
		this.trailer = withTrailer;
		return this;
	}

	// The SDK's signer leaves a payload unsigned only if it believes in TLS.
	SignedRequest unsignedPayload() {
		this.unsigned = true;
		return this;
	}

	SignedRequest presigned(Duration validity) {
		this.presigned = true;
		this.validity = validity;
		return this;
	}

	SignedRequest service(String service) {
		this.service = service;
		return this;
	}

	SignedRequest region(String region) {
		this.region = region;
		return this;
	}

	SignedRequest date(Instant date) {
		this.date = date;
		return this;
	}

	RawHttp.Answer send() throws IOException {
		return RawHttp.send(this.endpoint, toBytes());
	}

	// The whole request, signed; latin-1 text maps to its bytes one to one.
	String toText() throws IOException {
		return new String(toBytes(), StandardCharsets.ISO_8859_1);
	}

	RawHttp.Answer send(String tampered) throws IOException {
		return RawHttp.send(this.endpoint, tampered);
	}

	byte[] toBytes() throws IOException {
		SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
			.method(this.method)
			.uri(this.endpoint)
			.protocol(this.unsigned ? "https" : "http")
			.encodedPath(this.path);
		this.headers.forEach(unsigned::putHeader);
		this.query.forEach(unsigned::putRawQueryParameter);
		if (this.body.length > 0) {
			unsigned.putHeader("Content-Length", Integer.toString(this.body.length));
		}
		SdkHttpRequest request = unsigned.build();
		var signed = AwsV4HttpSigner.create().sign((sign) -> configure(sign, request));
		ByteArrayOutputStream payload = new ByteArrayOutputStream();
		if (signed.payload().isPresent()) {
			try (InputStream in = signed.payload().get().newStream()) {
				in.transferTo(payload);
			}
		}
		return serialize(signed.request(), payload.toByteArray());
	}

	private void configure(SignRequest.Builder<AwsCredentialsIdentity> sign, SdkHttpRequest request) {
		sign.identity(AwsCredentialsIdentity.create(this.accessKeyId, this.secretAccessKey))
			.request(request)
			.putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, this.service)
			.putProperty(AwsV4HttpSigner.REGION_NAME, this.region)
			.putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
			.putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
			.putProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, this.chunked)
			.putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(this.date, ZoneOffset.UTC));
		if (this.body.length > 0 || this.chunked) {
			sign.payload(ContentStreamProvider.fromByteArray(this.body));
		}
		if (this.unsigned) {
			sign.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false);
		}
		if (this.trailer) {
			sign.putProperty(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
		}
		if (this.presigned) {
			sign.putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
				.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, this.validity)
				.putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false);
		}
	}

	private byte[] serialize(SdkHttpRequest request, byte[] payload) throws IOException {
		StringBuilder head = new StringBuilder();
		String query = request.encodedQueryParameters().map((text) -> "?" + text).orElse("");
		head.append(request.method()).append(' ').append(request.encodedPath()).append(query).append(" HTTP/1.1\r\n");
		boolean host = false;
		for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
			if (header.getKey().equalsIgnoreCase("content-length")) {
				continue;
			}
			host |= header.getKey().equalsIgnoreCase("host");
			for (String value : header.getValue()) {
				head.append(header.getKey()).append(": ").append(value).append("\r\n");
			}
		}
		if (!host) {
			head.append("Host: ").append(this.endpoint.getAuthority()).append("\r\n");
		}
		if (payload.length > 0 || this.method == SdkHttpMethod.PUT || this.method == SdkHttpMethod.POST) {
			head.append("Content-Length: ").append(payload.length).append("\r\n");
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		bytes.write(payload);
		return bytes.toByteArray();
	}

	// The credentials of a session.
	record TestSession(String accessKeyId, String secretAccessKey, String sessionToken) {

		static TestSession create(S3ExpressLocalServer server, String bucket, String mode) throws IOException {
			SignedRequest request = SignedRequest.of(server, "GET", "/" + bucket).query("session", "");
			if (mode != null) {
				request.header("x-amz-create-session-mode", mode);
			}
			RawHttp.Answer answer = request.send();
			if (answer.status() != 200) {
				throw new IllegalStateException(answer.toString());
			}
			return new TestSession(answer.element("AccessKeyId"), answer.element("SecretAccessKey"),
					answer.element("SessionToken"));
		}

	}

}
