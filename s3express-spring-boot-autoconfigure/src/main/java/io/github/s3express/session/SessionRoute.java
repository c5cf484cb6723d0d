/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Where a session is made, as it differs from where the application's own clients make
 * theirs. A session made at one place never signs for another.
 *
 * @param region the Region, or {@code null} for that of the application's clients
 * @param own the settings of a client that are its own, or {@code null} if they are those
 * of the application's clients
 */
public record SessionRoute(@Nullable Region region, @Nullable OwnSettings own) {

	/**
	 * The way of the application's own clients.
	 */
	public static final SessionRoute APPLICATION = new SessionRoute(null, null);

	/**
	 * The same way, in another Region.
	 * @param region the Region, or {@code null} to leave the route as it is
	 * @return the route
	 */
	public SessionRoute in(@Nullable Region region) {
		return (region == null || region.equals(this.region)) ? this : new SessionRoute(region, this.own);
	}

	@Override
	public String toString() {
		String place = (this.region != null) ? this.region.id() : "the application's Region";
		return (this.own != null) ? place + ", " + this.own : place;
	}

	/**
	 * What a client has set for itself. All of it counts, also what happens to be as it
	 * is for the application.
	 *
	 * @param fips whether requests go to FIPS endpoints
	 * @param dualStack whether requests go to dual-stack endpoints
	 * @param endpoint where requests go instead of to the service's endpoint, or
	 * {@code null}
	 */
	public record OwnSettings(boolean fips, boolean dualStack, @Nullable URI endpoint) {

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder(
					(this.endpoint != null) ? withoutUserInfo(this.endpoint) : "the service's endpoint");
			if (this.fips) {
				text.append(", FIPS");
			}
			if (this.dualStack) {
				text.append(", dual stack");
			}
			return text.toString();
		}

		private static String withoutUserInfo(URI endpoint) {
			return endpoint.getScheme() + "://" + endpoint.getHost()
					+ ((endpoint.getPort() >= 0) ? ":" + endpoint.getPort() : "");
		}

	}

}
