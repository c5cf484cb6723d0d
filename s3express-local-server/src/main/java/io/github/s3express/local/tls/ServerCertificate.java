/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key, its certificate, and what a client has to trust to believe it.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class ServerCertificate {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private final SSLContext context;

	private final List<X509Certificate> trusted;

	private ServerCertificate(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
		this.trusted = trusted;
		try {
			KeyStore store = emptyStore();
			store.setKeyEntry("server", key, PASSWORD, chain.toArray(new X509Certificate[0]));
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(store, PASSWORD);
			this.context = SSLContext.getInstance("TLS");
			this.context.init(managers.getKeyManagers(), null, null);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Makes a certificate for the loopback addresses and {@code localhost}, with an
	 * authority that issues no other.
	 * @param now the time by the clients' clock; good for a year from a day before
	 * @return a new certificate
	 */
	public static ServerCertificate generate(Instant now) {
		try {
			CertificateAuthority authority = new CertificateAuthority(now);
			KeyPair keys = CertificateAuthority.newKeys();
			X509Certificate certificate = authority.issueLoopback(keys.getPublic());
			return new ServerCertificate(keys.getPrivate(), List.of(certificate, authority.certificate()),
					List.of(authority.certificate()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This Java has no elliptic curve keys, which a certificate is made with.",
					ex);
		}
	}

	/**
	 * Reads a certificate and its key.
	 * @param certificates a PEM file of the server's certificate and those that issued it
	 * @param privateKey a PEM file of its key, PKCS #8, not encrypted
	 * @return the certificate; clients are to trust the last one of the file
	 * @throws IllegalArgumentException if a file cannot be used or the key is another's
	 */
	public static ServerCertificate read(Path certificates, Path privateKey) {
		List<X509Certificate> chain = PemFiles.readCertificates(certificates);
		PrivateKey key = PemFiles.readPrivateKey(privateKey);
		if (!belongs(key, chain.get(0).getPublicKey())) {
			throw new IllegalArgumentException("The private key '" + privateKey
					+ "' is not that of the first certificate in '" + certificates + "'.");
		}
		return new ServerCertificate(key, chain, List.of(chain.get(chain.size() - 1)));
	}

	/**
	 * What a server speaks TLS with.
	 * @return a context that shows the certificate
	 */
	public SSLContext context() {
		return this.context;
	}

	/**
	 * What a client has to trust.
	 * @return one certificate
	 */
	public List<X509Certificate> trusted() {
		return this.trusted;
	}

	/**
	 * What a client has to trust, as PEM.
	 * @param certificates as of {@link #trusted()}
	 * @return the text of a file for {@code AWS_CA_BUNDLE} or {@code NODE_EXTRA_CA_CERTS}
	 */
	public static String toPem(List<X509Certificate> certificates) {
		return PemFiles.toPem(certificates);
	}

	/**
	 * What a client has to trust, as Java's own trust store.
	 * @param certificates as of {@link #trusted()}
	 * @return a PKCS #12 store
	 */
	public static KeyStore toTrustStore(List<X509Certificate> certificates) {
		try {
			KeyStore store = emptyStore();
			for (int i = 0; i < certificates.size(); i++) {
				store.setCertificateEntry("s3express-local-" + i, certificates.get(i));
			}
			return store;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean belongs(PrivateKey key, PublicKey publicKey) {
		String algorithm = switch (key.getAlgorithm()) {
			case "EC" -> "SHA256withECDSA";
			case "RSA" -> "SHA256withRSA";
			default -> "EdDSA";
		};
		try {
			Signature signature = Signature.getInstance(algorithm);
			signature.initSign(key);
			signature.update((byte) 1);
			byte[] signed = signature.sign();
			signature.initVerify(publicKey);
			signature.update((byte) 1);
			return signature.verify(signed);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	private static KeyStore emptyStore() throws GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try {
			store.load(null, null);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return store;
	}

}
