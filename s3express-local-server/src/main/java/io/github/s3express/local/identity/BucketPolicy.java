/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.protocol.Json;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;

/**
 * A bucket policy (IAM User Guide, "Policy evaluation logic"; Amazon S3 User Guide,
 * "Bucket policies for directory buckets"). What it says that cannot be judged here is
 * refused when it is stored, so that no test passes by mistake.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class BucketPolicy {

	private static final String SESSION_MODE = "s3express:SessionMode";

	private final List<Statement> statements;

	private BucketPolicy(List<Statement> statements) {
		this.statements = statements;
	}

	/**
	 * Reads a policy.
	 * @param document the policy as JSON
	 * @return the policy
	 * @throws S3Exception 400 MalformedPolicy, or 501 if it says what cannot be judged
	 * here
	 */
	public static BucketPolicy parse(String document) {
		Object root;
		try {
			root = Json.parse(document.getBytes(StandardCharsets.UTF_8));
		}
		catch (IllegalArgumentException ex) {
			throw malformed("This policy contains invalid Json");
		}
		if (!(root instanceof Map<?, ?> policy) || policy.get("Statement") == null) {
			throw malformed("Missing required field Statement");
		}
		List<Statement> statements = new ArrayList<>();
		for (Object statement : list(policy.get("Statement"))) {
			if (!(statement instanceof Map<?, ?> fields)) {
				throw malformed("A statement must be an object");
			}
			statements.add(statement(fields));
		}
		return new BucketPolicy(statements);
	}

	/**
	 * Judges a request.
	 * @param principal who asks
	 * @param action the action, for example {@code s3express:CreateSession}
	 * @param resource the ARN of the bucket
	 * @param mode the session mode that is asked for, or {@code null} if the action has
	 * none
	 * @return what the policy says
	 */
	public Verdict judge(Principal principal, String action, String resource, @Nullable SessionMode mode) {
		Verdict verdict = Verdict.SILENT;
		for (Statement statement : this.statements) {
			if (statement.matches(principal, action, resource, mode)) {
				if (!statement.allow) {
					return Verdict.DENIES;
				}
				verdict = Verdict.ALLOWS;
			}
		}
		return verdict;
	}

	private static Statement statement(Map<?, ?> fields) {
		Object effect = fields.get("Effect");
		if (!"Allow".equals(effect) && !"Deny".equals(effect)) {
			throw malformed("Invalid effect: " + effect);
		}
		for (String unknown : List.of("NotPrincipal", "NotAction", "NotResource")) {
			if (fields.containsKey(unknown)) {
				throw S3Errors.notImplemented(unknown + " is not judged by the local server; it");
			}
		}
		List<Pattern> actions = patterns(fields.get("Action"), "Action");
		List<Pattern> resources = patterns(fields.get("Resource"), "Resource");
		return new Statement("Allow".equals(effect), principals(fields.get("Principal")), actions, resources,
				conditions(fields.get("Condition")));
	}

	private static List<Pattern> principals(@Nullable Object principal) {
		if ("*".equals(principal)) {
			return List.of(Pattern.compile(".*"));
		}
		if (principal instanceof Map<?, ?> map && map.size() == 1 && map.get("AWS") != null) {
			List<Pattern> result = new ArrayList<>();
			for (Object arn : list(map.get("AWS"))) {
				String text = String.valueOf(arn);
				// The account itself stands for all its principals.
				boolean account = text.equals(Principal.ACCOUNT)
						|| text.equals("arn:aws:iam::" + Principal.ACCOUNT + ":root");
				result
					.add((account || text.equals("*")) ? Pattern.compile(".*") : Pattern.compile(Pattern.quote(text)));
			}
			return result;
		}
		throw malformed("Invalid principal in policy");
	}

	private static List<Condition> conditions(@Nullable Object condition) {
		List<Condition> result = new ArrayList<>();
		if (condition instanceof Map<?, ?> operators) {
			for (Map.Entry<?, ?> operator : operators.entrySet()) {
				if (!(operator.getValue() instanceof Map<?, ?> keys)) {
					throw malformed("Invalid condition");
				}
				for (Map.Entry<?, ?> key : keys.entrySet()) {
					result.add(condition(String.valueOf(operator.getKey()), String.valueOf(key.getKey()),
							list(key.getValue())));
				}
			}
		}
		else if (condition != null) {
			throw malformed("Invalid condition");
		}
		return result;
	}

	private static Condition condition(String operator, String key, List<?> values) {
		boolean ifExists = operator.endsWith("IfExists");
		String plain = ifExists ? operator.substring(0, operator.length() - "IfExists".length()) : operator;
		boolean known = List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike").contains(plain);
		if (!known || !key.equalsIgnoreCase(SESSION_MODE)) {
			throw S3Errors
				.notImplemented("The condition " + operator + " on " + key + " is not judged by the local server; it");
		}
		List<Pattern> patterns = values.stream().map((value) -> glob(String.valueOf(value))).toList();
		return new Condition(plain.contains("Not"), ifExists, patterns);
	}

	private static List<Pattern> patterns(@Nullable Object value, String field) {
		if (value == null) {
			throw malformed("Missing required field " + field);
		}
		return list(value).stream().map((item) -> glob(String.valueOf(item))).toList();
	}

	private static Pattern glob(String text) {
		StringBuilder regex = new StringBuilder();
		for (char c : text.toCharArray()) {
			regex.append((c == '*') ? ".*" : ((c == '?') ? "." : Pattern.quote(String.valueOf(c))));
		}
		return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
	}

	private static List<?> list(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list;
		}
		return (value != null) ? List.of(value) : List.of();
	}

	private static S3Exception malformed(String message) {
		return new S3Exception(400, "MalformedPolicy", message);
	}

	/**
	 * What a policy says of a request.
	 */
	public enum Verdict {

		/** A statement allows it, none denies it. */
		ALLOWS,

		/** A statement denies it. */
		DENIES,

		/** No statement is about it. */
		SILENT

	}

	private record Statement(boolean allow, List<Pattern> principals, List<Pattern> actions, List<Pattern> resources,
			List<Condition> conditions) {

		private boolean matches(Principal principal, String action, String resource, @Nullable SessionMode mode) {
			return any(this.principals, principal.arn()) && any(this.actions, action) && any(this.resources, resource)
					&& this.conditions.stream().allMatch((condition) -> condition.holds(mode));
		}

		private static boolean any(List<Pattern> patterns, String value) {
			return patterns.stream().anyMatch((pattern) -> pattern.matcher(value).matches());
		}

	}

	private record Condition(boolean negated, boolean ifExists, List<Pattern> values) {

		private boolean holds(@Nullable SessionMode mode) {
			if (mode == null) {
				return this.ifExists || this.negated;
			}
			return this.negated != Statement.any(this.values, mode.value());
		}

	}

}
