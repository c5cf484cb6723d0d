/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Derives signing keys and keeps the last ones, since every request of a session uses the
 * same.
 *
 * @author The S3 Express Spring Boot authors
 */
final class SigningKeys {

	private static final int MAX_KEYS = 1024;

	private final Map<Source, byte[]> keys = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Source, byte[]> eldest) {
			return size() > MAX_KEYS;
		}

	});

	byte[] get(String secretKey, CredentialScope scope) {
		Source source = new Source(secretKey, scope.date(), scope.region(), scope.service());
		byte[] key = this.keys.get(source);
		if (key == null) {
			key = derive(source);
			this.keys.put(source, key);
		}
		return key;
	}

	private static byte[] derive(Source source) {
		byte[] key = utf8("AWS4" + source.secretKey);
		for (String part : new String[] { source.date, source.region, source.service, "aws4_request" }) {
			key = Hmac.sign(key, utf8(part));
		}
		return key;
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private record Source(String secretKey, String date, String region, String service) {

		@Override
		public String toString() {
			return "Source[" + this.date + "]";
		}

	}

}
