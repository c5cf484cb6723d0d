/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.net.URI;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;

import io.github.s3express.session.SessionRoute;

/**
 * What a client's settings come to, as the parameters of its requests tell.
 *
 * @param region the Region
 * @param fips whether requests go to FIPS endpoints
 * @param dualStack whether requests go to dual-stack endpoints
 * @param endpoint where requests for objects in directory buckets go instead of to the
 * service's endpoint, or {@code null}
 */
record EffectiveSettings(Region region, boolean fips, boolean dualStack, @Nullable URI endpoint) {

	/**
	 * What the parameters of a request tell.
	 * @param params the parameters
	 * @param endpoints where requests for directory buckets go
	 * @param common the endpoint that the application has for all of S3, or {@code null}
	 */
	static EffectiveSettings of(S3AuthSchemeParams params, S3ExpressEndpoints endpoints, @Nullable String common) {
		boolean own = params.endpoint() != null && !endpoints.supersede(params.endpoint(), common);
		URI endpoint = withoutSlash(own ? URI.create(params.endpoint()) : endpoints.zonal());
		// An endpoint of its own leaves nothing to choose between.
		boolean chosen = endpoint == null;
		return new EffectiveSettings(params.region(), chosen && Boolean.TRUE.equals(params.useFips()),
				chosen && Boolean.TRUE.equals(params.useDualStack()), endpoint);
	}

	/**
	 * The route of a client with these settings.
	 * @param application the settings of the application's own clients, or {@code null}
	 * if they are not known
	 */
	SessionRoute route(@Nullable EffectiveSettings application) {
		if (application == null) {
			return new SessionRoute(this.region, ownSettings());
		}
		Region other = this.region.equals(application.region) ? null : this.region;
		boolean same = this.fips == application.fips && this.dualStack == application.dualStack
				&& Objects.equals(this.endpoint, application.endpoint);
		return (other == null && same) ? SessionRoute.APPLICATION
				: new SessionRoute(other, same ? null : ownSettings());
	}

	private SessionRoute.OwnSettings ownSettings() {
		return new SessionRoute.OwnSettings(this.fips, this.dualStack, this.endpoint);
	}

	static @Nullable URI withoutSlash(@Nullable URI endpoint) {
		if (endpoint == null || !endpoint.toString().endsWith("/")) {
			return endpoint;
		}
		String text = endpoint.toString();
		return URI.create(text.substring(0, text.length() - 1));
	}

}
