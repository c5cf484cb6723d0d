/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The parameters in {@code --cli-input-json} or {@code --cli-input-yaml}. What stands on
 * the command line has precedence over them.
 */
final class InputDocument {

	static final List<String> MEMBERS = List.of("SessionMode", "Bucket", "ServerSideEncryption", "SSEKMSKeyId",
			"SSEKMSEncryptionContext", "BucketKeyEnabled");

	private final JsonNode members;

	private InputDocument(JsonNode members) {
		this.members = members;
	}

	static InputDocument empty() {
		return new InputDocument(JsonNodeFactory.instance.objectNode());
	}

	static InputDocument ofJson(String text) {
		try {
			return checked("cli-input-json", mapper().readTree(text));
		}
		catch (JsonProcessingException ex) {
			throw CliException.usage("Error parsing parameter 'cli-input-json': Invalid JSON: %s: line %d column %d"
				.formatted(firstLine(ex.getOriginalMessage()), ex.getLocation().getLineNr(),
						ex.getLocation().getColumnNr()));
		}
	}

	static InputDocument ofYaml(String text) {
		try {
			Object value = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
			return checked("cli-input-yaml", mapper().valueToTree(value));
		}
		catch (YAMLException | IllegalArgumentException ex) {
			throw CliException.usage("Error parsing parameter 'cli-input-yaml': Invalid YAML: "
					+ firstLine(String.valueOf(ex.getMessage())));
		}
	}

	// Made when it is needed, since that takes its time.
	private static ObjectMapper mapper() {
		return new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	private static String firstLine(String text) {
		return text.lines().findFirst().orElse(text);
	}

	private static InputDocument checked(String option, JsonNode document) {
		if (!document.isObject()) {
			throw CliException.usage("Error parsing parameter '%s': It must hold an object with any of the members %s"
				.formatted(option, String.join(", ", MEMBERS)));
		}
		for (Map.Entry<String, JsonNode> member : document.properties()) {
			if (!MEMBERS.contains(member.getKey())) {
				throw CliException
					.usage("Parameter validation failed:\nUnknown parameter in input: \"%s\", must be one of: %s"
						.formatted(member.getKey(), String.join(", ", MEMBERS)));
			}
			boolean flag = member.getKey().equals("BucketKeyEnabled");
			JsonNode value = member.getValue();
			if (flag ? !value.isBoolean() : !value.isTextual()) {
				throw CliException.usage(
						"Parameter validation failed:\nInvalid type for parameter %s, value: %s, type: <class '%s'>, valid types: <class '%s'>"
							.formatted(member.getKey(), text(value), type(value), flag ? "bool" : "str"));
			}
		}
		return new InputDocument(document);
	}

	private static String text(JsonNode value) {
		if (value.isBoolean()) {
			return value.booleanValue() ? "True" : "False";
		}
		return value.isNull() ? "None" : (value.isValueNode() ? value.asText() : value.toString());
	}

	private static String type(JsonNode value) {
		return switch (value.getNodeType()) {
			case STRING -> "str";
			case BOOLEAN -> "bool";
			case NUMBER -> value.isIntegralNumber() ? "int" : "float";
			case ARRAY -> "list";
			case OBJECT -> "dict";
			default -> "NoneType";
		};
	}

	@Nullable String text(String member) {
		return this.members.path(member).textValue();
	}

	@Nullable Boolean flag(String member) {
		JsonNode value = this.members.path(member);
		return value.isBoolean() ? value.booleanValue() : null;
	}

}
