/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.health;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

import io.github.s3express.actuate.S3ExpressHealthContributor;
import io.github.s3express.actuate.SessionHealthSettings;
import io.github.s3express.actuate.SessionTexts;
import io.github.s3express.autoconfigure.ConfiguredBuckets;
import io.github.s3express.autoconfigure.DurationFloor;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSessionManager;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of the health of sessions.
 */
@AutoConfiguration(after = S3ExpressAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration")
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class, Sanitizer.class })
@ConditionalOnBean(S3ExpressSessionManager.class)
@ConditionalOnEnabledHealthIndicator("s3express")
@EnableConfigurationProperties(S3ExpressHealthProperties.class)
@ImportRuntimeHints(SessionHealthRuntimeHints.class)
public final class S3ExpressHealthContributorAutoConfiguration {

	// The endpoint's own, so that what is hidden there is hidden here; without needing
	// the endpoint.
	private static final String SHOW_VALUES = "management.endpoint.s3express.show-values";

	private static final String DOWN_BEFORE_EXPIRY = "management.health.s3express.down-before-expiry";

	@Bean
	@ConditionalOnMissingBean(name = { "s3expressHealthIndicator", "s3expressHealthContributor" })
	S3ExpressHealthContributor s3expressHealthContributor(S3ExpressSessionManager manager,
			S3ExpressHealthProperties properties, ObjectProvider<ConfiguredBuckets> buckets,
			ObjectProvider<S3ExpressConnectionDetails> connectionDetails,
			ObjectProvider<SanitizingFunction> sanitizingFunctions, Environment environment) {
		Duration downBeforeExpiry = properties.getDownBeforeExpiry();
		DurationFloor.SECOND_OR_ZERO.check(DOWN_BEFORE_EXPIRY, downBeforeExpiry);
		if (downBeforeExpiry.compareTo(RefreshPolicy.LONGEST_LIFE) >= 0) {
			throw new InvalidConfigurationPropertyValueException(DOWN_BEFORE_EXPIRY,
					DurationStyle.SIMPLE.print(downBeforeExpiry),
					"A session lives 5m at most: with this it would never be up.");
		}
		Set<String> configured = buckets.stream()
			.flatMap((known) -> known.names().stream())
			.map(DirectoryBucketName::value)
			.collect(Collectors.toUnmodifiableSet());
		SessionTexts texts = new SessionTexts(new Sanitizer(sanitizingFunctions.orderedStream().toList()));
		return new S3ExpressHealthContributor(manager,
				new SessionHealthSettings(configured,
						properties.getDownFor() == S3ExpressHealthProperties.DownFor.ALL_BUCKETS, downBeforeExpiry,
						endpoint(connectionDetails.getIfAvailable()), texts,
						environment.getProperty(SHOW_VALUES, Show.class, Show.ALWAYS) == Show.ALWAYS));
	}

	private static @Nullable String endpoint(@Nullable S3ExpressConnectionDetails details) {
		if (details == null || details.getEndpoint() == null) {
			return null;
		}
		return details.isLocal() ? "local" : details.getEndpoint().toString();
	}

}
