/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.s3express.session.creation.CreateSessionPolicy;

/**
 * Explains why a required session could not be made.
 */
class RequiredSessionFailureAnalyzer extends AbstractFailureAnalyzer<RequiredSessionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, RequiredSessionException cause) {
		String optional = "set s3express.buckets.%s.required to false to start without the session."
			.formatted(cause.getBucketId());
		CreateSessionPolicy policy = cause.getPolicy();
		String action = (policy != null)
				? """
						Let the principal that the service names have this IAM policy, the least that allows the session for %s, or %s

						%s

						If it has it already, look for a Deny: in the bucket's policy, a permissions boundary, a VPC endpoint's policy."""
					.formatted(policy.resource(), optional, policy.toJson())
				: "Correct the cause, or " + optional;
		return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
	}

}
