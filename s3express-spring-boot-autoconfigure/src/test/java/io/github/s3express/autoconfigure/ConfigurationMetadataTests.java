/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.s3express.session.SessionModeStrategy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors offer, and what Spring Boot reads before it loads a class.
 */
class ConfigurationMetadataTests {

	private static final Path META_INF = Path.of("target/classes/META-INF");

	private static final Path METADATA = META_INF.resolve("spring-configuration-metadata.json");

	private static final String BUCKET = "s3express.buckets.logs--use1-az4--x-s3.";

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class))
		.withPropertyValues("s3express.credentials.access-key-id=AKIAEXAMPLE",
				"s3express.credentials.secret-access-key=secret");

	private static List<String> hints(String property) throws IOException {
		return JsonPath.read(METADATA.toFile(), "$.hints[?(@.name=='%s')].values[*].value".formatted(property));
	}

	@Test
	void hintsOfModeShouldBeEachMode() throws Exception {
		assertThat(hints("s3express.session.mode"))
			.containsExactlyElementsOf(Arrays.stream(SessionModeStrategy.values())
				.map((mode) -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "s3express.region", "s3express.buckets.values.region" })
	void hintsOfRegionShouldBeTaken(String property) throws Exception {
		assertThat(hints(property)).contains("us-east-1").isEqualTo(hints("s3express.region"));
		for (String region : hints(property)) {
			this.application.withPropertyValues("s3express.region=" + region)
				.run((context) -> assertThat(context).hasNotFailed());
		}
	}

	@Test
	void hintsOfEncryptionShouldBeTaken() throws Exception {
		List<String> algorithms = hints("s3express.buckets.values.encryption.algorithm");
		assertThat(algorithms).containsExactly("AES256", "aws:kms");
		for (String algorithm : algorithms) {
			String key = algorithm.equals("AES256") ? "" : "1234abcd-12ab-34cd-56ef-1234567890ab";
			this.application
				.withPropertyValues("s3express.region=us-east-1", BUCKET + "warm-up=false", BUCKET + "keep-warm=false",
						BUCKET + "encryption.algorithm=" + algorithm)
				.withPropertyValues(
						key.isEmpty() ? new String[0] : new String[] { BUCKET + "encryption.kms-key-id=" + key })
				.run((context) -> assertThat(context).hasNotFailed());
		}
	}

	@Test
	void conditionsOfEachAutoConfigurationShouldBeKnownBeforehand() throws Exception {
		Properties conditions = new Properties();
		try (InputStream file = Files.newInputStream(META_INF.resolve("spring-autoconfigure-metadata.properties"))) {
			conditions.load(file);
		}
		List<String> configurations = Files
			.readAllLines(META_INF.resolve("spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"));
		assertThat(configurations).isNotEmpty()
			.allSatisfy((configuration) -> assertThat(conditions).containsKey(configuration));
		assertThat(conditions.getProperty(S3ExpressClientAutoConfiguration.class.getName() + ".ConditionalOnClass"))
			.contains("S3Client");
	}

}
