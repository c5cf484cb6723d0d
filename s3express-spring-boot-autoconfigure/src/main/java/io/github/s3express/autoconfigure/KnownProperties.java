/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * The names of all properties under {@code s3express}. Classes that bind some are listed
 * in
 * {@code META-INF/spring/io.github.s3express.autoconfigure.S3ExpressProperties.imports},
 * those of other modules in a file of that name of their own: whether they are bound
 * depends on conditions, whether they exist does not.
 */
final class KnownProperties {

	/**
	 * An element that users choose, such as the id of a bucket.
	 */
	private static final String ANY = "*";

	private static final String ANY_ID = "<id>";

	private static final int TYPING_ERRORS = 2;

	private static final String OWN_PACKAGE = "io.github.s3express.";

	private final Map<String, String> names = new LinkedHashMap<>();

	private final Supplier<? extends Collection<ConfigurationPropertyName>> foreign;

	/**
	 * Collects the names.
	 * @param classLoader finds the classes
	 * @param foreign gives the prefixes of properties that the application binds by
	 * itself; asked only where a name is none of these
	 */
	KnownProperties(@Nullable ClassLoader classLoader,
			Supplier<? extends Collection<ConfigurationPropertyName>> foreign) {
		this.foreign = foreign;
		for (String candidate : types(classLoader)) {
			Class<?> type = ClassUtils.resolveClassName(candidate, classLoader);
			String prefix = MergedAnnotations.from(type).get(ConfigurationProperties.class).getString("value");
			add(prefix, type);
		}
	}

	static Iterable<String> types(@Nullable ClassLoader classLoader) {
		return ImportCandidates.load(S3ExpressProperties.class, classLoader);
	}

	private void add(String prefix, Class<?> bean) {
		Arrays.stream(BeanUtils.getPropertyDescriptors(bean))
			.filter((property) -> !property.getName().equals("class") && property.getReadMethod() != null)
			.forEach((property) -> add(prefix + "." + dashed(property.getName()),
					ResolvableType.forMethodReturnType(property.getReadMethod())));
	}

	private void add(String name, ResolvableType type) {
		Class<?> resolved = type.resolve(Object.class);
		if (Map.class.isAssignableFrom(resolved)) {
			Class<?> value = type.asMap().getGeneric(1).resolve(Object.class);
			put(name + "." + ANY);
			if (isBean(value)) {
				add(name + "." + ANY, value);
			}
		}
		else if (isBean(resolved)) {
			add(name, resolved);
		}
		else {
			put(name);
		}
	}

	private void put(String name) {
		this.names.put(uniform(name), name);
	}

	private static boolean isBean(Class<?> type) {
		return type.getName().startsWith(OWN_PACKAGE) && !type.isEnum();
	}

	private static String dashed(String property) {
		return property.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	/**
	 * Whether a name is one of a property, as it is written in files.
	 */
	boolean contains(ConfigurationPropertyName name) {
		ConfigurationPropertyName whole = withoutIndex(name);
		return this.names.containsKey(uniform(whole)) || this.names.containsKey(uniform(withAny(whole)))
				|| this.foreign.get().stream().anyMatch((prefix) -> prefix.equals(name) || prefix.isAncestorOf(name));
	}

	/**
	 * Whether an environment variable sets a property. Between what its underscores stand
	 * for, it does not tell.
	 */
	boolean containsVariable(String variable) {
		String flat = flat(variable);
		return this.names.values().stream().map(KnownProperties::flat).anyMatch((known) -> {
			int any = known.indexOf(ANY);
			if (any < 0) {
				return flat.equals(known) || flat.matches(known + "[0-9]+");
			}
			return flat.startsWith(known.substring(0, any)) && flat.endsWith(known.substring(any + 1))
					&& flat.length() > known.length() - 1;
		}) || this.foreign.get().stream().anyMatch((prefix) -> flat.startsWith(flat(prefix.toString())));
	}

	/**
	 * The name that was most likely meant.
	 */
	String nearest(ConfigurationPropertyName wrong) {
		String written = wrong.toString();
		List<String> inside = this.names.values()
			.stream()
			.map((known) -> withIdOf(known, wrong))
			.filter((known) -> known.startsWith(written + "."))
			.toList();
		if (!inside.isEmpty()) {
			// A value for what has properties: most often to switch it on or off.
			return inside.contains(written + ".enabled") ? written + ".enabled" : inside.get(0);
		}
		return this.names.values()
			.stream()
			.map((known) -> withIdOf(known, wrong))
			.min(Comparator.comparingInt((String known) -> distance(written, known)).thenComparing(String::length))
			.orElse("s3express");
	}

	private static int distance(String written, String candidate) {
		String known = candidate.replace("." + ANY_ID, "");
		String writtenLast = written.substring(written.lastIndexOf('.') + 1);
		String knownLast = known.substring(known.lastIndexOf('.') + 1);
		int whole = editDistance(written, known);
		// A right name in a wrong place is nearer than the letters say.
		return writtenLast.equals(knownLast) ? Math.min(whole, 2) : whole;
	}

	// The id that the user chose, in the place of any.
	private static String withIdOf(String known, ConfigurationPropertyName wrong) {
		List<String> elements = new ArrayList<>(List.of(known.split("\\.")));
		int any = elements.indexOf(ANY);
		if (any >= 0) {
			boolean chosen = wrong.getNumberOfElements() > any
					&& editDistance(elements.get(any - 1), wrong.getElement(any - 1, Form.ORIGINAL)) <= TYPING_ERRORS;
			elements.set(any, chosen ? wrong.getElement(any, Form.ORIGINAL) : ANY_ID);
		}
		return String.join(".", elements);
	}

	private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
		boolean indexed = name.isLastElementIndexed() && name.isNumericIndex(name.getNumberOfElements() - 1);
		return indexed ? name.getParent() : name;
	}

	private ConfigurationPropertyName withAny(ConfigurationPropertyName name) {
		for (String known : this.names.values()) {
			int any = Arrays.asList(known.split("\\.")).indexOf(ANY);
			if (any > 0 && name.getNumberOfElements() > any
					&& uniform(name.chop(any)).equals(uniform(known.substring(0, known.indexOf(ANY) - 1)))) {
				return name.chop(any).append("[" + ANY + "]").append(name.subName(any + 1));
			}
		}
		return name;
	}

	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	private static String uniform(ConfigurationPropertyName name) {
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			elements.add(name.getElement(i, Form.ORIGINAL));
		}
		return uniform(String.join(".", elements));
	}

	private static String flat(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9*]", "");
	}

	private static int editDistance(String one, String other) {
		int[] previous = new int[other.length() + 1];
		Arrays.setAll(previous, (i) -> i);
		for (int i = 1; i <= one.length(); i++) {
			int[] current = new int[other.length() + 1];
			current[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int replaced = previous[j - 1] + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[other.length()];
	}

}
