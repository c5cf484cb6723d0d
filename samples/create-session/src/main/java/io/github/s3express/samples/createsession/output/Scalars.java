/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession.output;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Single values in the words of Python, which the AWS CLI is written in.
 */
final class Scalars {

	private Scalars() {
	}

	static boolean isScalar(JsonNode value) {
		return !value.isContainerNode();
	}

	static String text(JsonNode value) {
		if (value.isNull() || value.isMissingNode()) {
			return "None";
		}
		if (value.isBoolean()) {
			return value.booleanValue() ? "True" : "False";
		}
		return value.asText();
	}

	/**
	 * Whether there is nothing to show: no value, no element, no character, zero, false.
	 */
	static boolean isEmpty(JsonNode value) {
		if (value.isContainerNode()) {
			return value.isEmpty();
		}
		if (value.isTextual()) {
			return value.textValue().isEmpty();
		}
		return value.isNull() || value.isMissingNode() || (value.isBoolean() && !value.booleanValue())
				|| (value.isNumber() && value.doubleValue() == 0);
	}

}
