/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.s3express.local.Faults;

/**
 * Makes requests of a test fail. On a class it holds for each of its tests, and
 * {@link #times()} counts anew for each.
 * <p>
 * Faults begin when the test method does, after {@code @BeforeEach}, and end with it,
 * before {@code @AfterEach}. A fault of {@code CreateSession} makes the session manager
 * let its sessions go first, so that the test's first request makes one.
 *
 * <pre>
 * &#64;S3ExpressFault(operation = "CreateSession", status = 503, times = 2)
 * &#64;S3ExpressFault(operation = "GetObject", latency = "200ms")
 * </pre>
 *
 * @see Faults
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(S3ExpressFaults.class)
public @interface S3ExpressFault {

	/**
	 * The operation.
	 * @return a name as in the S3 API, for example {@code CreateSession}, or
	 * {@link Faults#ANY} for all
	 */
	String operation();

	/**
	 * The only bucket whose requests the fault strikes.
	 * @return a bucket's name, empty for all
	 */
	String bucket() default "";

	/**
	 * The status of the error that is answered.
	 * @return an HTTP status from 300 on, 0 to answer no error
	 */
	int status() default 0;

	/**
	 * The code of the error that is answered.
	 * @return an S3 error code; may be left out for status 403 ({@code AccessDenied}),
	 * 500 ({@code InternalError}) and 503 ({@code SlowDown})
	 */
	String code() default "";

	/**
	 * How often the fault strikes.
	 * @return a number of requests, 0 for all
	 */
	long times() default 0;

	/**
	 * The share of the requests that the fault strikes, evenly spread.
	 * @return more than 0 up to 1
	 */
	double rate() default 1;

	/**
	 * How long requests are held back.
	 * @return a duration as in properties, for example {@code 200ms}; empty for none
	 */
	String latency() default "";

	/**
	 * Whether the connection is closed without an answer.
	 * @return {@code true} to close it
	 */
	boolean dropConnection() default false;

}
