/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.List;
import java.util.Set;

import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.identity.spi.IdentityProperty;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Tells the auth scheme which bucket and operation a request is about, and has the
 * operations signed with IAM credentials that must not use a session.
 */
final class SessionAuthSchemeProvider implements S3AuthSchemeProvider {

	static final IdentityProperty<String> BUCKET = IdentityProperty.create(SessionAuthSchemeProvider.class, "Bucket");

	static final IdentityProperty<String> OPERATION = IdentityProperty.create(SessionAuthSchemeProvider.class,
			"Operation");

	// The SDK's own rules sign these with a session, or leave it open; by the service's
	// documentation they take IAM credentials.
	private static final Set<String> IAM_OPERATIONS = Set.of("HeadBucket", "CopyObject", "UploadPartCopy",
			"CreateSession");

	private final S3AuthSchemeProvider delegate;

	private final boolean sessionsEnabled;

	SessionAuthSchemeProvider(S3AuthSchemeProvider delegate, boolean sessionsEnabled) {
		this.delegate = delegate;
		this.sessionsEnabled = sessionsEnabled;
	}

	/**
	 * Whether an operation on a directory bucket must not use a session though its
	 * endpoint is zonal.
	 * @param operation an operation's name as in the S3 API
	 */
	static boolean usesIamCredentials(String operation) {
		return IAM_OPERATIONS.contains(operation);
	}

	@Override
	public List<AuthSchemeOption> resolveAuthScheme(S3AuthSchemeParams params) {
		return this.delegate.resolveAuthScheme(params).stream().map((option) -> adapt(option, params)).toList();
	}

	private AuthSchemeOption adapt(AuthSchemeOption option, S3AuthSchemeParams params) {
		if (!S3ExpressAuthScheme.SCHEME_ID.equals(option.schemeId())) {
			return option;
		}
		boolean usesSession = this.sessionsEnabled && DirectoryBucketName.isDirectoryBucket(params.bucket())
				&& !usesIamCredentials(params.operation());
		if (!usesSession) {
			return option.toBuilder().schemeId(AwsV4AuthScheme.SCHEME_ID).build();
		}
		return option.toBuilder()
			.putIdentityProperty(BUCKET, params.bucket())
			.putIdentityProperty(OPERATION, params.operation())
			.build();
	}

}
