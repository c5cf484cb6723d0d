/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeParams;

import io.github.s3express.session.SessionRoute;

/**
 * Where the requests of one client go. They mostly go the same way, so the last answer is
 * kept.
 */
final class ClientRoute {

	private final ApplicationClients application;

	private final S3ExpressEndpoints endpoints;

	private volatile @Nullable Answer last;

	private volatile @Nullable Usual usual;

	ClientRoute(ApplicationClients application, S3ExpressEndpoints endpoints) {
		this.application = application;
		this.endpoints = endpoints;
	}

	/**
	 * The route of a request.
	 */
	SessionRoute of(S3AuthSchemeParams params) {
		Answer known = this.last;
		if (known != null && known.isFor(params)) {
			return known.route;
		}
		SessionRoute route = routeOf(params);
		this.last = new Answer(params.region(), params.useFips(), params.useDualStack(), params.endpoint(), route);
		return route;
	}

	/**
	 * The route that the client's requests have unless one leads elsewhere, or
	 * {@code null} if they use no sessions, or if that cannot be told.
	 * @param client the client, always the same
	 */
	@Nullable SessionRoute usual(SdkClient client) {
		Usual known = this.usual;
		if (known == null) {
			known = new Usual(find(client));
			this.usual = known;
		}
		return known.route();
	}

	private SessionRoute routeOf(S3AuthSchemeParams params) {
		return EffectiveSettings.of(params, this.endpoints, this.application.commonEndpoint())
			.route(this.application.settings());
	}

	private @Nullable SessionRoute find(SdkClient client) {
		try {
			S3AuthSchemeParams params = ClientProbe.params(client);
			return Boolean.TRUE.equals(params.disableS3ExpressSessionAuth()) ? null : routeOf(params);
		}
		catch (RuntimeException ex) {
			// The SDK tells when it comes to a request.
			return null;
		}
	}

	private record Usual(@Nullable SessionRoute route) {
	}

	private record Answer(Region region, @Nullable Boolean fips, @Nullable Boolean dualStack, @Nullable String endpoint,
			SessionRoute route) {

		private boolean isFor(S3AuthSchemeParams params) {
			return this.region.equals(params.region()) && equal(this.fips, params.useFips())
					&& equal(this.dualStack, params.useDualStack()) && equal(this.endpoint, params.endpoint());
		}

		private static boolean equal(@Nullable Object one, @Nullable Object other) {
			return (one != null) ? one.equals(other) : other == null;
		}

	}

}
