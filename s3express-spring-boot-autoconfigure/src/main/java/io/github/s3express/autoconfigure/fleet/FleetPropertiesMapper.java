/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.github.s3express.autoconfigure.DurationFloor;
import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.InvalidSessionSettingException;

/**
 * Makes settings of {@code s3express.fleet.*}. Never tells a key.
 */
final class FleetPropertiesMapper {

	private static final String PREFIX = "s3express.fleet.";

	private static final String KEY = "make it %d random bytes in Base64, for example from openssl rand -base64 %d"
		.formatted(FleetSettings.KEY_LENGTH, FleetSettings.KEY_LENGTH);

	private final S3ExpressFleetProperties properties;

	private final @Nullable String applicationName;

	FleetPropertiesMapper(S3ExpressFleetProperties properties, @Nullable String applicationName) {
		this.properties = properties;
		this.applicationName = applicationName;
	}

	FleetSettings map() {
		String principal = this.properties.getPrincipal();
		if (!StringUtils.hasText(principal)) {
			throw new InvalidS3ExpressPropertyException(PREFIX + "principal is not set",
					"set it to the principal that the application's credentials belong to, for example "
							+ "arn:aws:iam::111122223333:role/orders");
		}
		Duration timeout = this.properties.getTimeout();
		DurationFloor.MILLISECOND.check(PREFIX + "timeout", timeout);
		List<byte[]> keys = keys();
		try {
			return new FleetSettings(principal.strip(), keys, namespace(), timeout);
		}
		catch (InvalidSessionSettingException ex) {
			throw new InvalidS3ExpressPropertyException("%s%s is %s".formatted(PREFIX, ex.setting(), ex.value()),
					"make it " + ex.wanted());
		}
	}

	private String namespace() {
		String namespace = this.properties.getNamespace();
		if (namespace != null) {
			return namespace.strip();
		}
		return StringUtils.hasText(this.applicationName) ? this.applicationName.strip()
				: FleetSettings.DEFAULT_NAMESPACE;
	}

	private List<byte[]> keys() {
		List<String> texts = this.properties.getEncryptionKeys();
		if (texts.isEmpty()) {
			throw new InvalidS3ExpressPropertyException(PREFIX + "encryption-keys is not set", KEY);
		}
		List<byte[]> keys = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			keys.add(key(PREFIX + "encryption-keys[" + i + "]", texts.get(i)));
		}
		return keys;
	}

	private static byte[] key(String property, String text) {
		byte[] key = decoded(text.strip());
		if (key == null) {
			throw new InvalidS3ExpressPropertyException(property + " is not Base64", KEY);
		}
		if (key.length != FleetSettings.KEY_LENGTH) {
			throw new InvalidS3ExpressPropertyException("%s has %d bytes".formatted(property, key.length), KEY);
		}
		return key;
	}

	// The decoder's exception would tell a part of the key.
	private static byte @Nullable [] decoded(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
