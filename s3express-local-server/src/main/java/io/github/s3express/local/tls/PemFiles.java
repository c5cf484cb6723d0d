/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates and keys in PEM (RFC 7468).
 *
 * @author The S3 Express Spring Boot authors
 */
final class PemFiles {

	private static final Pattern KEY = Pattern
		.compile("-----BEGIN ([A-Z0-9 ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");

	private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

	private PemFiles() {
	}

	static List<X509Certificate> readCertificates(Path file) {
		try {
			List<X509Certificate> result = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(read(file).getBytes(StandardCharsets.UTF_8)))
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			if (!result.isEmpty()) {
				return result;
			}
		}
		catch (CertificateException ex) {
			// As below.
		}
		throw new IllegalArgumentException(
				"The file '" + file + "' holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
	}

	static PrivateKey readPrivateKey(Path file) {
		Matcher matcher = KEY.matcher(read(file));
		if (matcher.find() && matcher.group(1).isEmpty()) {
			byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(2));
			for (String algorithm : ALGORITHMS) {
				try {
					return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
				}
				catch (GeneralSecurityException ex) {
					// It may be of another algorithm.
				}
			}
		}
		// Never the text: it may be a key.
		throw new IllegalArgumentException("The file '" + file
				+ "' holds no unencrypted private key in PKCS #8 (-----BEGIN PRIVATE KEY-----); make one with:"
				+ " openssl pkcs8 -topk8 -nocrypt -in <key> -out <file>");
	}

	static String toPem(List<X509Certificate> certificates) {
		StringBuilder text = new StringBuilder();
		for (X509Certificate certificate : certificates) {
			try {
				text.append("-----BEGIN CERTIFICATE-----\n")
					.append(Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(certificate.getEncoded()))
					.append("\n-----END CERTIFICATE-----\n");
			}
			catch (CertificateEncodingException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return text.toString();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The file '" + file + "' cannot be read.", ex);
		}
	}

}
