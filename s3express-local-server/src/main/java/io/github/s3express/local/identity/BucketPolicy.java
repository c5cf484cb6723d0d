/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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

	private static final Pattern PRINCIPAL = Pattern
		.compile("\\*|[0-9]{12}|arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:(root|(user|role|assumed-role|federated-user)/.+)");

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
	 * Holds that the policy is one that a resource can have.
	 * @param resource the ARN of the bucket or access point that it is put on
	 * @throws S3Exception 400 MalformedPolicy for resources and actions of others
	 */
	public void checkFor(String resource) {
		for (Statement statement : this.statements) {
			for (String text : statement.resources) {
				boolean own = text.equals(resource) || text.startsWith(resource + "/") || glob(text).test(resource);
				if (!own) {
					throw malformed("Policy has invalid resource").with("Detail", text);
				}
			}
			for (String text : statement.actions) {
				if (!PolicyActions.anyMatches(PolicyCondition.glob(text, true))) {
					throw malformed("Policy has invalid action").with("Detail", text);
				}
			}
		}
	}

	/**
	 * Judges a request.
	 * @param context the request
	 * @return what the policy says
	 */
	public Verdict judge(PolicyContext context) {
		Verdict verdict = Verdict.SILENT;
		for (Statement statement : this.statements) {
			if (statement.matches(context)) {
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
		for (Object field : fields.keySet()) {
			String name = String.valueOf(field);
			if (List.of("NotPrincipal", "NotAction", "NotResource").contains(name)) {
				throw S3Errors.notImplemented(name + " of policies");
			}
			if (!List.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition").contains(name)) {
				throw malformed("Syntax errors in policy: " + name);
			}
		}
		return new Statement("Allow".equals(effect), principals(fields.get("Principal")),
				texts(fields.get("Action"), "Action"), texts(fields.get("Resource"), "Resource"),
				conditions(fields.get("Condition")));
	}

	private static List<Predicate<String>> principals(@Nullable Object principal) {
		if ("*".equals(principal)) {
			return List.of((arn) -> true);
		}
		if (principal instanceof Map<?, ?> map) {
			for (Object kind : map.keySet()) {
				if (List.of("Service", "Federated", "CanonicalUser").contains(String.valueOf(kind))) {
					throw S3Errors.notImplemented("principals of the kind " + kind);
				}
			}
			if (map.size() == 1 && map.get("AWS") != null) {
				return list(map.get("AWS")).stream().map(BucketPolicy::principal).toList();
			}
		}
		throw malformed("Invalid principal in policy");
	}

	private static Predicate<String> principal(Object value) {
		String text = String.valueOf(value);
		if (!PRINCIPAL.matcher(text).matches()) {
			throw malformed("Invalid principal in policy").with("Detail", text);
		}
		// The account itself stands for all its principals.
		boolean all = text.equals("*") || text.equals(Principal.ACCOUNT)
				|| text.equals("arn:aws:iam::" + Principal.ACCOUNT + ":root");
		return all ? (arn) -> true : text::equals;
	}

	private static List<PolicyCondition> conditions(@Nullable Object condition) {
		List<PolicyCondition> result = new ArrayList<>();
		if (condition instanceof Map<?, ?> operators) {
			for (Map.Entry<?, ?> operator : operators.entrySet()) {
				if (!(operator.getValue() instanceof Map<?, ?> keys)) {
					throw malformed("Invalid condition");
				}
				for (Map.Entry<?, ?> key : keys.entrySet()) {
					List<String> values = list(key.getValue()).stream().map(BucketPolicy::text).toList();
					result.add(PolicyCondition.of(String.valueOf(operator.getKey()), String.valueOf(key.getKey()),
							values));
				}
			}
		}
		else if (condition != null) {
			throw malformed("Invalid condition");
		}
		return result;
	}

	// Numbers of JSON as a policy means them.
	private static String text(Object value) {
		return (value instanceof Double number && number == Math.rint(number)) ? Long.toString(number.longValue())
				: String.valueOf(value);
	}

	private static List<String> texts(@Nullable Object value, String field) {
		if (value == null) {
			throw malformed("Missing required field " + field);
		}
		return list(value).stream().map(String::valueOf).toList();
	}

	private static Predicate<String> glob(String text) {
		return PolicyCondition.glob(text, false).asMatchPredicate();
	}

	private static List<?> list(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list;
		}
		return (value != null) ? List.of(value) : List.of();
	}

	static S3Exception malformed(String message) {
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

	private record Statement(boolean allow, List<Predicate<String>> principals, List<String> actions,
			List<String> resources, List<PolicyCondition> conditions) {

		private boolean matches(PolicyContext context) {
			return this.principals.stream().anyMatch((principal) -> principal.test(context.principal().arn()))
					&& this.actions.stream()
						.anyMatch((action) -> PolicyCondition.glob(action, true).matcher(context.action()).matches())
					&& this.resources.stream().anyMatch((resource) -> glob(resource).test(context.resource()))
					&& this.conditions.stream().allMatch((condition) -> condition.holds(context));
		}

	}

}
