/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What signs requests with a session for one day: a key derived from the session's
 * secret, as Signature Version 4 has it. Secret.
 */
public final class SessionSigningKey {

	private static final String ALGORITHM = "HmacSHA256";

	private static final String TERMINATOR = "aws4_request";

	private final String day;

	private final String region;

	private final String service;

	private final SecretKeySpec key;

	/**
	 * Derives the key.
	 * @param secretAccessKey the session's secret access key
	 * @param day the day in UTC, as {@code 20260131}
	 * @param region the Region that the request is signed for
	 * @param service the name of the service that the request is signed for
	 */
	public SessionSigningKey(String secretAccessKey, String day, String region, String service) {
		this.day = day;
		this.region = region;
		this.service = service;
		byte[] derived = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
		for (String part : new String[] { day, region, service, TERMINATOR }) {
			derived = mac(new SecretKeySpec(derived, ALGORITHM)).doFinal(part.getBytes(StandardCharsets.UTF_8));
		}
		this.key = new SecretKeySpec(derived, ALGORITHM);
	}

	boolean isFor(String day, String region, String service) {
		return this.day.equals(day) && this.region.equals(region) && this.service.equals(service);
	}

	/**
	 * What the key signs for.
	 * @return day, Region, service and the terminator, separated by slashes
	 */
	public String scope() {
		return this.day + "/" + this.region + "/" + this.service + "/" + TERMINATOR;
	}

	/**
	 * Signs some bytes.
	 * @param mac an HMAC with SHA-256, which is given this key and is of no use to others
	 * afterwards: one that is kept with each key would take more memory than all else of
	 * a session
	 * @param bytes the bytes
	 * @return the signature
	 * @throws IllegalStateException if the HMAC does not take the key
	 */
	public byte[] sign(Mac mac, byte[] bytes) {
		try {
			mac.init(this.key);
			return mac.doFinal(bytes);
		}
		catch (InvalidKeyException ex) {
			throw new IllegalStateException("This JVM cannot sign requests", ex);
		}
	}

	private static Mac mac(SecretKeySpec key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM cannot sign requests", ex);
		}
	}

	@Override
	public String toString() {
		return "SessionSigningKey[" + scope() + "]";
	}

}
