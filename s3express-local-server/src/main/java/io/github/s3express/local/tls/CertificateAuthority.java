/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate authority that lives for one call: it issues one certificate for this
 * machine's own addresses and forgets its key, so that whoever trusts it trusts nothing
 * else. Two certificates and not one that signs itself: some clients (those built on
 * rustls) take no authority's certificate for that of a server. Form and extensions per
 * RFC 5280; keys on P-256, which every client takes.
 *
 * <p>
 * Written here and not by the JDK's {@code keytool}, which smaller runtimes lack, which
 * takes a process and about a second per step, and which the JDK offers no class for.
 *
 * @author The S3 Express Spring Boot authors
 */
final class CertificateAuthority {

	private static final Duration LIFE = Duration.ofDays(365);

	private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

	private static final String COMMON_NAME = "2.5.4.3";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final Instant now;

	private final KeyPair keys;

	private final byte[] name;

	private final X509Certificate certificate;

	CertificateAuthority(Instant now) throws GeneralSecurityException {
		this.now = now;
		this.keys = newKeys();
		this.name = name("S3 Express local server authority " + Long.toHexString(RANDOM.nextLong()));
		this.certificate = issue(this.name, this.keys.getPublic(),
				Der.sequence(extension("2.5.29.19", true, Der.sequence(Der.truth(), Der.integer(BigInteger.ZERO))),
						// keyCertSign
						extension("2.5.29.15", true, Der.bits(new byte[] { 0x04 }, 2)),
						extension("2.5.29.14", false, Der.octets(keyIdentifier(this.keys.getPublic())))));
	}

	X509Certificate certificate() {
		return this.certificate;
	}

	static KeyPair newKeys() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
		return generator.generateKeyPair();
	}

	// A certificate of a server at this machine's loopback addresses.
	X509Certificate issueLoopback(PublicKey key) throws GeneralSecurityException {
		byte[] names = Der.sequence(address("127.0.0.1"), address("::1"), dnsName("localhost"), dnsName("*.localhost"));
		return issue(name("S3 Express local server"), key, Der.sequence(extension("2.5.29.19", true, Der.sequence()),
				// digitalSignature
				extension("2.5.29.15", true, Der.bits(new byte[] { (byte) 0x80 }, 7)),
				// serverAuth
				extension("2.5.29.37", false, Der.sequence(Der.objectIdentifier("1.3.6.1.5.5.7.3.1"))),
				extension("2.5.29.17", false, names), extension("2.5.29.14", false, Der.octets(keyIdentifier(key))),
				extension("2.5.29.35", false, Der.sequence(Der.implicit(0, keyIdentifier(this.keys.getPublic()))))));
	}

	private X509Certificate issue(byte[] subject, PublicKey key, byte[] extensions) throws GeneralSecurityException {
		byte[] algorithm = Der.sequence(Der.objectIdentifier(ECDSA_WITH_SHA256));
		// Clocks differ, and some clients know no fractions of a second.
		byte[] validity = Der.sequence(Der.time(this.now.minus(Duration.ofDays(1))), Der.time(this.now.plus(LIFE)));
		byte[] certificate = Der.sequence(Der.explicit(0, Der.integer(BigInteger.TWO)),
				Der.integer(new BigInteger(120, RANDOM).setBit(120)), algorithm, this.name, validity, subject,
				key.getEncoded(), Der.explicit(3, extensions));
		byte[] signed = Der.sequence(certificate, algorithm, Der.bits(sign(certificate, this.keys.getPrivate())));
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(signed));
	}

	private static byte[] sign(byte[] bytes, PrivateKey key) throws GeneralSecurityException {
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(key, RANDOM);
		signature.update(bytes);
		return signature.sign();
	}

	private static byte[] extension(String identifier, boolean critical, byte[] contents) {
		byte[] id = Der.objectIdentifier(identifier);
		return critical ? Der.sequence(id, Der.truth(), Der.octets(contents)) : Der.sequence(id, Der.octets(contents));
	}

	private static byte[] name(String commonName) {
		return Der.sequence(Der.set(Der.sequence(Der.objectIdentifier(COMMON_NAME), Der.text(commonName))));
	}

	// RFC 5280 section 4.2.1.2, the first method: a digest of the key without its
	// algorithm. Any that tells keys apart will do.
	private static byte[] keyIdentifier(PublicKey key) throws GeneralSecurityException {
		return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
	}

	private static byte[] dnsName(String name) {
		return Der.implicit(2, name.getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] address(String literal) {
		try {
			// A literal is not looked up.
			return Der.implicit(7, InetAddress.getByName(literal).getAddress());
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
