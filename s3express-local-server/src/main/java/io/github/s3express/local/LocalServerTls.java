/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.SSLContext;

import io.github.s3express.local.tls.ServerCertificate;

/**
 * What a local server speaks TLS with, and what its clients have to trust.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class LocalServerTls {

	private final SSLContext context;

	private final List<X509Certificate> trusted;

	private LocalServerTls(SSLContext context, List<X509Certificate> trusted) {
		this.context = context;
		this.trusted = List.copyOf(trusted);
	}

	/**
	 * A certificate for {@code 127.0.0.1} and {@code localhost} that is made now, is good
	 * for a year, and is issued by an authority that issues no other.
	 * @return new keys and certificates
	 */
	public static LocalServerTls generated() {
		return of(ServerCertificate.generate(Instant.now()));
	}

	/**
	 * A certificate from files.
	 * @param certificates a PEM file of the server's certificate and those that issued
	 * it, in this order; clients are to trust the last
	 * @param privateKey a PEM file of its key, PKCS #8, not encrypted
	 * @return what the files say
	 * @throws IllegalArgumentException if a file cannot be used or the key is another's
	 */
	public static LocalServerTls ofPem(Path certificates, Path privateKey) {
		return of(ServerCertificate.read(certificates, privateKey));
	}

	/**
	 * A context that somebody else set up.
	 * @param context shows a certificate
	 * @param trusted what clients have to trust
	 * @return the two
	 */
	public static LocalServerTls of(SSLContext context, List<X509Certificate> trusted) {
		return new LocalServerTls(context, trusted);
	}

	private static LocalServerTls of(ServerCertificate certificate) {
		return new LocalServerTls(certificate.context(), certificate.trusted());
	}

	/**
	 * What clients have to trust.
	 * @return one or more certificates
	 */
	public List<X509Certificate> trustedCertificates() {
		return this.trusted;
	}

	/**
	 * What clients have to trust, as PEM.
	 * @return the text of a file for {@code AWS_CA_BUNDLE} or {@code NODE_EXTRA_CA_CERTS}
	 */
	public String trustedPem() {
		return ServerCertificate.toPem(this.trusted);
	}

	/**
	 * What clients have to trust, for Java.
	 * @return a PKCS #12 store in memory
	 */
	public KeyStore trustStore() {
		return ServerCertificate.toTrustStore(this.trusted);
	}

	SSLContext context() {
		return this.context;
	}

}
