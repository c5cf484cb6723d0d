/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Addresses in CIDR notation, as policies write them.
 *
 * @author The S3 Express Spring Boot authors
 */
final class AddressRange {

	/** Never a name, which would be looked up. */
	private static final Pattern LITERAL = Pattern
		.compile("([0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?");

	private AddressRange() {
	}

	// The range as the policy says it, the address of a request.
	static boolean contains(String range, String address) {
		int slash = range.indexOf('/');
		byte[] network = bytes((slash < 0) ? range : range.substring(0, slash), range);
		byte[] actual = bytes(address, address);
		int bits = (slash < 0) ? network.length * 8 : Integer.parseInt(range.substring(slash + 1));
		if (bits > network.length * 8) {
			throw invalid(range);
		}
		if (network.length != actual.length) {
			return false;
		}
		for (int i = 0; i < bits; i++) {
			int mask = 0x80 >>> i % 8;
			if ((network[i / 8] & mask) != (actual[i / 8] & mask)) {
				return false;
			}
		}
		return true;
	}

	private static byte[] bytes(String literal, String range) {
		if (!LITERAL.matcher(range).matches()) {
			throw invalid(range);
		}
		try {
			return InetAddress.getByName(literal).getAddress();
		}
		catch (UnknownHostException ex) {
			throw invalid(range);
		}
	}

	private static RuntimeException invalid(String range) {
		return BucketPolicy.malformed("Invalid IP address in condition: " + range);
	}

}
