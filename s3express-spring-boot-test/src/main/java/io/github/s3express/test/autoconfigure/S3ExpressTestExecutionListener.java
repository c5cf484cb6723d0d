/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Lets each test of {@link AutoConfigureS3Express} begin with the same server and with
 * its {@link S3ExpressFault faults}.
 */
class S3ExpressTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (concerns(testContext)) {
			ApplicationContext context = testContext.getApplicationContext();
			// What the start of the application asks for is not the test's.
			sessions(context).awaitWarmUp();
			server(context).counters().reset();
		}
	}

	@Override
	public void beforeTestExecution(TestContext testContext) {
		AnnotatedFaults faults = AnnotatedFaults.of(testContext);
		if (faults.isEmpty()) {
			return;
		}
		if (!concerns(testContext)) {
			throw new IllegalStateException("@S3ExpressFault on %s.%s needs @AutoConfigureS3Express on the class."
				.formatted(testContext.getTestClass().getName(), testContext.getTestMethod().getName()));
		}
		ApplicationContext context = testContext.getApplicationContext();
		if (faults.strikeSessions()) {
			sessions(context).releaseAll();
		}
		faults.inject(server(context).faults());
	}

	@Override
	public void afterTestExecution(TestContext testContext) {
		if (concerns(testContext)) {
			ApplicationContext context = testContext.getApplicationContext();
			server(context).faults().clear();
			sessions(context).releaseFailed();
		}
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (concerns(testContext) && testContext.hasApplicationContext()) {
			ApplicationContext context = testContext.getApplicationContext();
			sessions(context).releaseFailed();
			server(context).reset();
		}
	}

	private static boolean concerns(TestContext testContext) {
		return TestContextAnnotationUtils.hasAnnotation(testContext.getTestClass(), AutoConfigureS3Express.class);
	}

	private static S3ExpressLocalServer server(ApplicationContext context) {
		return context.getBean(S3ExpressLocalServer.class);
	}

	private static TestSessions sessions(ApplicationContext context) {
		return context.getBean(TestSessions.class);
	}

}
