/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * What the command line says about HTTP.
 *
 * @param connectTimeout seconds, 0 waits for ever
 * @param readTimeout seconds, 0 waits for ever
 * @param verify whether certificates are verified
 * @param caBundle a file of certificates to trust instead of the JDK's, or {@code null}
 */
record HttpOptions(int connectTimeout, int readTimeout, boolean verify, @Nullable String caBundle) {

	/**
	 * Makes the client: that of the JDK, which starts soonest.
	 * @return the client
	 * @throws CliException if the file of certificates cannot be used
	 */
	SdkHttpClient client() {
		UrlConnectionHttpClient.Builder builder = UrlConnectionHttpClient.builder()
			.connectionTimeout(Duration.ofSeconds(this.connectTimeout))
			.socketTimeout(Duration.ofSeconds(this.readTimeout));
		AttributeMap.Builder defaults = AttributeMap.builder();
		if (!this.verify) {
			defaults.put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true);
		}
		else if (this.caBundle != null) {
			TrustManager[] trustManagers = trustManagers(this.caBundle);
			builder.tlsTrustManagersProvider(() -> trustManagers);
		}
		return builder.buildWithDefaults(defaults.build());
	}

	private static TrustManager[] trustManagers(String caBundle) {
		try (InputStream pem = Files.newInputStream(Path.of(caBundle))) {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			int number = 0;
			for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
				store.setCertificateEntry("ca-" + number++, certificate);
			}
			if (number == 0) {
				throw new CertificateException("it holds no certificate");
			}
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(store);
			return factory.getTrustManagers();
		}
		catch (IOException | InvalidPathException ex) {
			throw new CliException(ExitCode.GENERAL,
					"The CA bundle '%s' cannot be read; name a PEM file of certificates".formatted(caBundle), ex);
		}
		catch (GeneralSecurityException ex) {
			throw new CliException(ExitCode.GENERAL,
					"The CA bundle '%s' is not a PEM file of certificates".formatted(caBundle), ex);
		}
	}

}
