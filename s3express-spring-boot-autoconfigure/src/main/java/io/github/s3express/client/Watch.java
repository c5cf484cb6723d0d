/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

/**
 * Sees who asks for an endpoint while the SDK finds out how to sign a request. If all
 * that stands in between is the SDK's own, the answer depends on nothing but what it was
 * asked; the class of a provider does not tell, for the SDK wraps the application's.
 */
final class Watch {

	private static final StackWalker WALKER = StackWalker.getInstance();

	private static final String SDK = "software.amazon.awssdk.";

	private boolean asked;

	private boolean others;

	/**
	 * Somebody asks, on this thread.
	 */
	void note() {
		this.asked = true;
		this.others |= !WALKER.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
			.dropWhile((name) -> !name.startsWith(SDK) && isOwn(name))
			.takeWhile((name) -> !name.equals(SessionAuthSchemeProvider.class.getName()))
			.allMatch((name) -> name.startsWith(SDK)));
	}

	private static boolean isOwn(String name) {
		return name.equals(Watch.class.getName()) || name.equals(S3ExpressEndpointProvider.class.getName());
	}

	/**
	 * Whether somebody has asked, and the SDK alone.
	 */
	boolean sawNobodyButTheSdk() {
		return this.asked && !this.others;
	}

}
