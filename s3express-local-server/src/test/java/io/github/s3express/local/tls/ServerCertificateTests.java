/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Certificates that are made, and those that are read from files.
 *
 * @author The S3 Express Spring Boot authors
 */
class ServerCertificateTests {

	private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "2026-03-01T10:00:00Z", "2049-12-31T23:00:00Z", "2051-01-01T00:00:00Z" })
	void madeCertificateShouldBeValidForAServerAtLoopback(String moment) throws Exception {
		Instant now = Instant.parse(moment);
		CertificateAuthority authority = new CertificateAuthority(now);
		X509Certificate server = authority.issueLoopback(CertificateAuthority.newKeys().getPublic());
		PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
		parameters.setRevocationEnabled(false);
		parameters.setDate(Date.from(now));
		CertPathValidator.getInstance("PKIX")
			.validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters);
		assertThat(server.getBasicConstraints()).isEqualTo(-1);
		assertThat(authority.certificate().getBasicConstraints()).isZero();
		assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
		assertThat(server.getNotAfter()).isAfter(Date.from(now.plusSeconds(300 * 24 * 3600)));
		Collection<List<?>> names = server.getSubjectAlternativeNames();
		assertThat(names).contains(List.of(7, "127.0.0.1"), List.of(2, "localhost"), List.of(2, "*.localhost"));
	}

	@Test
	void eachAuthorityShouldBeAnother() throws Exception {
		X509Certificate one = ServerCertificate.generate(NOW).trusted().get(0);
		X509Certificate two = ServerCertificate.generate(NOW).trusted().get(0);
		assertThat(one.getPublicKey()).isNotEqualTo(two.getPublicKey());
		assertThat(one.getSubjectX500Principal()).isNotEqualTo(two.getSubjectX500Principal());
	}

	@ParameterizedTest
	@ValueSource(strings = { "EC", "RSA" })
	void certificateAndKeyShouldBeReadFromFiles(String algorithm) throws Exception {
		CertificateAuthority authority = new CertificateAuthority(NOW);
		KeyPair keys = keys(algorithm);
		Path certificates = certificates(authority, keys);
		ServerCertificate read = ServerCertificate.read(certificates, key(keys, ""));
		assertThat(read.trusted()).containsExactly(authority.certificate());
	}

	@Test
	void keyOfAnotherCertificateShouldBeRefused() throws Exception {
		Path certificates = certificates(new CertificateAuthority(NOW), keys("EC"));
		for (String algorithm : List.of("EC", "RSA")) {
			Path key = key(keys(algorithm), "");
			assertThatIllegalArgumentException().isThrownBy(() -> ServerCertificate.read(certificates, key))
				.withMessageContaining(key.toString())
				.withMessageContaining(certificates.toString());
		}
	}

	@Test
	void keyInAnotherFormShouldBeRefusedWithTheWayOut() throws Exception {
		KeyPair keys = keys("EC");
		Path certificates = certificates(new CertificateAuthority(NOW), keys);
		for (String form : List.of("EC ", "RSA ", "ENCRYPTED ")) {
			Path key = key(keys, form);
			assertThatIllegalArgumentException().isThrownBy(() -> ServerCertificate.read(certificates, key))
				.withMessageContaining("openssl pkcs8 -topk8 -nocrypt")
				.withMessageNotContaining(Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
		}
	}

	@Test
	void fileWithoutACertificateShouldBeNamed() throws Exception {
		Path key = key(keys("EC"), "");
		Path missing = this.directory.resolve("missing.pem");
		Path text = Files.writeString(this.directory.resolve("text.pem"), "hello");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCertificate.read(missing, key))
			.withMessageContaining("missing.pem");
		assertThatIllegalArgumentException().isThrownBy(() -> ServerCertificate.read(text, key))
			.withMessageContaining("text.pem");
	}

	private static KeyPair keys(String algorithm) throws GeneralSecurityException {
		return algorithm.equals("EC") ? CertificateAuthority.newKeys()
				: KeyPairGenerator.getInstance(algorithm).generateKeyPair();
	}

	private Path certificates(CertificateAuthority authority, KeyPair keys)
			throws IOException, GeneralSecurityException {
		return Files.writeString(Files.createTempFile(this.directory, "certificates", ".pem"),
				ServerCertificate.toPem(List.of(authority.issueLoopback(keys.getPublic()), authority.certificate())));
	}

	private Path key(KeyPair keys, String form) throws IOException {
		return Files.writeString(Files.createTempFile(this.directory, "key", ".pem"),
				"-----BEGIN " + form + "PRIVATE KEY-----\n"
						+ Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded()) + "\n-----END " + form
						+ "PRIVATE KEY-----\n");
	}

}
