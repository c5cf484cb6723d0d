/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import io.github.s3express.session.SameForAllCallers;

/**
 * Says in one line that there are no credentials, and what to set, where the SDK's chain
 * tells the story of each of its members.
 */
final class ExplainedCredentialsProvider implements AwsCredentialsProvider, SameForAllCallers, SdkAutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ExplainedCredentialsProvider.class);

	private final AwsCredentialsProvider delegate;

	private final Supplier<@Nullable String> explanation;

	private ExplainedCredentialsProvider(AwsCredentialsProvider delegate, Supplier<@Nullable String> explanation) {
		this.delegate = delegate;
		this.explanation = explanation;
	}

	/**
	 * All that the SDK knows of.
	 */
	static ExplainedCredentialsProvider chain() {
		return new ExplainedCredentialsProvider(DefaultCredentialsProvider.builder().build(),
				() -> "There are no AWS credentials: neither environment variables, system properties, the AWS "
						+ "configuration files, web identity, container nor instance have any; set "
						+ "s3express.credentials.access-key-id and secret-access-key, s3express.credentials.profile, or "
						+ "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
	}

	/**
	 * A profile of the AWS configuration files. If it is there, the SDK knows best what
	 * is wrong with it.
	 */
	static ExplainedCredentialsProvider profile(String name) {
		return new ExplainedCredentialsProvider(ProfileCredentialsProvider.create(name), () -> ProfileFile
			.defaultProfileFile()
			.profile(name)
			.isPresent() ? null
					: "s3express.credentials.profile is '%s', but the AWS configuration files have no profile of that name; correct it, or add the profile"
						.formatted(name));
	}

	@Override
	public AwsCredentials resolveCredentials() {
		try {
			return this.delegate.resolveCredentials();
		}
		catch (SdkClientException ex) {
			String explained = this.explanation.get();
			if (explained == null) {
				throw ex;
			}
			logger.debug("The AWS SDK found no credentials", ex);
			throw SdkClientException.create(explained);
		}
	}

	@Override
	public void close() {
		IoUtils.closeIfCloseable(this.delegate, null);
	}

	@Override
	public String toString() {
		return this.delegate.toString();
	}

}
