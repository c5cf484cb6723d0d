/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

import io.github.s3express.local.http.HttpHeaders;
import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.UriCodec;

/**
 * Verifies the signature of a request's head (AWS IAM User Guide, "Create a signed AWS
 * API request"; Amazon S3 API Reference, "Authenticating Requests (AWS Signature Version
 * 4)").
 *
 * @author The S3 Express Spring Boot authors
 */
public final class SignatureVerifier {

	private static final Duration MAX_SKEW = Duration.ofMinutes(15);

	/** What a presigned URL may be sent with, although it was not signed. */
	private static final Set<String> UNSIGNED_WITH_URL = Set.of("x-amz-content-sha256", "x-amz-user-agent",
			"x-amz-date");

	private final SigningKeys signingKeys = new SigningKeys();

	/**
	 * Checks the moment of a claim: before anything else, as it needs no secret.
	 * @param claim the claim
	 * @param now the server's time
	 * @throws S3Exception 403 if it is too old, too new or expired
	 */
	public void checkTime(Authorization claim, Instant now) {
		if (!claim.amzDate().startsWith(claim.scope().date())) {
			throw new S3Exception(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; Invalid credential date \"" + claim.scope().date()
							+ "\". This date is not the same as X-Amz-Date.");
		}
		if (claim.presigned()) {
			if (now.isAfter(claim.signedAt().plusSeconds(claim.expiresSeconds()))) {
				throw S3Errors.accessDenied("Request has expired")
					.with("X-Amz-Expires", Long.toString(claim.expiresSeconds()))
					.with("Expires", claim.signedAt().plusSeconds(claim.expiresSeconds()).toString())
					.with("ServerTime", now.toString());
			}
			if (claim.signedAt().isAfter(now.plus(MAX_SKEW))) {
				throw S3Errors.accessDenied("Request is not valid yet").with("ServerTime", now.toString());
			}
		}
		else if (Duration.between(claim.signedAt(), now).abs().compareTo(MAX_SKEW) > 0) {
			throw new S3Exception(403, "RequestTimeTooSkewed",
					"The difference between the request time and the current time is too large.")
				.with("RequestTime", claim.amzDate())
				.with("ServerTime", now.toString())
				.with("MaxAllowedSkewMilliseconds", Long.toString(MAX_SKEW.toMillis()));
		}
	}

	/**
	 * Checks the signature of a request's head. The body is checked while it is read.
	 * @param request the request
	 * @param query its query
	 * @param claim its claim
	 * @param secretKey the secret of the claim's access key
	 * @return what the body is checked with
	 * @throws S3Exception 403 if the signature does not match
	 */
	public VerifiedSignature verify(HttpRequest request, QueryString query, Authorization claim, String secretKey) {
		checkSignedHeaders(request.headers(), claim);
		String payload = payloadHash(request.headers(), claim);
		byte[] key = this.signingKeys.get(secretKey, claim.scope());
		String canonical = canonicalRequest(request, request.rawPath(), query, claim, payload);
		if (!matches(claim, key, canonical)) {
			// Some clients sign the encoded path and send it less encoded.
			String encoded = UriCodec.encode(UriCodec.decode(request.rawPath(), false), true);
			String retry = canonicalRequest(request, encoded, query, claim, payload);
			if (encoded.equals(request.rawPath()) || !matches(claim, key, retry)) {
				throw new S3Exception(403, "SignatureDoesNotMatch",
						"The request signature we calculated does not match the signature you provided. "
								+ "Check your key and signing method.")
					.with("AWSAccessKeyId", claim.scope().accessKeyId())
					.with("SignatureProvided", claim.signature())
					.with("StringToSign", stringToSign(claim, canonical))
					.with("CanonicalRequest", redact(canonical));
			}
		}
		return new VerifiedSignature(key, claim.amzDate(), claim.scope().withoutKey(), claim.signature(), payload);
	}

	private static boolean matches(Authorization claim, byte[] key, String canonicalRequest) {
		return Hmac.sameText(Hmac.signHex(key, stringToSign(claim, canonicalRequest)), claim.signature());
	}

	private static String stringToSign(Authorization claim, String canonicalRequest) {
		return "AWS4-HMAC-SHA256\n" + claim.amzDate() + "\n" + claim.scope().withoutKey() + "\n"
				+ Hmac.sha256Hex(canonicalRequest.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String canonicalRequest(HttpRequest request, String path, QueryString query, Authorization claim,
			String payload) {
		StringBuilder text = new StringBuilder(1024);
		text.append(request.method()).append('\n').append(path).append('\n').append(query.canonical()).append('\n');
		for (String name : new TreeSet<>(claim.signedHeaders())) {
			StringJoiner values = new StringJoiner(",");
			for (String value : request.headers().all(name)) {
				values.add(value.contains("  ") ? value.replaceAll(" +", " ") : value);
			}
			text.append(name).append(':').append(values).append('\n');
		}
		text.append('\n').append(String.join(";", claim.signedHeaders())).append('\n').append(payload);
		return text.toString();
	}

	private static void checkSignedHeaders(HttpHeaders headers, Authorization claim) {
		List<String> signed = claim.signedHeaders();
		StringJoiner missing = new StringJoiner(", ");
		if (!signed.contains("host")) {
			missing.add("host");
		}
		for (String name : headers.names()) {
			boolean free = claim.presigned() && UNSIGNED_WITH_URL.contains(name);
			if (name.startsWith("x-amz-") && !signed.contains(name) && !free) {
				missing.add(name);
			}
		}
		if (missing.length() > 0) {
			throw S3Errors.accessDenied("There were headers present in the request which were not signed")
				.with("HeadersNotSigned", missing.toString());
		}
	}

	private static String payloadHash(HttpHeaders headers, Authorization claim) {
		String hash = headers.first("x-amz-content-sha256");
		if (claim.presigned()) {
			return (hash != null && claim.signedHeaders().contains("x-amz-content-sha256")) ? hash : "UNSIGNED-PAYLOAD";
		}
		if (hash == null) {
			throw S3Errors.invalidRequest("Missing required header for this request: x-amz-content-sha256");
		}
		return hash;
	}

	private static String redact(String canonicalRequest) {
		return canonicalRequest.replaceAll("(x-amz-(?:s3session|security)-token[:=])[^\n&]*", "$1(redacted)")
			.replaceAll("(?i)(X-Amz-(?:S3session|Security)-Token=)[^\n&]*", "$1(redacted)");
	}

}
