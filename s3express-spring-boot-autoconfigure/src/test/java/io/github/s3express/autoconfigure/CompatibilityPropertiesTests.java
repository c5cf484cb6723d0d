/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.CompatibilitySettings;
import io.github.s3express.testing.RunningApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The properties under {@code s3express.compatibility}.
 */
class CompatibilityPropertiesTests {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(S3ExpressAutoConfiguration.class))
		.withPropertyValues("s3express.region=us-east-1", "s3express.credentials.access-key-id=AKIATEST",
				"s3express.credentials.secret-access-key=secret");

	@Test
	void settingsWhenNothingIsConfiguredShouldBeTheDefaults() {
		this.context.run((context) -> assertThat(context.getBean(Compatibility.class).settings())
			.isEqualTo(CompatibilitySettings.DEFAULT));
	}

	@ParameterizedTest
	@CsvSource({ "list-prefix=false,listPrefix=false", "list-v1=false,listV1=false", "list-order=true,listOrder=true",
			"max-keys-sorted=7,maxKeysSorted=7", "max-empty-pages=7,maxEmptyPages=7",
			"list-open-uploads=false,listOpenUploads=false", "content-md5=false,contentMd5=false",
			"create-bucket=false,createBucket=false", "presigned-life=iam,presignedLife=IAM",
			"shared-close=false,sharedClose=false" })
	void settingsWhenAPropertyIsSetShouldDifferInThatOnly(String property, String expected) {
		String name = expected.substring(0, expected.indexOf('='));
		String defaults = CompatibilitySettings.DEFAULT.toString();
		this.context.withPropertyValues("s3express.compatibility." + property)
			.run((context) -> assertThat(context.getBean(Compatibility.class).settings())
				.hasToString(defaults.replaceAll(name + "=[^,\\]]+", expected))
				.isNotEqualTo(CompatibilitySettings.DEFAULT));
	}

	@ParameterizedTest
	@CsvSource({ "max-keys-sorted", "max-empty-pages" })
	void startWhenABoundIsZeroShouldFailWithOneSentence(String property) {
		this.context.withPropertyValues("s3express.compatibility." + property + "=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("s3express.compatibility.%s is 0; make it 1 or more.", property));
	}

	@Test
	void applicationShouldListByAnyPrefixAndCountIt() {
		try (RunningApplication application = RunningApplication.start()) {
			application.put(RunningApplication.BUCKET);
			S3Client client = application.bean(S3Client.class);
			assertThat(client.listObjects((list) -> list.bucket(RunningApplication.BUCKET).prefix("obj")).contents())
				.hasSize(1);
			assertThat(application.get("/actuator/prometheus").body())
				.contains("s3express_compatibility_total{kind=\"list-prefix\"} 1.0")
				.contains("s3express_compatibility_total{kind=\"list-v1\"} 1.0")
				.contains("s3express_compatibility_total{kind=\"create-bucket\"} 0.0");
		}
	}

	@Test
	void applicationWhenSwitchedOffShouldBeRefusedAsEver() {
		try (RunningApplication application = RunningApplication.start("s3express.compatibility.list-prefix=false")) {
			assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> application.bean(S3Client.class)
				.listObjectsV2((list) -> list.bucket(RunningApplication.BUCKET).prefix("obj")));
		}
	}

}
