/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.documentation;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.creation.CreateSessionPolicy;
import io.github.s3express.test.autoconfigure.S3ExpressTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about security shows the policies that the starter asks for when it is
 * refused.
 */
@S3ExpressTest(properties = { "s3express.buckets.orders.name=" + SecurityPageTests.BUCKET,
		"s3express.session.mode=by-operation" })
class SecurityPageTests {

	static final String BUCKET = "orders--use1-az4--x-s3";

	private static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

	private static final String REFUSAL = "User: arn:aws:iam::111122223333:role/orders is not authorized";

	@MockitoBean
	private S3Client s3;

	@Autowired
	private S3ExpressSessionManager manager;

	@Test
	void firstPolicyShouldBeThatOfAReadWriteSession() throws IOException {
		assertThat(identityPolicies().get(0)).isEqualTo(policy("PutObject", null));
	}

	@Test
	void secondPolicyShouldBeThatOfAReadOnlySession() throws IOException {
		assertThat(identityPolicies().get(1)).isEqualTo(policy("GetObject", null));
	}

	@Test
	void thirdPolicyShouldBeThatOfABucketWithAKey() throws IOException {
		assertThat(identityPolicies()).hasSize(3);
		assertThat(identityPolicies().get(2)).isEqualTo(policy("PutObject", KEY));
	}

	private String policy(String operation, @Nullable String kmsKeyId) {
		SessionKey key = this.manager.key(BUCKET, operation);
		SessionEncryption encryption = (kmsKeyId != null) ? new SessionEncryption("aws:kms", kmsKeyId, null, null)
				: SessionEncryption.BUCKET_DEFAULT;
		return CreateSessionPolicy.of(key, Region.US_EAST_1, encryption, REFUSAL).toJson();
	}

	private static List<String> identityPolicies() throws IOException {
		return ProjectFiles.codeBlocks("docs/security.md", "json")
			.stream()
			.filter((policy) -> !policy.contains("\"Principal\""))
			.toList();
	}

	@SpringBootApplication
	static class Application {

	}

}
