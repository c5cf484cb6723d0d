/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.protocol.S3Errors;

/**
 * Who must own a bucket for a request to be carried out (Amazon S3 User Guide, "Verifying
 * bucket ownership with bucket owner condition"). The local server has one account.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Ownership {

	private static final String BUCKET = "x-amz-expected-bucket-owner";

	private static final String SOURCE = "x-amz-source-expected-bucket-owner";

	private static final String ACCOUNT = "x-amz-account-id";

	private Ownership() {
	}

	static void check(S3Request request) {
		check(BUCKET, request.target().header(BUCKET));
		check(SOURCE, request.target().header(SOURCE));
		check(ACCOUNT, request.target().header(ACCOUNT));
	}

	private static void check(String name, @Nullable String owner) {
		if (owner == null) {
			return;
		}
		if (!owner.matches("[0-9]{12}")) {
			throw S3Errors.invalidArgument(name, owner,
					"The value of " + name + " must be an account id of 12 digits.");
		}
		if (!owner.equals(Principal.ACCOUNT)) {
			throw S3Errors.accessDenied();
		}
	}

}
