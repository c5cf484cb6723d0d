/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import io.github.s3express.autoconfigure.local.S3ExpressLocalServerAutoConfiguration;
import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.CreateSessionPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application that must not make a required session says.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequiredSessionFailureAnalyzerTests {

	@Test
	void startWhenCreateSessionIsDeniedShouldPrintTheLeastPolicy(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("AccessDenied", "--s3express.session.mode=read-only"));
		assertThat(output.getAll())
			.contains("s3express.buckets.logs.required is true", "403 AccessDenied: This error was asked for by a test")
			.contains("\"Resource\": \"arn:aws:s3express:us-east-1:*:bucket/logs--use1-az4--x-s3\"")
			.contains("\"Action\": \"s3express:CreateSession\"", "\"s3express:SessionMode\": \"ReadOnly\"");
	}

	@Test
	void startWhenCreateSessionFailsOtherwiseShouldPrintNoPolicy(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("InvalidRequest"));
		assertThat(output.getAll()).contains("s3express.buckets.logs.required is true").doesNotContain("\"Resource\"");
	}

	@Test
	void policyWhenServiceNamesThePrincipalShouldNameItsAccount() {
		CreateSessionPolicy policy = CreateSessionPolicy.of(key(), Region.of("cn-north-1"),
				SessionEncryption.BUCKET_DEFAULT,
				"User: arn:aws-cn:sts::123456789012:assumed-role/app/i-1 is not authorized to perform: s3express:CreateSession");
		assertThat(policy.resource())
			.isEqualTo("arn:aws-cn:s3express:cn-north-1:123456789012:bucket/logs--use1-az4--x-s3");
		assertThat(policy.toJson()).doesNotContain("Condition", "kms");
	}

	@Test
	void policyWhenKmsKeyIsSetShouldAllowItsUse() {
		CreateSessionPolicy policy = CreateSessionPolicy.of(key(), Region.US_EAST_1,
				new SessionEncryption("aws:kms", "1234abcd", null, null), null);
		assertThat(policy.toJson()).contains("[\"kms:GenerateDataKey\", \"kms:Decrypt\"]",
				"arn:aws:kms:us-east-1:*:key/1234abcd");
	}

	private static SessionKey key() {
		return new SessionKey(new DirectoryBucketName("logs--use1-az4--x-s3"), SessionMode.DEFAULT,
				SessionPrincipal.of(AnonymousCredentialsProvider.create()));
	}

	private static void start(String errorCode, String... arguments) {
		SpringApplication application = new SpringApplication(Denied.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] all = new String[arguments.length + 4];
		all[0] = "--s3express.buckets.logs.name=logs--use1-az4--x-s3";
		all[1] = "--s3express.buckets.logs.required=true";
		all[2] = "--test.error=" + errorCode;
		all[3] = "--s3express.local.enabled=true";
		System.arraycopy(arguments, 0, all, 4, arguments.length);
		application.run(all).close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ S3ExpressLocalServerAutoConfiguration.class, S3ExpressAutoConfiguration.class })
	static class Denied {

		@Bean
		S3ExpressLocalServer server(Environment environment) {
			S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket("logs--use1-az4--x-s3").start();
			server.faults().on("CreateSession").error(403, environment.getRequiredProperty("test.error"));
			return server;
		}

	}

}
