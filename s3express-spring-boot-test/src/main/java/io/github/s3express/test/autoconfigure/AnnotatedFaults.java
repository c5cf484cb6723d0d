/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;

import io.github.s3express.local.Faults;

/**
 * The faults that stand on a test's class, its enclosing classes and its method.
 *
 * @param faults the annotations
 */
record AnnotatedFaults(List<S3ExpressFault> faults) {

	private static final String CREATE_SESSION = "CreateSession";

	private static final Map<Integer, String> CODES = Map.of(403, "AccessDenied", 500, "InternalError", 503,
			"SlowDown");

	static AnnotatedFaults of(TestContext context) {
		Stream<MergedAnnotation<S3ExpressFault>> faults = Stream.concat(onClass(context.getTestClass()),
				onMethod(context.getTestMethod()));
		return new AnnotatedFaults(faults.map(MergedAnnotation::synthesize).toList());
	}

	private static Stream<MergedAnnotation<S3ExpressFault>> onClass(Class<?> testClass) {
		return MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
			.withEnclosingClasses(TestContextAnnotationUtils::searchEnclosingClass)
			.from(testClass)
			.stream(S3ExpressFault.class);
	}

	private static Stream<MergedAnnotation<S3ExpressFault>> onMethod(Method method) {
		return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).stream(S3ExpressFault.class);
	}

	boolean isEmpty() {
		return this.faults.isEmpty();
	}

	boolean strikeSessions() {
		return this.faults.stream()
			.map(S3ExpressFault::operation)
			.anyMatch((operation) -> operation.equals(CREATE_SESSION) || operation.equals(Faults.ANY));
	}

	void inject(Faults target) {
		this.faults.forEach((fault) -> inject(fault, target));
	}

	private static void inject(S3ExpressFault annotation, Faults target) {
		if (annotation.status() == 0 && annotation.latency().isEmpty() && !annotation.dropConnection()) {
			throw new IllegalArgumentException(
					"The fault of %s does nothing; give @S3ExpressFault a status, a latency or dropConnection."
						.formatted(annotation.operation()));
		}
		Faults.Fault fault = target.on(annotation.operation()).rate(annotation.rate());
		if (!annotation.bucket().isEmpty()) {
			fault.bucket(annotation.bucket());
		}
		if (annotation.times() > 0) {
			fault.times(annotation.times());
		}
		if (!annotation.latency().isEmpty()) {
			fault.latency(DurationStyle.detectAndParse(annotation.latency()));
		}
		if (annotation.dropConnection()) {
			fault.dropConnection();
		}
		if (annotation.status() != 0) {
			fault.error(annotation.status(), code(annotation));
		}
	}

	private static String code(S3ExpressFault annotation) {
		String code = annotation.code().isEmpty() ? CODES.get(annotation.status()) : annotation.code();
		if (code == null) {
			throw new IllegalArgumentException(
					"The fault of %s with status %d needs a code; give @S3ExpressFault the S3 error code, for example NoSuchKey."
						.formatted(annotation.operation(), annotation.status()));
		}
		return code;
	}

}
