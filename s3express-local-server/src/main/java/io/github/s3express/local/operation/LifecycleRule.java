/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.XmlElement;

/**
 * A rule of a lifecycle configuration as directory buckets have it (Amazon S3 API
 * Reference, PutBucketLifecycleConfiguration): objects expire, uploads are aborted;
 * neither transitions nor filters by tag.
 *
 * @param enabled whether it is carried out
 * @param prefix the beginning of the keys
 * @param largerThan bytes that an object must exceed, -1 for none
 * @param smallerThan bytes that an object must stay below
 * @param expirationDays days after which an object expires, 0 for never
 * @param abortDays days after which an upload is aborted, 0 for never
 * @author The S3 Express Spring Boot authors
 */
record LifecycleRule(boolean enabled, String prefix, long largerThan, long smallerThan, long expirationDays,
		long abortDays) {

	static final String CONFIGURATION = "lifecycle";

	static List<LifecycleRule> parse(byte[] document) {
		XmlElement root = XmlElement.parse(document, "LifecycleConfiguration");
		root.allow("Rule");
		List<LifecycleRule> rules = new ArrayList<>();
		for (XmlElement rule : root.children("Rule")) {
			rules.add(rule(rule));
		}
		if (rules.isEmpty() || rules.size() > 1000) {
			throw S3Errors.malformedXml();
		}
		return rules;
	}

	// A day ends at midnight UTC (User Guide, "How S3 Lifecycle rules work").
	static boolean isDue(Instant since, long days, Instant now) {
		Instant exact = since.plus(Duration.ofDays(days));
		Instant midnight = exact.truncatedTo(ChronoUnit.DAYS);
		return !now.isBefore(midnight.equals(exact) ? exact : midnight.plus(Duration.ofDays(1)));
	}

	boolean takesObject(String key, long size) {
		return this.enabled && this.expirationDays > 0 && key.startsWith(this.prefix) && size > this.largerThan
				&& size < this.smallerThan;
	}

	boolean takesUpload(String key) {
		return this.enabled && this.abortDays > 0 && key.startsWith(this.prefix);
	}

	private static LifecycleRule rule(XmlElement rule) {
		rule.allow("ID", "Filter", "Status", "Expiration", "AbortIncompleteMultipartUpload");
		String status = rule.childText("Status");
		boolean enabled = "Enabled".equals(status);
		if (!enabled && !"Disabled".equals(status)) {
			throw S3Errors.malformedXml();
		}
		XmlElement filter = rule.child("Filter");
		XmlElement and = null;
		if (filter != null) {
			filter.allow("Prefix", "ObjectSizeGreaterThan", "ObjectSizeLessThan", "And");
			and = filter.child("And");
			if (and != null) {
				and.allow("Prefix", "ObjectSizeGreaterThan", "ObjectSizeLessThan");
			}
		}
		XmlElement conditions = (and != null) ? and : filter;
		String prefix = (conditions != null) ? conditions.childText("Prefix") : null;
		long larger = number(conditions, "ObjectSizeGreaterThan", -1);
		long smaller = number(conditions, "ObjectSizeLessThan", Long.MAX_VALUE);
		XmlElement expiration = rule.child("Expiration");
		XmlElement abort = rule.child("AbortIncompleteMultipartUpload");
		if (expiration == null && abort == null) {
			throw S3Errors.malformedXml();
		}
		return new LifecycleRule(enabled, (prefix != null) ? prefix : "", larger, smaller, days(expiration, "Days"),
				days(abort, "DaysAfterInitiation"));
	}

	private static long days(@Nullable XmlElement action, String name) {
		if (action == null) {
			return 0;
		}
		action.allow(name);
		long days = number(action, name, 0);
		if (days < 1) {
			throw S3Errors.invalidArgument(name, Long.toString(days), "'" + name + "' must be a positive integer");
		}
		return days;
	}

	private static long number(@Nullable XmlElement parent, String name, long fallback) {
		String text = (parent != null) ? parent.childText(name) : null;
		if (text == null) {
			return fallback;
		}
		if (!text.matches("[0-9]{1,15}")) {
			throw S3Errors.malformedXml();
		}
		return Long.parseLong(text);
	}

}
