/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a local server for JUnit tests: in a static field one for all tests of the class,
 * in an instance field one for each test. Faults and counters are cleared before each
 * test; buckets, objects and sessions stay as long as the server.
 *
 * <pre>
 * &#64;RegisterExtension
 * static S3ExpressLocalServerExtension s3express = new S3ExpressLocalServerExtension(
 *         S3ExpressLocalServer.builder().bucket("demo--use1-az4--x-s3"));
 * </pre>
 *
 * @author The S3 Express Spring Boot authors
 */
public final class S3ExpressLocalServerExtension
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	private final S3ExpressLocalServer.Builder builder;

	private @Nullable S3ExpressLocalServer server;

	private boolean forAllTests;

	/**
	 * Create an extension whose server has random credentials and no buckets.
	 */
	public S3ExpressLocalServerExtension() {
		this(S3ExpressLocalServer.builder());
	}

	/**
	 * Create an extension.
	 * @param builder says how the server is to be; a data directory is not emptied
	 * between servers
	 */
	public S3ExpressLocalServerExtension(S3ExpressLocalServer.Builder builder) {
		this.builder = builder;
	}

	/**
	 * The server.
	 * @return the running server
	 * @throws IllegalStateException outside of a test
	 */
	public S3ExpressLocalServer server() {
		if (this.server == null) {
			throw new IllegalStateException(
					"The local server runs during tests only; register the extension with @RegisterExtension.");
		}
		return this.server;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.forAllTests = true;
		this.server = this.builder.start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		if (this.server == null) {
			this.server = this.builder.start();
		}
		this.server.faults().clear();
		this.server.counters().reset();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (!this.forAllTests) {
			stop();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		stop();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == S3ExpressLocalServer.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return server();
	}

	private void stop() {
		if (this.server != null) {
			this.server.close();
			this.server = null;
		}
	}

}
