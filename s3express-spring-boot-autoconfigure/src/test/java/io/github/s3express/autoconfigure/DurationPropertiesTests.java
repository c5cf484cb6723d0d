/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import io.github.s3express.autoconfigure.fleet.S3ExpressFleetAutoConfiguration;
import io.github.s3express.autoconfigure.health.S3ExpressHealthContributorAutoConfiguration;
import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.autoconfigure.operations.S3ExpressOperationsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Each property that holds a duration, by the metadata that the code generates, with one
 * that cannot be meant.
 */
@ExtendWith(OutputCaptureExtension.class)
class DurationPropertiesTests {

	private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");

	private static final String INITIAL_INTERVAL = "s3express.session.retry.initial-interval";

	private static final String ENCRYPTION_KEY = Base64.getEncoder().encodeToString(new byte[32]);

	private static final String FLEET_TIMEOUT = "s3express.fleet.timeout";

	private static final String MAX_INTERVAL = "s3express.session.retry.max-interval";

	static Stream<String> durations() throws IOException {
		List<String> names = JsonPath.read(METADATA.toFile(), "$.properties[?(@.type=='java.time.Duration')].name");
		assertThat(names).hasSizeGreaterThan(10);
		// That of the endpoint's answers is bound and kept by Spring Boot.
		return names.stream().filter((name) -> !name.startsWith("management.endpoint."));
	}

	@ParameterizedTest
	@MethodSource("durations")
	void startWhenDurationIsNegativeShouldSayWhatToWrite(String property, CapturedOutput output) {
		refuse(property, "-5s", output);
		assertThat(output.getAll()).contains(property + " is -5s; make it a positive duration of ");
	}

	@ParameterizedTest
	@MethodSource("durations")
	void startWhenUnitIsMissingShouldSayWhatToWrite(String property, CapturedOutput output) {
		if (property.equals(INITIAL_INTERVAL) || property.equals(FLEET_TIMEOUT)) {
			// A millisecond can be meant.
			return;
		}
		refuse(property, "1", output);
		assertThat(output.getAll()).contains(property.equals(MAX_INTERVAL)
				? MAX_INTERVAL + " is 1ms; make it no less than " + INITIAL_INTERVAL + ", which is 50ms by default."
				: property + " is 1ms; write 1s, if seconds are meant; the least is ");
	}

	private static void refuse(String property, String value, CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String local = Boolean.toString(property.startsWith("s3express.local."));
		String fleet = Boolean.toString(property.equals(FLEET_TIMEOUT));
		assertThatException()
			.isThrownBy(() -> application.run("--s3express.region=us-east-1", "--s3express.local.enabled=" + local,
					"--s3express.fleet.enabled=" + fleet, "--s3express.fleet.principal=application",
					"--s3express.fleet.encryption-keys=" + ENCRYPTION_KEY, "--" + property + "=" + value));
		String description = output.getAll().substring(output.getAll().indexOf("Description:"));
		assertThat(description).doesNotContainPattern("PT-?[0-9]")
			.as("names of Java parameters")
			.doesNotContainPattern("\\b[a-z]+[A-Z]");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressAutoConfiguration.class, S3ExpressClientAutoConfiguration.class,
			S3ExpressLocalServerAutoConfiguration.class, S3ExpressHealthContributorAutoConfiguration.class,
			S3ExpressOperationsAutoConfiguration.class, S3ExpressFleetAutoConfiguration.class })
	static class Application {

	}

}
