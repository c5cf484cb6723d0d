/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import io.github.s3express.autoconfigure.S3ExpressConnectionDetails;
import io.github.s3express.session.DirectoryBucketName;

/**
 * Where the service is and who asks.
 *
 * @param endpoint another endpoint than the service's, or {@code null}
 * @param region the Region
 * @param credentials whose credentials make the sessions
 * @param http what the command line says about HTTP
 */
record Connection(@Nullable URI endpoint, String region, AwsCredentialsProvider credentials,
		HttpOptions http) implements S3ExpressConnectionDetails {

	static @Nullable URI endpoint(@Nullable String url) {
		if (url == null) {
			return null;
		}
		try {
			URI endpoint = new URI(url);
			if (endpoint.getScheme() == null) {
				throw CliException.usage(
						"Bad value for --endpoint-url \"%s\": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/"
							.formatted(url));
			}
			if (endpoint.getHost() != null && endpoint.getScheme().matches("https?")) {
				return endpoint;
			}
		}
		catch (URISyntaxException ex) {
			// Said below.
		}
		throw CliException
			.usage("Bad value for --endpoint-url \"%s\": Must be of the form http://<hostname>/ or https://<hostname>/"
				.formatted(url));
	}

	Patience patience() {
		return Patience.of(this.http.connectTimeout(), this.http.readTimeout());
	}

	@Override
	public @Nullable URI getEndpoint() {
		return this.endpoint;
	}

	@Override
	public String getRegion() {
		return this.region;
	}

	@Override
	public AwsCredentialsProvider getCredentialsProvider() {
		return this.credentials;
	}

	/**
	 * The URL that CreateSession for a bucket goes to, for messages.
	 */
	String url(String bucket) {
		if (this.endpoint == null) {
			return "https://%s.s3express-%s.%s.amazonaws.com/?session".formatted(bucket,
					new DirectoryBucketName(bucket).zone(), this.region);
		}
		String base = this.endpoint.toString();
		return "%s/%s?session".formatted(base.endsWith("/") ? base.substring(0, base.length() - 1) : base, bucket);
	}

}
