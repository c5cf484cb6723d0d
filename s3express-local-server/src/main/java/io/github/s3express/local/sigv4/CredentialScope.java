/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.util.regex.Pattern;

import io.github.s3express.local.protocol.S3Exception;

/**
 * Who signed, for which day, region and service (the {@code Credential} of a signature).
 *
 * @param accessKeyId the access key
 * @param date the day, {@code yyyyMMdd}
 * @param region the region
 * @param service the service, {@code s3express} for directory buckets
 * @author The S3 Express Spring Boot authors
 */
public record CredentialScope(String accessKeyId, String date, String region, String service) {

	private static final Pattern DATE = Pattern.compile("[0-9]{8}");

	private static final String TERMINATOR = "aws4_request";

	static CredentialScope parse(String credential) {
		String[] parts = credential.split("/", -1);
		if (parts.length != 5 || !parts[4].equals(TERMINATOR) || !DATE.matcher(parts[1]).matches()
				|| parts[0].isEmpty()) {
			throw new S3Exception(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; the Credential is mal-formed; expecting "
							+ "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
		}
		return new CredentialScope(parts[0], parts[1], parts[2], parts[3]);
	}

	String withoutKey() {
		return this.date + "/" + this.region + "/" + this.service + "/" + TERMINATOR;
	}

}
