/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

import io.github.s3express.client.S3ExpressClientCustomizer;

/**
 * Puts managed sessions into Spring Cloud AWS's own client. Its credentials and Region
 * come from beans, as the starter's do, so like all connection details those of a local
 * server take precedence.
 */
class SpringCloudAwsS3ClientCustomizer implements S3ClientCustomizer {

	private final ObjectProvider<S3ExpressClientCustomizer> customizer;

	private final ObjectProvider<S3ExpressConnectionDetails> connectionDetails;

	private final ObjectProvider<S3ExpressClientSettings> settings;

	SpringCloudAwsS3ClientCustomizer(ObjectProvider<S3ExpressClientCustomizer> customizer,
			ObjectProvider<S3ExpressConnectionDetails> connectionDetails,
			ObjectProvider<S3ExpressClientSettings> settings) {
		this.customizer = customizer;
		this.connectionDetails = connectionDetails;
		this.settings = settings;
	}

	@Override
	public void customize(S3ClientBuilder builder) {
		if (!(this.connectionDetails.getObject() instanceof PropertiesS3ExpressConnectionDetails)) {
			builder.region(this.settings.getObject().region());
			builder.credentialsProvider(this.settings.getObject().credentials());
		}
		this.customizer.getObject().customize(builder);
	}

}
