/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.util.List;

import org.springframework.boot.convert.DurationStyle;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * What a test says about its server. Strings only, so that a bean definition of it can be
 * processed ahead of time.
 *
 * @param buckets the names of its buckets
 * @param sessionLifetime how long sessions live
 * @param tls whether it speaks TLS
 */
record TestServerSettings(List<String> buckets, String sessionLifetime, boolean tls) {

	S3ExpressLocalServer.Builder server() {
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder()
			.sessionLifetime(DurationStyle.detectAndParse(this.sessionLifetime));
		this.buckets.forEach(builder::bucket);
		return builder;
	}

}
