/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.springcloudaws;

import io.awspring.cloud.s3.S3Template;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.test.autoconfigure.S3ExpressTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The template on a directory bucket, without the rest of the application.
 */
@S3ExpressTest
class S3TemplateTests {

	@Autowired
	private S3Template template;

	@Autowired
	private S3ExpressLocalServer server;

	@Test
	void templateShouldStoreAndFind(@Value("${notes.bucket}") String bucket) {
		this.template.store(bucket, "shopping", "Bread, cheese");
		assertThat(this.template.read(bucket, "shopping", String.class)).isEqualTo("Bread, cheese");
		assertThat(this.server.sessions().live()).hasSize(1);
	}

}
