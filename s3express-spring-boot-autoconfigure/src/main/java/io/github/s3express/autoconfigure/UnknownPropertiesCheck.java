/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds keys under {@code s3express} that bind to nothing, before any bean is made. Those
 * from files and the command line stop the start; those from the process's environment,
 * which may be somebody else's, are warned about.
 */
class UnknownPropertiesCheck implements BeanFactoryPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(UnknownPropertiesCheck.class);

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("s3express");

	private static final String VARIABLE_PREFIX = "S3EXPRESS_";

	private final Environment environment;

	UnknownPropertiesCheck(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// To look through all beans takes longer than the rest of the check, and most
		// often nobody needs to know.
		KnownProperties known = new KnownProperties(beanFactory.getBeanClassLoader(),
				SingletonSupplier.of(() -> foreign(beanFactory))::obtain);
		List<Unknown> unknown = new ArrayList<>();
		Set<String> warnings = new LinkedHashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			Object underlying = source.getUnderlyingSource();
			if (underlying instanceof SystemEnvironmentPropertySource variables) {
				findVariables(variables, known, warnings);
			}
			else if (source instanceof IterableConfigurationPropertySource iterable) {
				boolean ofProcess = underlying instanceof PropertySource<?> properties
						&& StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME.equals(properties.getName());
				find(iterable, known).forEach((found) -> {
					if (ofProcess) {
						warnings.add(found.sentence());
					}
					else {
						unknown.add(found);
					}
				});
			}
		}
		if (unknown.isEmpty() || this.environment.getProperty("s3express.unknown-properties",
				S3ExpressProperties.UnknownProperties.class) == S3ExpressProperties.UnknownProperties.WARN) {
			unknown.forEach((found) -> warnings.add(found.sentence()));
			warnings.forEach(logger::warn);
			return;
		}
		warnings.forEach(logger::warn);
		throw new UnknownPropertyException(unknown);
	}

	private static List<ConfigurationPropertyName> foreign(ConfigurableListableBeanFactory beanFactory) {
		Set<String> listed = new HashSet<>();
		KnownProperties.types(beanFactory.getBeanClassLoader()).forEach(listed::add);
		List<ConfigurationPropertyName> prefixes = new ArrayList<>();
		for (String name : beanFactory.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			Class<?> type = beanFactory.getType(name, false);
			ConfigurationProperties annotation = beanFactory.findAnnotationOnBean(name, ConfigurationProperties.class,
					false);
			boolean own = type != null && listed.contains(type.getName());
			if (annotation != null && !own && ConfigurationPropertyName.isValid(annotation.prefix())) {
				ConfigurationPropertyName prefix = ConfigurationPropertyName.of(annotation.prefix());
				if (PREFIX.isAncestorOf(prefix)) {
					prefixes.add(prefix);
				}
			}
		}
		return prefixes;
	}

	private static List<Unknown> find(IterableConfigurationPropertySource source, KnownProperties known) {
		return source.stream()
			.filter((name) -> PREFIX.equals(name) || PREFIX.isAncestorOf(name))
			.filter((name) -> !known.contains(name))
			.map((name) -> {
				ConfigurationProperty property = source.getConfigurationProperty(name);
				return new Unknown(name.toString(), (property != null) ? property.getOrigin() : null,
						known.nearest(name));
			})
			.toList();
	}

	private static void findVariables(SystemEnvironmentPropertySource variables, KnownProperties known,
			Set<String> warnings) {
		for (String variable : variables.getPropertyNames()) {
			String upper = variable.toUpperCase(Locale.ROOT);
			if (upper.startsWith(VARIABLE_PREFIX) && !known.containsVariable(variable)) {
				String dotted = variable.toLowerCase(Locale.ROOT).replace('_', '.');
				ConfigurationPropertyName name = ConfigurationPropertyName.adapt(dotted, '.');
				warnings.add("The environment variable %s sets no property of S3 Express; the nearest is %s"
					.formatted(variable, known.nearest(name)));
			}
		}
	}

	/**
	 * A key that binds to nothing.
	 *
	 * @param name the key
	 * @param origin where it stands, or {@code null} if that is not known
	 * @param nearest the name that was most likely meant
	 */
	record Unknown(String name, @Nullable Origin origin, String nearest) {

		String sentence() {
			return "%s%s is no property of S3 Express; the nearest is %s.".formatted(this.name,
					(this.origin != null) ? " (" + this.origin + ")" : "", this.nearest);
		}

	}

}
