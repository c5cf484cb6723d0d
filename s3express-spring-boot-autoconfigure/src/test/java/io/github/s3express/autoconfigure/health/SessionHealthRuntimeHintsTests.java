/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.health;

import java.beans.PropertyDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.javapoet.ClassName;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.actuate.SessionDescriptor;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.S3ExpressBucketProperties;
import io.github.s3express.autoconfigure.S3ExpressProperties;
import io.github.s3express.autoconfigure.local.S3ExpressLocalServerProperties;
import io.github.s3express.session.SessionFreshness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hints that processing ahead of time collects, with health and without the endpoint.
 */
class SessionHealthRuntimeHintsTests {

	private final RuntimeHints hints = process();

	@Test
	void detailsOfHealthShouldBeReadable() {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(SessionDescriptor.class, "freshness"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(SessionFreshness.class)).accepts(this.hints);
	}

	@Test
	void namesOfPropertiesShouldBeFound() {
		assertThat(RuntimeHintsPredicates.resource()
			.forResource("META-INF/spring/io.github.s3express.autoconfigure.S3ExpressProperties.imports"))
			.accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(S3ExpressBucketProperties.class, "of"))
			.accepts(this.hints);
	}

	@Test
	void proxyOfThePresignerShouldBeMade() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(S3Presigner.class)).accepts(this.hints);
	}

	@Test
	void propertiesThatAreNotBoundShouldBeReadable() {
		List<Class<?>> types = new ArrayList<>();
		ImportCandidates.load(S3ExpressProperties.class, null)
			.forEach((name) -> addWithNested(ClassUtils.resolveClassName(name, null), types));
		assertThat(types).contains(S3ExpressLocalServerProperties.Tls.class,
				S3ExpressBucketProperties.Encryption.class);
		assertThat(types).flatExtracting((type) -> List.of(BeanUtils.getPropertyDescriptors(type)))
			.extracting(PropertyDescriptor::getReadMethod)
			.filteredOn((getter) -> getter.getDeclaringClass() != Object.class)
			.hasSizeGreaterThan(40)
			.allSatisfy((getter) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(getter))
				.accepts(this.hints));
	}

	private static void addWithNested(Class<?> type, List<Class<?>> types) {
		if (!type.getName().startsWith("io.github.s3express.") || type.isEnum() || types.contains(type)) {
			return;
		}
		types.add(type);
		for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
			ResolvableType value = ResolvableType.forMethodReturnType(property.getReadMethod());
			addWithNested((value.asMap() != ResolvableType.NONE) ? value.asMap().resolveGeneric(1) : value.toClass(),
					types);
		}
	}

	private static RuntimeHints process() {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("s3express.region", "us-east-1")));
		context.register(S3ExpressAutoConfiguration.class, S3ExpressHealthContributorAutoConfiguration.class);
		GenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

}
