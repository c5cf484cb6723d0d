/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.operation.Declaration.Resource;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * Tells which operation a request asks for, and refuses what that operation does not
 * declare: nothing is done for a request that is understood in part.
 *
 * @author The S3 Express Spring Boot authors
 */
final class OperationRouter {

	/**
	 * Headers of HTTP that change what is done. Others (Accept, Cache-Control of a read
	 * ...) may come with anything.
	 */
	private static final Set<String> MEANINGFUL = Set.of("content-md5", "if-match", "if-none-match",
			"if-modified-since", "if-unmodified-since", "if-range", "range");

	private static final List<Declaration> DECLARATIONS = List.copyOf(Declarations.all().values());

	private OperationRouter() {
	}

	/**
	 * Finds the operation.
	 * @throws S3Exception 501 for a subresource or parameter that no operation declares,
	 * 405 for a method or endpoint that has none
	 */
	static Declaration route(Target target) {
		Declaration declaration = find(target);
		for (String name : target.parameterNames()) {
			// Directory buckets have one version of each object; "null" names it.
			boolean version = name.equals("versionId") && !"null".equals(target.parameter(name));
			if (version || declaration.ofParameter(name) == null) {
				throw unknownParameter(name, declaration.operation().apiName());
			}
		}
		boolean control = declaration.operation().access() == Operation.Access.CONTROL;
		if (target.endpoint() == EndpointKind.CONTROL && !control && declaration.operation() != Operation.HEAD_BUCKET) {
			// Per docs, not checked against AWS: object operations exist at zonal
			// endpoints only.
			throw new S3Exception(405, "MethodNotAllowed", declaration.operation().apiName()
					+ " is served by the zonal endpoint, not by the regional control endpoint.");
		}
		return declaration;
	}

	/**
	 * Holds that an operation declares all that a request carries in headers.
	 * @throws S3Exception 501 naming the first that it does not
	 */
	static void checkHeaders(Declaration declaration, Target target) {
		for (String name : target.headerNames()) {
			if ((name.startsWith("x-amz-") || MEANINGFUL.contains(name)) && declaration.ofHeader(name) == null) {
				throw S3Errors.notImplemented("the header " + name + " of " + declaration.operation().apiName())
					.with("Header", name);
			}
		}
	}

	private static Declaration find(Target target) {
		Resource resource = Resource.of(target);
		String method = target.http().method();
		Declaration best = null;
		List<Declaration> others = new ArrayList<>(0);
		for (Declaration declaration : DECLARATIONS) {
			if (declaration.resource() == resource && declaration.method().equals(method)) {
				if (declaration.isAskedBy(target)) {
					best = (best == null || declaration.rank() > best.rank()) ? declaration : best;
				}
				else {
					others.add(declaration);
				}
			}
		}
		return (best != null) ? best : notFound(target, others);
	}

	private static Declaration notFound(Target target, List<Declaration> others) {
		String what = target.http().method() + " of " + switch (Resource.of(target)) {
			case SERVICE -> "the service";
			case BUCKET -> "a bucket";
			case OBJECT -> "an object";
			case TAGS -> "the tags of a resource";
			case ACCESS_POINTS -> "the access points";
			case ACCESS_POINT -> "an access point";
			case ACCESS_POINT_POLICY -> "the policy of an access point";
			case ACCESS_POINT_SCOPE -> "the scope of an access point";
		};
		@Nullable String name = target.parameterNames().stream().findFirst().orElse(null);
		if (name != null) {
			throw unknownParameter(name, what);
		}
		if (others.isEmpty()) {
			throw new S3Exception(405, "MethodNotAllowed",
					"The specified method is not allowed against this resource.");
		}
		throw S3Errors.notImplemented(what.startsWith("GET of a bucket") ? "ListObjects (version 1)" : what);
	}

	private static S3Exception unknownParameter(String name, String where) {
		return S3Errors.notImplemented("the parameter " + name + " of " + where).with("Parameter", name);
	}

}
