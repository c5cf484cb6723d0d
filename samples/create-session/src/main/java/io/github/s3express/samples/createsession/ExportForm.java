/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.github.s3express.samples.createsession.output.JsonText;
import io.github.s3express.session.S3ExpressSession;

/**
 * What {@code --export} prints: a session as shells and SDKs take it.
 */
enum ExportForm {

	SH {
		@Override
		String text(S3ExpressSession session, @Nullable String region) {
			return lines(session, (name, value) -> "export %s='%s'".formatted(name, value.replace("'", "'\\''")));
		}
	},

	POWERSHELL {
		@Override
		String text(S3ExpressSession session, @Nullable String region) {
			return lines(session, (name, value) -> "$Env:%s = '%s'".formatted(name, value.replace("'", "''")));
		}
	},

	FISH {
		@Override
		String text(S3ExpressSession session, @Nullable String region) {
			return lines(session, (name, value) -> "set -gx %s '%s'".formatted(name,
					value.replace("\\", "\\\\").replace("'", "\\'")));
		}
	},

	ENV {
		@Override
		String text(S3ExpressSession session, @Nullable String region) {
			return lines(session, "%s=%s"::formatted);
		}
	},

	/**
	 * Version 1 of what the SDKs read from a {@code credential_process}.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">Process
	 * credential provider</a>
	 */
	CREDENTIAL_PROCESS {
		@Override
		String text(S3ExpressSession session, @Nullable String region) {
			ObjectNode document = JsonNodeFactory.instance.objectNode();
			document.put("Version", 1)
				.put("AccessKeyId", session.credentials().accessKeyId())
				.put("SecretAccessKey", session.credentials().secretAccessKey())
				.put("SessionToken", session.credentials().sessionToken())
				.put("Expiration", expiration(session));
			return JsonText.of(document);
		}
	},

	AWS_CONFIG {
		@Override
		String text(S3ExpressSession session, @Nullable String region) {
			StringBuilder text = new StringBuilder("[profile %s]\n".formatted(session.key().bucket()));
			variables(session).forEach((name, value) -> {
				if (!name.equals(EXPIRATION)) {
					text.append("%s = %s\n".formatted(name.toLowerCase(Locale.ROOT), value));
				}
			});
			if (region != null) {
				text.append("region = %s\n".formatted(region));
			}
			return text.toString();
		}
	};

	private static final String EXPIRATION = "AWS_CREDENTIAL_EXPIRATION";

	/**
	 * The text of a session; secret.
	 * @param session the session
	 * @param region the Region, or {@code null} if it is not known
	 * @return whole lines
	 */
	abstract String text(S3ExpressSession session, @Nullable String region);

	/**
	 * Whether texts of several sessions may stand one below the other.
	 */
	boolean takesSeveral() {
		return this == AWS_CONFIG;
	}

	static ExportForm of(String id) {
		return Arrays.stream(values())
			.filter((form) -> form.id().equals(id))
			.findFirst()
			.orElseThrow(() -> Choices.invalid("--export", id, ids()));
	}

	static List<String> ids() {
		return Arrays.stream(values()).map(ExportForm::id).toList();
	}

	private String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The environment variables that SDKs read, with a session's values; secret.
	 */
	static Map<String, String> variables(S3ExpressSession session) {
		Map<String, String> variables = new LinkedHashMap<>();
		variables.put("AWS_ACCESS_KEY_ID", session.credentials().accessKeyId());
		variables.put("AWS_SECRET_ACCESS_KEY", session.credentials().secretAccessKey());
		variables.put("AWS_SESSION_TOKEN", session.credentials().sessionToken());
		variables.put(EXPIRATION, expiration(session));
		return variables;
	}

	private static String expiration(S3ExpressSession session) {
		return session.expires().truncatedTo(ChronoUnit.SECONDS).toString();
	}

	private static String lines(S3ExpressSession session, Line line) {
		return variables(session).entrySet()
			.stream()
			.map((variable) -> line.of(variable.getKey(), variable.getValue()) + "\n")
			.collect(Collectors.joining());
	}

	@FunctionalInterface
	private interface Line {

		String of(String name, String value);

	}

}
