/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.http.HttpHeaders;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * The checksum that a client sends with a body (Amazon S3 User Guide, "Checking object
 * integrity"): one, in a header or announced as a trailer.
 *
 * @param algorithm the algorithm, or {@code null} if the client leaves it to the service
 * @param value the value from the header, or {@code null} if it comes later or never
 * @param trailer whether it comes in a trailer
 * @author The S3 Express Spring Boot authors
 */
record RequestedChecksum(@Nullable ChecksumAlgorithm algorithm, @Nullable String value, boolean trailer) {

	static RequestedChecksum of(HttpHeaders headers) {
		RequestedChecksum found = new RequestedChecksum(null, null, false);
		for (String name : headers.names()) {
			ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(name);
			if (algorithm != null) {
				found = found.or(new RequestedChecksum(algorithm, headers.first(name), false));
				checkForm(algorithm, found.value);
			}
			else if (name.startsWith("x-amz-checksum-") && !name.equals("x-amz-checksum-mode")
					&& !name.equals("x-amz-checksum-algorithm") && !name.equals("x-amz-checksum-type")) {
				throw S3Errors.notImplemented("the checksum header " + name);
			}
		}
		String trailer = headers.first("x-amz-trailer");
		if (trailer != null) {
			ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofHeader(trailer.strip().toLowerCase(Locale.ROOT));
			if (algorithm == null) {
				throw S3Errors.invalidRequest("The value specified in the x-amz-trailer header is not supported");
			}
			found = found.or(new RequestedChecksum(algorithm, null, true));
		}
		String declared = headers.first("x-amz-sdk-checksum-algorithm");
		if (declared != null) {
			ChecksumAlgorithm algorithm = ChecksumAlgorithm.of(declared);
			if (algorithm == null) {
				throw S3Errors
					.invalidRequest("Checksum algorithm provided is unsupported. Please try again with any of "
							+ "the valid types: " + Arrays.toString(ChecksumAlgorithm.values()));
			}
			if (found.algorithm == null) {
				// Per docs, not checked against AWS.
				throw S3Errors
					.invalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or "
							+ "x-amz-trailer headers were found.");
			}
			if (found.algorithm != algorithm) {
				throw S3Errors.invalidRequest("Value for x-amz-sdk-checksum-algorithm header is invalid.");
			}
		}
		return found;
	}

	/**
	 * The value that the client sent, once the body was read to its end.
	 */
	@Nullable String expected(Map<String, String> trailers) {
		if (!this.trailer || this.algorithm == null) {
			return this.value;
		}
		String sent = trailers.get(this.algorithm.header());
		if (sent == null) {
			throw new S3Exception(400, "MalformedTrailerError",
					"The request contained trailing data that was not well-formed or did not conform to our published "
							+ "schema.");
		}
		checkForm(this.algorithm, sent);
		return sent;
	}

	static void checkForm(ChecksumAlgorithm algorithm, @Nullable String value) {
		if (value == null) {
			return;
		}
		try {
			if (Base64.getDecoder().decode(value).length == algorithm.length()) {
				return;
			}
		}
		catch (IllegalArgumentException ex) {
			// As below.
		}
		throw S3Errors.invalidRequest("Value for " + algorithm.header() + " header is invalid.");
	}

	private RequestedChecksum or(RequestedChecksum other) {
		if (this.algorithm != null) {
			throw S3Errors
				.invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
		}
		return other;
	}

}
