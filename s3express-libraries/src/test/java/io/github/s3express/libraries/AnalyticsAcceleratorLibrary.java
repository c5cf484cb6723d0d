/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.s3.analyticsaccelerator.S3SdkObjectClient;
import software.amazon.s3.analyticsaccelerator.S3SeekableInputStream;
import software.amazon.s3.analyticsaccelerator.S3SeekableInputStreamConfiguration;
import software.amazon.s3.analyticsaccelerator.S3SeekableInputStreamFactory;
import software.amazon.s3.analyticsaccelerator.util.S3URI;

/**
 * The Analytics Accelerator Library on the application's asynchronous client.
 */
final class AnalyticsAcceleratorLibrary implements Library {

	@Override
	public String name() {
		return "Analytics Accelerator";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("read, seek", (application) -> {
			application.put("data/abcdef");
			try (S3SeekableInputStreamFactory factory = factory(application)) {
				return read(factory).equals("def");
			}
		});
		uses.put("the application after `close()`", (application) -> {
			application.put("data/abcdef");
			try (S3SeekableInputStreamFactory factory = factory(application)) {
				read(factory);
			}
			return application.goesOn();
		});
		return uses;
	}

	private static S3SeekableInputStreamFactory factory(Application application) {
		return new S3SeekableInputStreamFactory(new S3SdkObjectClient(application.asyncClient()),
				S3SeekableInputStreamConfiguration.DEFAULT);
	}

	private static String read(S3SeekableInputStreamFactory factory) throws Exception {
		try (S3SeekableInputStream stream = factory.createStream(S3URI.of(Application.BUCKET, "data/abcdef"))) {
			stream.seek(8);
			return new String(stream.readAllBytes());
		}
	}

}
