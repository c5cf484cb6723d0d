/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;
import software.amazon.awssdk.services.s3.s3express.S3ExpressAuthScheme;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Tells the auth scheme which bucket and operation a request is about and where it goes,
 * and has HeadBucket signed with IAM credentials.
 */
final class SessionAuthSchemeProvider implements S3AuthSchemeProvider {

	// The one zonal operation that the SDK's own rules sign with a session against the
	// service's documentation. CreateSession, CopyObject and UploadPartCopy they sign
	// with IAM credentials.
	private static final String HEAD_BUCKET = "HeadBucket";

	// A provider of the application's own may answer by anything. After so many answers
	// that were not the SDK's alone, no more is tried to remember one.
	private static final int MAX_VAIN = 100;

	private final S3AuthSchemeProvider delegate;

	private final ClientRoute route;

	private final SessionHandles handles;

	private final boolean sessionsEnabled;

	private final Memo<Question, List<AuthSchemeOption>> memo = new Memo<>();

	private final S3ExpressEndpointProvider endpoints;

	private final RequestSettings settings;

	private volatile int vain;

	SessionAuthSchemeProvider(S3AuthSchemeProvider delegate, ClientRoute route, SessionHandles handles,
			boolean sessionsEnabled, S3ExpressEndpointProvider endpoints, RequestSettings settings) {
		this.delegate = delegate;
		this.route = route;
		this.handles = handles;
		this.sessionsEnabled = sessionsEnabled;
		this.endpoints = endpoints;
		this.settings = settings;
	}

	@Override
	public List<AuthSchemeOption> resolveAuthScheme(S3AuthSchemeParams params) {
		this.handles.clear();
		if (this.vain >= MAX_VAIN || !DirectoryBucketName.isDirectoryBucket(params.bucket())
				|| this.settings.mayHaveOwnEndpoint()) {
			return resolve(params);
		}
		Question question = new Question(params.operation(), EndpointInputs.of(params));
		List<AuthSchemeOption> known = this.memo.get(question);
		return (known != null) ? known : learn(question, params);
	}

	private List<AuthSchemeOption> learn(Question question, S3AuthSchemeParams params) {
		List<AuthSchemeOption> answer = new ArrayList<>();
		Watch watch = this.endpoints.watch(() -> answer.addAll(resolve(params)));
		List<AuthSchemeOption> options = List.copyOf(answer);
		if (watch != null && watch.sawNobodyButTheSdk()) {
			this.memo.put(question, options.stream().<AuthSchemeOption>map(CopyOnWriteAuthSchemeOption::of).toList());
		}
		else {
			// Counts of threads that come at the same time may be lost.
			this.vain = this.vain + 1;
		}
		return options;
	}

	/**
	 * How many answers are remembered.
	 */
	int remembered() {
		return this.memo.size();
	}

	private List<AuthSchemeOption> resolve(S3AuthSchemeParams params) {
		return this.delegate.resolveAuthScheme(params).stream().map((option) -> adapt(option, params)).toList();
	}

	private AuthSchemeOption adapt(AuthSchemeOption option, S3AuthSchemeParams params) {
		if (!S3ExpressAuthScheme.SCHEME_ID.equals(option.schemeId())) {
			return option;
		}
		boolean usesSession = this.sessionsEnabled && DirectoryBucketName.isDirectoryBucket(params.bucket())
				&& !HEAD_BUCKET.equals(params.operation());
		if (!usesSession) {
			return option.toBuilder().schemeId(AwsV4AuthScheme.SCHEME_ID).build();
		}
		return option.toBuilder()
			.putIdentityProperty(SessionTarget.PROPERTY,
					new SessionTarget(params.bucket(), params.operation(), this.route.of(params)))
			.build();
	}

	/**
	 * What the answer depends on.
	 *
	 * @param operation the operation
	 * @param inputs what its endpoint depends on
	 */
	private record Question(String operation, EndpointInputs inputs) {
	}

}
