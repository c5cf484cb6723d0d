/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What is reached by reflection only: the names of properties, whether their classes are
 * bound or not, and buckets that are written as their name alone.
 */
class S3ExpressRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("META-INF/spring/" + S3ExpressProperties.class.getName() + ".imports");
		hints.proxies().registerJdkProxy(S3Presigner.class);
		Bindable<?>[] bound = StreamSupport.stream(KnownProperties.types(classLoader).spliterator(), false)
			.map((name) -> Bindable.of(ClassUtils.resolveClassName(name, classLoader)))
			.toArray(Bindable[]::new);
		// With all that is nested in them.
		BindableRuntimeHintsRegistrar.forBindables(bound).registerHints(hints, classLoader);
		hints.reflection()
			.registerType(S3ExpressBucketProperties.class, MemberCategory.INVOKE_PUBLIC_METHODS,
					MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
	}

}
