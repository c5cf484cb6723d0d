/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import io.github.s3express.session.S3ExpressSessionException;

/**
 * Says in the AWS CLI's words why there is no session.
 */
final class CallFailures {

	/** As often as version 2 of the AWS CLI tries again. */
	static final int RETRIES = 2;

	private final Connection connection;

	CallFailures(Connection connection) {
		this.connection = connection;
	}

	CliException of(String bucket, S3ExpressSessionException failure) {
		Optional<AwsServiceException> answer = find(failure, AwsServiceException.class);
		if (answer.isPresent()) {
			return ofAnswer(answer.get(), failure);
		}
		String url = this.connection.url(bucket);
		Optional<SSLException> tls = find(failure, SSLException.class);
		if (tls.isPresent()) {
			return general("SSL validation failed for %s %s".formatted(url, tls.get().getMessage()), failure);
		}
		if (find(failure, SocketTimeoutException.class).map(Throwable::getMessage)
			.filter((message) -> message.startsWith("Connect"))
			.isPresent()) {
			return general("Connect timeout on endpoint URL: \"%s\"".formatted(url), failure);
		}
		if (find(failure, SocketTimeoutException.class).isPresent()) {
			return general("Read timeout on endpoint URL: \"%s\"".formatted(url), failure);
		}
		if (find(failure, ConnectException.class).isPresent() || find(failure, UnknownHostException.class).isPresent()
				|| find(failure, NoRouteToHostException.class).isPresent()) {
			return general("Could not connect to the endpoint URL: \"%s\"".formatted(url), failure);
		}
		if (lacksCredentials(failure)) {
			return new CliException(ExitCode.CONFIGURATION,
					"Unable to locate credentials. You can configure credentials by running \"aws configure\".",
					failure);
		}
		return general(String.valueOf(failure.getMessage()).lines().findFirst().orElse("No session"), failure);
	}

	private static CliException ofAnswer(AwsServiceException answer, S3ExpressSessionException failure) {
		AwsErrorDetails details = answer.awsErrorDetails();
		String code = (details != null) ? details.errorCode() : null;
		String message = (details != null) ? details.errorMessage() : null;
		return new CliException(ExitCode.SERVICE,
				"An error occurred (%s) when calling the CreateSession operation%s: %s".formatted(
						(code != null && !code.isEmpty()) ? code : String.valueOf(answer.statusCode()),
						failure.isPassing() ? " (reached max retries: %d)".formatted(RETRIES) : "",
						(message != null) ? message : "HTTP status " + answer.statusCode()),
				failure);
	}

	private static boolean lacksCredentials(Throwable failure) {
		return find(failure, SdkClientException.class, "Unable to load credentials")
				|| find(failure, SdkClientException.class, "Profile file contained no credentials");
	}

	private static boolean find(Throwable failure, Class<? extends Throwable> type, String beginning) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause) && String.valueOf(cause.getMessage()).contains(beginning)) {
				return true;
			}
		}
		return false;
	}

	private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return Optional.of(type.cast(cause));
			}
		}
		return Optional.empty();
	}

	private static CliException general(String message, Throwable cause) {
		return new CliException(ExitCode.GENERAL, message, cause);
	}

	/**
	 * The manager refuses parameters that the service would refuse. It names them as
	 * properties of the starter; here they are options.
	 */
	static CliException ofStart(Throwable failure) {
		Throwable root = failure;
		for (@Nullable
		Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			root = cause;
		}
		String message = String.valueOf(root.getMessage())
			.replaceAll("(s3express\\.buckets\\.b[0-9]+\\.)?encryption\\.algorithm", "--server-side-encryption")
			.replaceAll("(s3express\\.buckets\\.b[0-9]+\\.)?encryption\\.kms-key-id", "--ssekms-key-id")
			.replaceAll("(s3express\\.buckets\\.b[0-9]+\\.)?encryption\\.context", "--ssekms-encryption-context")
			.replaceAll("(s3express\\.buckets\\.b[0-9]+\\.)?encryption\\.bucket-key-enabled", "--bucket-key-enabled")
			.replaceAll("s3express\\.buckets\\.b[0-9]+\\.region", "--region")
			.replaceAll("s3express\\.buckets\\.b[0-9]+(\\.name)?", "--bucket")
			.replace("s3express.region", "--region");
		return new CliException(message.contains("--") ? ExitCode.USAGE : ExitCode.GENERAL,
				message.lines().findFirst().orElse(message), failure);
	}

}
