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

import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Runs the tests of a class against a local server instead of AWS.
 * <p>
 * The server starts with the application context, on free ports, and lives as long as the
 * context stays in the test context cache. It has the buckets named here and those that
 * are configured under {@code s3express.buckets}. An {@link S3ExpressConnectionDetails}
 * bean leads to it, whatever properties say about endpoints and credentials. The
 * {@link S3ExpressLocalServer} can be injected.
 * <p>
 * A test begins with counters at zero and with the sessions of configured buckets made;
 * after it, objects, uploads, faults and counters are removed and the buckets are as they
 * were. Classes that name the same buckets are not run at the same time by JUnit; classes
 * with different buckets have servers of their own and may be.
 *
 * @see S3ExpressTest
 * @see S3ExpressFault
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ResourceLock(providers = BucketResourceLocks.class)
public @interface AutoConfigureS3Express {

	/**
	 * Directory buckets that the server has, besides the configured ones.
	 * @return names, {@code base--zone--x-s3}
	 */
	String[] buckets() default {};

	/**
	 * How long sessions live.
	 * @return a duration as in properties, at least a second, for example {@code 20s}
	 */
	String sessionLifetime() default "5m";

	/**
	 * Whether the server speaks TLS, with a certificate of its own that the application's
	 * clients trust.
	 * @return {@code true} for {@code https}
	 */
	boolean tls() default false;

}
