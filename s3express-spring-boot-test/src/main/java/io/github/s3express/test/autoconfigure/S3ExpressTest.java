/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.env.Environment;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of what an application does with S3 Express, and of nothing else: clients,
 * sessions and a local server are there, other auto-configuration is not, and components
 * only if {@link #includeFilters() included} or {@link Import imported}.
 *
 * @see AutoConfigureS3Express
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(S3ExpressTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(S3ExpressTypeExcludeFilter.class)
@AutoConfigureS3Express
@ImportAutoConfiguration
public @interface S3ExpressTest {

	/**
	 * Directory buckets that the server has, besides the configured ones.
	 * @return names, {@code base--zone--x-s3}
	 */
	@AliasFor(annotation = AutoConfigureS3Express.class)
	String[] buckets() default {};

	/**
	 * How long sessions live.
	 * @return a duration as in properties, at least a second, for example {@code 20s}
	 */
	@AliasFor(annotation = AutoConfigureS3Express.class)
	String sessionLifetime() default "5m";

	/**
	 * Whether the server speaks TLS, with a certificate of its own that the application's
	 * clients trust.
	 * @return {@code true} for {@code https}
	 */
	@AliasFor(annotation = AutoConfigureS3Express.class)
	boolean tls() default false;

	/**
	 * Properties to add to the {@link Environment} before the test runs.
	 * @return properties in the form {@code key=value}
	 */
	String[] properties() default {};

	/**
	 * Whether the default filter of {@link SpringBootApplication @SpringBootApplication}
	 * is used, which leaves out all components.
	 * @return {@code false} to let all components in
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Components that are there although the default filter leaves them out.
	 * @return filters
	 */
	Filter[] includeFilters() default {};

	/**
	 * Components that are not there although others let them in.
	 * @return filters
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration that is not there.
	 * @return classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
