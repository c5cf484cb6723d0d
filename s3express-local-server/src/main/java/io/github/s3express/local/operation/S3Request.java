/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Identity;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.sigv4.Authorization;
import io.github.s3express.local.sigv4.Payload;

/**
 * A request whose signature was right and whose sender may do what it asks.
 *
 * @param operation what it asks
 * @param target what it is aimed at
 * @param identity who sent it
 * @param claim how it was signed
 * @param payload its body
 * @author The S3 Express Spring Boot authors
 */
record S3Request(Operation operation, Target target, Identity identity, Authorization claim, Payload payload) {

	String bucket() {
		return Objects.requireNonNull(this.target.bucket());
	}

	// The bucket or access point that the client named, for answers that repeat it.
	String named() {
		return Objects.requireNonNull(this.target.named());
	}

	// An access point's name or an ARN.
	String controlName() {
		return Objects.requireNonNull(this.target.control()).name();
	}

	String key() {
		return Objects.requireNonNull(this.target.key());
	}

	// What an operation reads, it declares.
	@Nullable String header(String name) {
		if (declaration().ofHeader(name) == null) {
			throw new IllegalStateException(
					this.operation + " reads the header " + name + ", but does not declare it.");
		}
		return this.target.header(name);
	}

	@Nullable String parameter(String name) {
		if (declaration().ofParameter(name) == null) {
			throw new IllegalStateException(
					this.operation + " reads the parameter " + name + ", but does not declare it.");
		}
		return this.target.parameter(name);
	}

	List<String> parameters(String name) {
		return (parameter(name) != null) ? this.target.query().all(name) : List.of();
	}

	private Declaration declaration() {
		return Declarations.of(this.operation);
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
