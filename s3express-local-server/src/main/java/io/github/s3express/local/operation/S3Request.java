/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Identity;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.sigv4.Payload;

/**
 * A request whose signature was right and whose sender may do what it asks.
 *
 * @param operation what it asks
 * @param target what it is aimed at
 * @param identity who sent it
 * @param payload its body
 * @author The S3 Express Spring Boot authors
 */
record S3Request(Operation operation, Target target, Identity identity, Payload payload) {

	String bucket() {
		return Objects.requireNonNull(this.target.bucket());
	}

	String key() {
		return Objects.requireNonNull(this.target.key());
	}

	@Nullable String header(String name) {
		return this.target.header(name);
	}

	@Nullable String parameter(String name) {
		return this.target.parameter(name);
	}

	// Reads a body that is small by nature.
	byte[] readBody(int maximum) throws IOException {
		byte[] body = this.payload.readNBytes(maximum + 1);
		if (body.length > maximum) {
			throw new S3Exception(400, "MaxMessageLengthExceeded", "Your request was too large.");
		}
		return body;
	}

}
