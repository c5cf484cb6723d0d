/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.recording.Call.Place;

/**
 * Where requests go: S3 Express, by host names as the documentation has them, or two
 * endpoints that stand in for it, by paths.
 *
 * @param bucket the name of the bucket that is made and deleted
 * @param zone its zone
 * @param region the Region
 * @param account the account's number
 * @param endpoint the zonal stand-in, or {@code null} for the service
 * @param controlEndpoint the regional stand-in, or {@code null} for the service
 * @author The S3 Express Spring Boot authors
 */
record RecordingTarget(String bucket, String zone, String region, String account, @Nullable URI endpoint,
		@Nullable URI controlEndpoint) {

	private static final Pattern NAME = Pattern.compile("([a-z0-9][a-z0-9-]*)--([a-z0-9-]+)--x-s3");

	static RecordingTarget of(String bucket, String region, String account, @Nullable URI endpoint,
			@Nullable URI controlEndpoint) {
		Matcher matcher = NAME.matcher(bucket);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("The bucket name '" + bucket
					+ "' is none of a directory bucket; write base--zone--x-s3, for example recording-1--use1-az4--x-s3.");
		}
		if (!account.matches("[0-9]{12}")) {
			throw new IllegalArgumentException("The account must be a number of 12 digits, not '" + account + "'.");
		}
		return new RecordingTarget(bucket, matcher.group(2), region, account, endpoint, controlEndpoint);
	}

	String accessPoint() {
		return this.bucket.replace("--x-s3", "--xa-s3");
	}

	// Longer ones first: one may hold another.
	Map<String, String> variables() {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put("bucket", this.bucket);
		variables.put("accesspoint", accessPoint());
		variables.put("account", this.account);
		variables.put("zone", this.zone);
		variables.put("region", this.region);
		return variables;
	}

	URI base(Place place) {
		boolean zonal = place == Place.ZONAL || place == Place.ACCESS_POINT;
		URI standIn = zonal ? this.endpoint : this.controlEndpoint;
		if (standIn != null) {
			return standIn;
		}
		String domain = this.region + ".amazonaws.com" + (this.region.startsWith("cn-") ? ".cn" : "");
		String host = switch (place) {
			case ZONAL -> this.bucket + ".s3express-" + this.zone;
			case ACCESS_POINT -> accessPoint() + ".s3express-" + this.zone;
			case CONTROL -> "s3express-control";
			case ACCOUNT -> this.account + ".s3express-control";
		};
		return URI.create("https://" + host + "." + domain);
	}

	// Paths of the list begin at the bucket's zonal host, or at the control endpoint.
	String path(Place place, String path) {
		boolean zonal = place == Place.ZONAL || place == Place.ACCESS_POINT;
		if (!zonal || this.endpoint == null) {
			return path;
		}
		String name = (place == Place.ZONAL) ? this.bucket : accessPoint();
		return "/" + name + (path.equals("/") ? "" : path);
	}

}
