/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import io.github.s3express.local.protocol.S3Errors;

/**
 * A condition of a policy: an operator, a key and values (AWS IAM User Guide, "IAM JSON
 * policy elements: Condition operators"). Operators and keys that cannot be judged here
 * are refused when the policy is put, so that none is ever dropped.
 *
 * @author The S3 Express Spring Boot authors
 */
final class PolicyCondition {

	/**
	 * Keys that a request here has, or that it never has: no request comes through a VPC
	 * endpoint or a service.
	 */
	private static final List<String> KEYS = List.of("s3express:sessionmode", "s3express:signatureage",
			"s3express:signatureversion", "s3express:authtype", "s3express:x-amz-content-sha256",
			"s3express:resourceaccount", "s3express:dataaccesspointarn", "s3express:dataaccesspointaccount",
			"s3express:accesspointnetworkorigin", "s3express:locationname", "aws:sourceip", "aws:securetransport",
			"aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:viaawsservice", "aws:principalarn",
			"aws:principalaccount", "aws:principaltype", "aws:resourceaccount", "aws:tagkeys");

	private static final List<String> TAG_KEYS = List.of("aws:resourcetag/", "aws:requesttag/", "s3express:buckettag/",
			"s3express:accesspointtag/");

	private static final Map<String, BiPredicate<String, String>> TESTS = Map.ofEntries(
			Map.entry("StringEquals", String::equals), Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
			Map.entry("StringLike", (policy, actual) -> glob(policy, false).matcher(actual).matches()),
			Map.entry("ArnEquals", (policy, actual) -> glob(policy, false).matcher(actual).matches()),
			Map.entry("ArnLike", (policy, actual) -> glob(policy, false).matcher(actual).matches()),
			Map.entry("Bool", String::equalsIgnoreCase), Map.entry("NumericEquals", numbers((order) -> order == 0)),
			Map.entry("NumericLessThan", numbers((order) -> order < 0)),
			Map.entry("NumericLessThanEquals", numbers((order) -> order <= 0)),
			Map.entry("NumericGreaterThan", numbers((order) -> order > 0)),
			Map.entry("NumericGreaterThanEquals", numbers((order) -> order >= 0)),
			Map.entry("IpAddress", AddressRange::contains));

	/** Operators that hold where the one that they negate does not. */
	private static final Map<String, String> NEGATED = Map.of("StringNotEquals", "StringEquals",
			"StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase", "StringNotLike", "StringLike", "ArnNotEquals",
			"ArnEquals", "ArnNotLike", "ArnLike", "NumericNotEquals", "NumericEquals", "NotIpAddress", "IpAddress");

	private final String key;

	private final List<String> values;

	private final BiPredicate<String, String> test;

	private final boolean negated;

	private final boolean ifExists;

	private final Quantifier quantifier;

	private PolicyCondition(String key, List<String> values, BiPredicate<String, String> test, boolean negated,
			boolean ifExists, Quantifier quantifier) {
		this.key = key;
		this.values = values;
		this.test = test;
		this.negated = negated;
		this.ifExists = ifExists;
		this.quantifier = quantifier;
	}

	static PolicyCondition of(String operator, String key, List<String> values) {
		if (!isKnown(key)) {
			throw S3Errors.notImplemented("the condition key " + key);
		}
		Quantifier quantifier = Quantifier.of(operator);
		String plain = operator.substring(quantifier.prefix.length());
		if (plain.equals("Null")) {
			// Null: true holds where there is no value.
			return new PolicyCondition(key, values, PolicyCondition::neither, false, false, Quantifier.NULL);
		}
		boolean ifExists = plain.endsWith("IfExists");
		plain = ifExists ? plain.substring(0, plain.length() - "IfExists".length()) : plain;
		boolean negated = NEGATED.containsKey(plain);
		BiPredicate<String, String> test = TESTS.get(NEGATED.getOrDefault(plain, plain));
		if (test == null) {
			throw S3Errors.notImplemented("the condition operator " + operator);
		}
		for (String value : values) {
			if (value.contains("${")) {
				throw S3Errors.notImplemented("policy variables such as " + value);
			}
			// What the operator cannot read is refused now, not when a request comes.
			boolean unused = test.test(value, plain.contains("Ip") ? "127.0.0.1" : "0");
		}
		return new PolicyCondition(key, values, test, negated, ifExists, quantifier);
	}

	boolean holds(PolicyContext context) {
		List<String> actual = context.values(this.key);
		return switch (this.quantifier) {
			case NULL -> this.values.stream().anyMatch((value) -> Boolean.parseBoolean(value) == actual.isEmpty());
			case ALL -> actual.stream().allMatch(this::holds);
			case ANY -> actual.stream().anyMatch(this::holds);
			case ONE -> actual.isEmpty() ? this.ifExists || this.negated : actual.stream().allMatch(this::holds);
		};
	}

	private boolean holds(String actual) {
		return this.negated != this.values.stream().anyMatch((value) -> this.test.test(value, actual));
	}

	private static boolean neither(String policy, String actual) {
		return false;
	}

	private static boolean isKnown(String key) {
		String name = key.toLowerCase(Locale.ROOT);
		return KEYS.contains(name) || TAG_KEYS.stream().anyMatch(name::startsWith);
	}

	static Pattern glob(String text, boolean ignoreCase) {
		StringBuilder regex = new StringBuilder();
		for (char c : text.toCharArray()) {
			regex.append((c == '*') ? ".*" : ((c == '?') ? "." : Pattern.quote(String.valueOf(c))));
		}
		return Pattern.compile(regex.toString(), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
	}

	private static BiPredicate<String, String> numbers(IntPredicate order) {
		return (policy, actual) -> {
			try {
				return order.test(Double.compare(Double.parseDouble(actual), Double.parseDouble(policy)));
			}
			catch (NumberFormatException ex) {
				throw BucketPolicy.malformed("Invalid number in condition: " + policy);
			}
		};
	}

	/**
	 * How the values of a key that has several count.
	 */
	private enum Quantifier {

		/** All values, of which there must be one. */
		ONE(""),

		/** All values, if there are any. */
		ALL("ForAllValues:"),

		/** One of the values. */
		ANY("ForAnyValue:"),

		/** Whether there are any. */
		NULL("");

		private final String prefix;

		Quantifier(String prefix) {
			this.prefix = prefix;
		}

		private static Quantifier of(String operator) {
			return Arrays.stream(new Quantifier[] { ALL, ANY })
				.filter((quantifier) -> operator.startsWith(quantifier.prefix))
				.findFirst()
				.orElse(ONE);
		}

	}

}
