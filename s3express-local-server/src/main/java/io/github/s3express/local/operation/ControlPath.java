/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.operation.Declaration.Resource;
import io.github.s3express.local.protocol.UriCodec;

/**
 * A path of the S3 Control API, which tags and access points belong to.
 *
 * @param resource what it is aimed at
 * @param name an access point's name, an ARN, or empty
 * @author The S3 Express Spring Boot authors
 */
record ControlPath(Resource resource, String name) {

	private static final Pattern PATH = Pattern
		.compile("/v20180820/(?:tags/(.+)|accesspoint/([^/]+)(/policy|/scope)?|accesspointfordirectory)");

	static @Nullable ControlPath of(String rawPath) {
		Matcher matcher = PATH.matcher(rawPath);
		if (!matcher.matches()) {
			return null;
		}
		if (matcher.group(1) != null) {
			return new ControlPath(Resource.TAGS, UriCodec.decode(matcher.group(1), false));
		}
		if (matcher.group(2) == null) {
			return new ControlPath(Resource.ACCESS_POINTS, "");
		}
		String part = (matcher.group(3) != null) ? matcher.group(3) : "";
		Resource resource = switch (part) {
			case "/policy" -> Resource.ACCESS_POINT_POLICY;
			case "/scope" -> Resource.ACCESS_POINT_SCOPE;
			default -> Resource.ACCESS_POINT;
		};
		return new ControlPath(resource, UriCodec.decode(matcher.group(2), false));
	}

}
