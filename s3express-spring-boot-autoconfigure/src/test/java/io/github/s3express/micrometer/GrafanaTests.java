/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.micrometer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard and the alert rules against the page that lists the meters, which
 * {@link S3ExpressMetersTests} holds against a scrape.
 */
class GrafanaTests {

	private static final Path DOCS = Path.of("../docs");

	private static final Path RULES = DOCS.resolve("grafana/s3express-alerts.yml");

	private static final Pattern METER = Pattern.compile("s3express_[a-z_]+");

	@Test
	void dashboardShouldNameOnlyMetersThatExist() throws Exception {
		String dashboard = Files.readString(DOCS.resolve("grafana/s3express-sessions.json"));
		List<String> expressions = JsonPath.read(dashboard, "$.panels[*].targets[*].expr");
		List<String> variables = JsonPath.read(dashboard, "$.templating.list[*].definition");
		assertThat(expressions).hasSizeGreaterThan(7);
		assertThat(meters(expressions)).isNotEmpty().isSubsetOf(documented());
		assertThat(meters(variables)).isNotEmpty().isSubsetOf(documented());
	}

	@Test
	void dashboardShouldShowEveryMeterThatIsOurs() throws Exception {
		List<String> expressions = JsonPath.read(Files.readString(DOCS.resolve("grafana/s3express-sessions.json")),
				"$.panels[*].targets[*].expr");
		assertThat(meters(expressions)).contains("s3express_sessions", "s3express_session_remaining_seconds",
				"s3express_session_creations_seconds_count", "s3express_session_lookups_total");
	}

	@Test
	void rulesShouldNameOnlyMetersThatExist() throws Exception {
		List<Map<String, Object>> rules = rules();
		assertThat(rules).extracting((rule) -> rule.get("alert"))
			.contains("S3ExpressSessionStale", "S3ExpressSessionCreationsFailing", "S3ExpressSessionCreationSlow");
		assertThat(rules).allSatisfy((rule) -> {
			assertThat(rule).containsKeys("alert", "expr", "for", "labels", "annotations");
			assertThat(meters(List.of((String) rule.get("expr")))).isNotEmpty().isSubsetOf(documented());
		});
	}

	@Test
	void rulesWhenPromtoolIsInstalledShouldPassIt() throws Exception {
		Path promtool = Stream.of(System.getenv("PATH").split(":"))
			.map((directory) -> Path.of(directory, "promtool"))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		Assumptions.assumeTrue(promtool != null, "promtool is not installed (Debian: prometheus)");
		Process check = new ProcessBuilder(String.valueOf(promtool), "check", "rules", RULES.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(check.waitFor()).as(output).isZero();
		assertThat(output).contains("SUCCESS");
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rules() throws IOException {
		Map<String, List<Map<String, Object>>> document = new Yaml().load(Files.readString(RULES));
		List<Map<String, Object>> rules = new ArrayList<>();
		document.get("groups").forEach((group) -> rules.addAll((List<Map<String, Object>>) group.get("rules")));
		return rules;
	}

	private static Set<String> meters(List<String> expressions) {
		Set<String> meters = new TreeSet<>();
		for (String expression : expressions) {
			Matcher matcher = METER.matcher(expression);
			while (matcher.find()) {
				meters.add(matcher.group());
			}
		}
		return meters;
	}

	private static Set<String> documented() {
		try {
			Set<String> names = new TreeSet<>();
			for (String line : Files.readAllLines(DOCS.resolve("observability.md"))) {
				Matcher matcher = Pattern.compile("^\\| `s3express[^`]+` \\| `(s3express_[^`]+)` \\| ([^|]*) \\|")
					.matcher(line);
				if (matcher.find()) {
					names.add(matcher.group(1));
					if (matcher.group(2).contains("timer")) {
						Stream.of("_count", "_sum", "_max").forEach((suffix) -> names.add(matcher.group(1) + suffix));
					}
					if (matcher.group(2).contains("histogram")) {
						names.add(matcher.group(1) + "_bucket");
					}
				}
			}
			return names;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
