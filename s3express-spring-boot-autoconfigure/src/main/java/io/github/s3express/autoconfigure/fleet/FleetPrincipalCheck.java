/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;

/**
 * Whether the principal that is named may be the one that the credentials belong to. If
 * they were of another account, instances would hand each other sessions that are not
 * theirs.
 */
final class FleetPrincipalCheck {

	private static final Logger logger = LoggerFactory.getLogger(FleetPrincipalCheck.class);

	/**
	 * The name of a principal that has an account, such as
	 * {@code arn:aws:iam::111122223333:role/orders}.
	 */
	private static final Pattern ARN = Pattern.compile("arn:[^:]*:(?:iam|sts):[^:]*:(\\d{12}):.+");

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private FleetPrincipalCheck() {
	}

	/**
	 * Checks, where it can be known without anybody else's help within a second.
	 * @param principal as the operator names it
	 * @param credentials those of the application, or {@code null} for those that the SDK
	 * finds
	 * @throws InvalidS3ExpressPropertyException if the accounts differ
	 */
	static void check(String principal, @Nullable AwsCredentialsProvider credentials) {
		Matcher arn = ARN.matcher(principal);
		if (!arn.matches()) {
			return;
		}
		accountId((credentials != null) ? credentials : nearest()).filter((account) -> !account.equals(arn.group(1)))
			.ifPresent((account) -> {
				throw new InvalidS3ExpressPropertyException(
						"s3express.fleet.principal is %s, but the application's credentials belong to account %s"
							.formatted(principal, account),
						"name the principal of these credentials");
			});
	}

	// The rest of the SDK's chain goes over the network.
	private static AwsCredentialsProvider nearest() {
		return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(),
				EnvironmentVariableCredentialsProvider.create());
	}

	private static Optional<String> accountId(AwsCredentialsProvider credentials) {
		CompletableFuture<AwsCredentialsIdentity> identity = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				identity.complete(credentials.resolveCredentials());
			}
			catch (Throwable ex) {
				identity.completeExceptionally(ex);
			}
		}, "s3express-fleet-principal");
		thread.setDaemon(true);
		thread.start();
		try {
			return identity.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS).accountId();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		// Whoever makes sessions will say it.
		catch (Exception ex) {
			logger.debug("The account of the application's credentials is not known", ex);
			thread.interrupt();
			return Optional.empty();
		}
	}

}
