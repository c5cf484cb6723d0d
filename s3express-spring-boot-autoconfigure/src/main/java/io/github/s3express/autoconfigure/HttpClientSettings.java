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

	SdkHttpClient.@Nullable Builder<?> sync() {
		if (isEmpty()) {
			return null;
		}
		requirePresent(APACHE, "software.amazon.awssdk:apache5-client");
		return new Apache().builder(this);
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

		private SdkHttpClient.Builder<?> builder(HttpClientSettings settings) {
			Apache5HttpClient.Builder builder = Apache5HttpClient.builder();
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
