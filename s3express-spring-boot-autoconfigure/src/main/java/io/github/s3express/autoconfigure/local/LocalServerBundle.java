/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;
import io.github.s3express.local.LocalServerTls;

/**
 * What the local server speaks TLS with: an SSL bundle of the application, or a
 * certificate made at start.
 */
class LocalServerBundle {

	private static final String PROPERTY = "s3express.local.tls.bundle";

	private final S3ExpressLocalServerProperties.Tls properties;

	private final @Nullable SslBundles bundles;

	LocalServerBundle(S3ExpressLocalServerProperties.Tls properties, @Nullable SslBundles bundles) {
		this.properties = properties;
		this.bundles = bundles;
	}

	@Nullable LocalServerTls tls() {
		String name = this.properties.getBundle();
		if (!this.properties.isEnabled()) {
			if (name != null) {
				throw invalid(name, "s3express.local.tls.enabled is not true",
						"set s3express.local.tls.enabled=true, or leave the bundle out");
			}
			return null;
		}
		return (name != null) ? ofBundle(name) : LocalServerTls.generated();
	}

	private LocalServerTls ofBundle(String name) {
		SslBundle bundle = find(name);
		KeyStore keys = bundle.getStores().getKeyStore();
		if (keys == null) {
			throw invalid(name, "that SSL bundle has no key store",
					"give it a certificate and a private key, or leave the property out for a certificate made at start");
		}
		KeyStore trust = bundle.getStores().getTrustStore();
		return LocalServerTls.of(bundle.createSslContext(), certificates((trust != null) ? trust : keys));
	}

	private SslBundle find(String name) {
		try {
			if (this.bundles != null) {
				return this.bundles.getBundle(name);
			}
		}
		catch (NoSuchSslBundleException ex) {
			// Said below.
		}
		throw invalid(name, "there is no SSL bundle of that name",
				"define it under spring.ssl.bundle, or leave the property out for a certificate made at start");
	}

	private static List<X509Certificate> certificates(KeyStore store) {
		List<X509Certificate> result = new ArrayList<>();
		try {
			for (String alias : Collections.list(store.aliases())) {
				Certificate[] chain = store.getCertificateChain(alias);
				Certificate certificate = store.getCertificate(alias);
				// The server's own certificate is trusted for itself, whoever issued it.
				for (Certificate each : (chain != null) ? chain : new Certificate[] { certificate }) {
					result.add((X509Certificate) each);
				}
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		return result;
	}

	private static InvalidS3ExpressPropertyException invalid(String name, String reason, String action) {
		return new InvalidS3ExpressPropertyException("%s is '%s', but %s".formatted(PROPERTY, name, reason), action);
	}

}
