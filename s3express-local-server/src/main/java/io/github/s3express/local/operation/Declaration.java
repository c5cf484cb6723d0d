/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ChecksumAlgorithm;

/**
 * What an operation is called by, and every query parameter and header that it reads,
 * with what it does with each. Nothing is read that is not declared ({@link S3Request}
 * holds that), and a request that carries more is refused ({@link OperationRouter}).
 *
 * @author The S3 Express Spring Boot authors
 */
final class Declaration {

	/**
	 * Parts of every request: the signature, what a body (which may be empty) is framed
	 * and guarded with, and names that SDKs add for logs.
	 */
	private static final Map<String, Use> EVERYWHERE = everywhere();

	private final Operation operation;

	private final String method;

	private final Resource resource;

	private final List<Selector> selectors = new ArrayList<>();

	private final Map<String, Use> parameters = new LinkedHashMap<>();

	private final Map<String, Use> headers = new LinkedHashMap<>();

	Declaration(Operation operation, String method, Resource resource) {
		this.operation = operation;
		this.method = method;
		this.resource = resource;
	}

	private static Map<String, Use> everywhere() {
		Map<String, Use> result = new HashMap<>();
		for (String name : new String[] { "x-amz-date", "x-amz-content-sha256", "x-amz-security-token",
				"x-amz-s3session-token", "x-amz-decoded-content-length", "x-amz-trailer",
				"x-amz-sdk-checksum-algorithm" }) {
			result.put(name, Use.HONOURED);
		}
		for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
			result.put(algorithm.header(), Use.HONOURED);
		}
		result.put("x-amz-user-agent", Use.NO_EFFECT);
		// The SDK offers to read a digest at the end of the answer, which tells if it has
		// one.
		result.put("x-amz-te", Use.NO_EFFECT);
		return result;
	}

	Operation operation() {
		return this.operation;
	}

	String method() {
		return this.method;
	}

	Resource resource() {
		return this.resource;
	}

	Map<String, Use> parameters() {
		return this.parameters;
	}

	Map<String, Use> headers() {
		return this.headers;
	}

	int rank() {
		return this.selectors.size();
	}

	/**
	 * Any of these parameters asks for this operation, if all other conditions hold.
	 */
	Declaration by(String... anyOf) {
		for (String name : anyOf) {
			this.parameters.put(name, Use.HONOURED);
		}
		this.selectors.add((target) -> List.of(anyOf).stream().anyMatch(target::has));
		return this;
	}

	/**
	 * A parameter of this value asks for this operation.
	 */
	Declaration byValue(String name, String value) {
		this.parameters.put(name, Use.HONOURED);
		this.selectors.add((target) -> value.equals(target.parameter(name)));
		return this;
	}

	/**
	 * This header asks for this operation.
	 */
	Declaration byHeader(String name) {
		this.headers.put(name, Use.HONOURED);
		this.selectors.add((target) -> target.header(name) != null);
		return this;
	}

	Declaration parameters(Use use, String... names) {
		for (String name : names) {
			this.parameters.put(name, use);
		}
		return this;
	}

	Declaration headers(Use use, String... names) {
		for (String name : names) {
			this.headers.put(name, use);
		}
		return this;
	}

	boolean isAskedBy(Target target) {
		for (Selector selector : this.selectors) {
			if (!selector.matches(target)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * What the operation does with a parameter.
	 * @return {@code null} if it does not read it
	 */
	@Nullable Use ofParameter(String name) {
		return this.parameters.get(name);
	}

	/**
	 * What the operation does with a header.
	 * @param name a name in lower case
	 * @return {@code null} if it does not read it
	 */
	@Nullable Use ofHeader(String name) {
		Use use = this.headers.get(name);
		if (use == null) {
			use = EVERYWHERE.get(name);
		}
		// The only family of names.
		return (use == null && name.startsWith("x-amz-meta-")) ? this.headers.get("x-amz-meta-") : use;
	}

	/**
	 * What a request is aimed at.
	 */
	enum Resource {

		/** No bucket. */
		SERVICE,

		/** A bucket. */
		BUCKET,

		/** An object. */
		OBJECT,

		/** The tags of something that an ARN names. */
		TAGS,

		/** All access points. */
		ACCESS_POINTS,

		/** An access point. */
		ACCESS_POINT,

		/** The policy of an access point. */
		ACCESS_POINT_POLICY,

		/** The scope of an access point. */
		ACCESS_POINT_SCOPE;

		static Resource of(Target target) {
			ControlPath control = target.control();
			if (control != null) {
				return control.resource();
			}
			return (target.bucket() == null) ? SERVICE : ((target.key() == null) ? BUCKET : OBJECT);
		}

	}

	/**
	 * What an operation does with what it reads.
	 */
	enum Use {

		/** It does what the documentation says. */
		HONOURED("honoured"),

		/** It is refused unless it says what is so anyway. */
		CHECKED("checked"),

		/** It is taken, and the service says that it has no effect. */
		NO_EFFECT("no effect");

		private final String text;

		Use(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

	@FunctionalInterface
	private interface Selector {

		boolean matches(Target target);

	}

}
