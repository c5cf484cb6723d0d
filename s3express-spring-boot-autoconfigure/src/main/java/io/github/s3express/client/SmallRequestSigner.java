/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.checksums.spi.ChecksumAlgorithm;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.BaseSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

import io.github.s3express.session.S3ExpressSession;

/**
 * Signs the requests that make up most of the traffic: those without a body, and those
 * with one that is small enough to be held in memory. It has no chunks then, since its
 * checksum is known when the headers are sent. All else is left to the SDK's signer.
 */
final class SmallRequestSigner {

	/**
	 * The longest body. The SDK's signer holds as much in the buffers of its chunks.
	 */
	static final int MAX_BODY = 256 * 1024;

	/**
	 * Says of a request that it is not a small one.
	 */
	static final int NOT_SMALL = -1;

	private static final String SESSION_TOKEN = "x-amz-s3session-token";

	private static final String CONTENT_HASH = "x-amz-content-sha256";

	private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

	private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

	private static final byte[] NO_BODY = {};

	private final Digests digests = new Digests();

	private final HeaderSigner signer = new HeaderSigner(this.digests);

	private volatile SigningTime time = SigningTime.of(0);

	/**
	 * Whether the request is one of those that this signer knows how to sign.
	 */
	boolean signs(BaseSignRequest<?, ?> request) {
		return isPlain(request) && (request.payload().isPresent() ? bodyLength(request) != NOT_SMALL
				: !isChunkSigned(request) && checksumToAdd(request) == null);
	}

	/**
	 * How long the body of a request is that {@linkplain #signs is signed} here.
	 */
	int bodyLength(BaseSignRequest<?, ?> request) {
		ChecksumAlgorithm algorithm = checksumToAdd(request);
		if (algorithm != null && !BodyChecksum.isKnown(algorithm.algorithmId())) {
			return NOT_SMALL;
		}
		return request.request()
			.firstMatchingHeader("Content-Length")
			.map(SmallRequestSigner::length)
			.orElse(NOT_SMALL);
	}

	private static int length(String text) {
		try {
			long length = Long.parseLong(text);
			return (length >= 0 && length <= MAX_BODY) ? (int) length : NOT_SMALL;
		}
		catch (NumberFormatException ex) {
			return NOT_SMALL;
		}
	}

	/**
	 * Signs a request.
	 * @param request the request, one that {@linkplain #signs is signed} here
	 * @param body its body, or {@code null} if it has none
	 * @param handle the call that it is an attempt of
	 * @param session what it is signed with
	 * @return the signed request without its body, or {@code null} if only the SDK's
	 * signer knows how to sign it
	 */
	SdkHttpRequest.@Nullable Builder sign(BaseSignRequest<?, ?> request, byte @Nullable [] body, SessionHandle handle,
			S3ExpressSession session) {
		SdkHttpRequest.Builder signed = request.request().toBuilder();
		ChecksumAlgorithm algorithm = (body != null) ? checksumToAdd(request) : null;
		if (body != null && algorithm != null) {
			BodyChecksum checksum = handle.checksum(algorithm.algorithmId(),
					() -> BodyChecksum.of(algorithm.algorithmId(), body, this.digests));
			if (checksum == null) {
				return null;
			}
			signed.putHeader(BodyChecksum.header(checksum.algorithm()), checksum.value());
		}
		String contentHash = contentHash(request, body);
		signed.putHeader(CONTENT_HASH, contentHash);
		signed.putHeader(SESSION_TOKEN, session.credentials().sessionToken());
		SigningTime now = now(request);
		boolean complete = this.signer.sign(signed, now, session.credentials().accessKeyId().trim(),
				session.signingKey(now.day(), request.requireProperty(AwsV4HttpSigner.REGION_NAME),
						request.requireProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME)),
				contentHash);
		return complete ? signed : null;
	}

	private String contentHash(BaseSignRequest<?, ?> request, byte @Nullable [] body) {
		boolean signsPayload = signsPayload(request) || (body != null && !"https".equals(request.request().protocol()));
		return signsPayload ? HexFormat.of().formatHex(this.digests.sha256((body != null) ? body : NO_BODY))
				: UNSIGNED_PAYLOAD;
	}

	// Many requests are signed in the same second.
	private SigningTime now(BaseSignRequest<?, ?> request) {
		Clock clock = request.property(HttpSigner.SIGNING_CLOCK);
		long second = Math.floorDiv((clock != null) ? clock.millis() : Clock.systemUTC().millis(), 1_000L);
		SigningTime known = this.time;
		if (known.second() == second) {
			return known;
		}
		SigningTime now = SigningTime.of(second);
		this.time = now;
		return now;
	}

	private static boolean isPlain(BaseSignRequest<?, ?> request) {
		AuthLocation location = request.property(AwsV4FamilyHttpSigner.AUTH_LOCATION);
		return (location == null || location == AuthLocation.HEADER)
				&& request.property(AwsV4FamilyHttpSigner.EXPIRATION_DURATION) == null
				&& Boolean.FALSE.equals(request.property(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE))
				&& Boolean.FALSE.equals(request.property(AwsV4FamilyHttpSigner.NORMALIZE_PATH))
				&& request.hasProperty(AwsV4HttpSigner.REGION_NAME)
				&& request.hasProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME) && !isFramed(request.request());
	}

	private static boolean isFramed(SdkHttpRequest request) {
		return request.firstMatchingHeader("x-amz-trailer").isPresent()
				|| request.firstMatchingHeader("x-amz-decoded-content-length").isPresent()
				|| EVENT_STREAM.equals(request.firstMatchingHeader("Content-Type").orElse(null));
	}

	private static boolean isChunkSigned(BaseSignRequest<?, ?> request) {
		return signsPayload(request)
				&& Boolean.TRUE.equals(request.property(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED));
	}

	private static boolean signsPayload(BaseSignRequest<?, ?> request) {
		return !Boolean.FALSE.equals(request.property(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED));
	}

	private static @Nullable ChecksumAlgorithm checksumToAdd(BaseSignRequest<?, ?> request) {
		ChecksumAlgorithm algorithm = request.property(AwsV4FamilyHttpSigner.CHECKSUM_ALGORITHM);
		if (algorithm == null) {
			return null;
		}
		Optional<String> given = request.request().firstMatchingHeader(BodyChecksum.header(algorithm.algorithmId()));
		return given.isPresent() ? null : algorithm;
	}

}
