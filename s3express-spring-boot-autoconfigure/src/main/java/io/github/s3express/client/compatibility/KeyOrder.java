/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.util.Comparator;

/**
 * The order of keys in general purpose buckets: that of their UTF-8 bytes, which is the
 * order of code points. Strings compare otherwise where surrogates are involved.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html">Listing
 * object keys programmatically</a>
 */
final class KeyOrder {

	static final Comparator<String> INSTANCE = KeyOrder::compare;

	private KeyOrder() {
	}

	private static int compare(String one, String other) {
		int length = Math.min(one.length(), other.length());
		for (int i = 0; i < length; i++) {
			char a = one.charAt(i);
			char b = other.charAt(i);
			if (a != b) {
				// Surrogates stand for what comes after all other characters.
				return (Character.isSurrogate(a) != Character.isSurrogate(b)) ? (Character.isSurrogate(a) ? 1 : -1)
						: Character.compare(a, b);
			}
		}
		return Integer.compare(one.length(), other.length());
	}

}
