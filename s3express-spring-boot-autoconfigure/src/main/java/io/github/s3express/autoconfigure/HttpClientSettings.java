/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.time.Duration;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/**
 * HTTP clients with the timeouts and the SSL bundle of the configuration. Where nothing
 * is configured, the SDK chooses its HTTP client by itself.
 *
 * @param connectTimeout how long to wait for a connection, or {@code null} for the SDK's
 * way
 * @param readTimeout how long to wait for data, or {@code null} for the SDK's way
 * @param sslBundle whom to trust and what to show, or {@code null} for the SDK's way
 */
record HttpClientSettings(@Nullable Duration connectTimeout, @Nullable Duration readTimeout,
		@Nullable SslBundle sslBundle) {

	private static final String APACHE = "software.amazon.awssdk.http.apache5.Apache5HttpClient";

	private static final String NETTY = "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient";

	private static final int CONNECTIONS_OF_THE_SDK = 50;

	HttpClientSettings {
		refuseOptions(sslBundle);
	}

	// Neither HTTP client of the SDK has a setting for them: better no connection than
	// one that is less strict than what was asked for.
	private static void refuseOptions(@Nullable SslBundle bundle) {
		if (bundle == null) {
			return;
		}
		String option = (bundle.getOptions().getCiphers() != null) ? "ciphers"
				: (bundle.getOptions().getEnabledProtocols() != null) ? "enabled-protocols" : null;
		if (option != null) {
			throw new InvalidS3ExpressPropertyException(
					"The SSL bundle of S3 Express sets options.%s, which the HTTP clients of the AWS SDK have no setting for"
						.formatted(option),
					"name a bundle without it in s3express.ssl.bundle, or set the HTTP client in an S3ClientBuilderCustomizer instead");
		}
	}

	SdkHttpClient.@Nullable Builder<?> sync() {
		if (isEmpty()) {
			return null;
		}
		requirePresent(APACHE, "software.amazon.awssdk:apache5-client");
		return new Apache().builder(this, CONNECTIONS_OF_THE_SDK);
	}

	/**
	 * The HTTP client of the clients that make sessions.
	 * @param connections how many calls may be under way: with fewer connections they
	 * would wait for each other
	 */
	SdkHttpClient.@Nullable Builder<?> createSession(int connections) {
		if (connections <= CONNECTIONS_OF_THE_SDK || !ClassUtils.isPresent(APACHE, null)) {
			return sync();
		}
		return new Apache().builder(this, connections);
	}

	SdkAsyncHttpClient.@Nullable Builder<?> async() {
		if (isEmpty()) {
			return null;
		}
		requirePresent(NETTY, "software.amazon.awssdk:netty-nio-client");
		return new Netty().builder(this);
	}

	private boolean isEmpty() {
		return this.connectTimeout == null && this.readTimeout == null && this.sslBundle == null;
	}

	private static void requirePresent(String className, String dependency) {
		if (!ClassUtils.isPresent(className, null)) {
			throw new InvalidS3ExpressPropertyException(
					"s3express.connect-timeout, s3express.read-timeout or s3express.ssl.bundle is set, but %s is not on the class path"
						.formatted(className),
					"add the dependency " + dependency
							+ ", or set the HTTP client in an S3ClientBuilderCustomizer instead");
		}
	}

	private static TrustManager[] trustManagers(SslBundle bundle) {
		return bundle.getManagers().getTrustManagers();
	}

	private static KeyManager[] keyManagers(SslBundle bundle) {
		return bundle.getManagers().getKeyManagers();
	}

	// Each in a class of its own, so that the other's library may be absent.
	private static final class Apache {

		private SdkHttpClient.Builder<?> builder(HttpClientSettings settings, int connections) {
			Apache5HttpClient.Builder builder = Apache5HttpClient.builder();
			if (connections > CONNECTIONS_OF_THE_SDK) {
				builder.maxConnections(connections);
			}
			if (settings.connectTimeout != null) {
				builder.connectionTimeout(settings.connectTimeout);
			}
			if (settings.readTimeout != null) {
				builder.socketTimeout(settings.readTimeout);
			}
			SslBundle bundle = settings.sslBundle;
			if (bundle != null) {
				builder.tlsTrustManagersProvider(() -> trustManagers(bundle));
				builder.tlsKeyManagersProvider(() -> keyManagers(bundle));
			}
			return builder;
		}

	}

	private static final class Netty {

		private SdkAsyncHttpClient.Builder<?> builder(HttpClientSettings settings) {
			NettyNioAsyncHttpClient.Builder builder = NettyNioAsyncHttpClient.builder();
			if (settings.connectTimeout != null) {
				builder.connectionTimeout(settings.connectTimeout);
			}
			if (settings.readTimeout != null) {
				builder.readTimeout(settings.readTimeout);
			}
			SslBundle bundle = settings.sslBundle;
			if (bundle != null) {
				builder.tlsTrustManagersProvider(() -> trustManagers(bundle));
				builder.tlsKeyManagersProvider(() -> keyManagers(bundle));
			}
			return builder;
		}

	}

}
