/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.program;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The lines to paste that the program prints. The first ones are for a shell: the AWS CLI
 * and all SDKs read them.
 *
 * @author The S3 Express Spring Boot authors
 */
final class UsageHints {

	private static final String TEMPLATE = """
			export AWS_ACCESS_KEY_ID=%{accessKeyId}
			export AWS_SECRET_ACCESS_KEY=%{secretAccessKey}
			export AWS_REGION=%{region}
			export AWS_DEFAULT_REGION=%{region}
			export AWS_ENDPOINT_URL_S3=%{endpoint}
			export S3EXPRESS_CONTROL_ENDPOINT=%{control}
			unset AWS_SESSION_TOKEN AWS_PROFILE

			# AWS CLI
			echo hello | aws s3 cp - s3://%{bucket}/hello.txt
			aws s3api list-objects-v2 --bucket %{bucket}
			aws s3api list-directory-buckets --endpoint-url %{control}

			# Python (boto3)
			python3 -c "import boto3; print(boto3.client('s3').get_object(Bucket='%{bucket}', Key='hello.txt')['Body'].read())"

			# JavaScript (@aws-sdk/client-s3)
			const s3 = new S3Client({ region: '%{region}', endpoint: '%{endpoint}' });
			await s3.send(new GetObjectCommand({ Bucket: '%{bucket}', Key: 'hello.txt' }));

			# Java (AWS SDK 2)
			S3Client s3 = S3Client.builder().endpointOverride(URI.create("%{endpoint}")).region(Region.of("%{region}")).build();
			s3.getObjectAsBytes(get -> get.bucket("%{bucket}").key("hello.txt"));

			# Spring Boot: application.properties
			s3express.endpoint=%{endpoint}
			s3express.control-endpoint=%{control}
			s3express.region=%{region}
			""";

	private static final String TLS = """
			export AWS_CA_BUNDLE=%{pem}
			export NODE_EXTRA_CA_CERTS=%{pem}

			# Java: options of the JVM
			-Djavax.net.ssl.trustStore=%{store} -Djavax.net.ssl.trustStorePassword=%{password}

			# Spring Boot: application.properties
			spring.ssl.bundle.pem.s3express-local.truststore.certificate=file:%{pem}
			s3express.ssl.bundle=s3express-local

			""";

	private UsageHints() {
	}

	// The lines by which clients come to trust a server that speaks TLS.
	static String of(TrustFiles files) {
		return TLS.replace("%{pem}", files.pem().toString())
			.replace("%{store}", files.store().toString())
			.replace("%{password}", TrustFiles.PASSWORD);
	}

	static String of(S3ExpressLocalServer server, String bucket) {
		return TEMPLATE.replace("%{accessKeyId}", server.accessKeyId())
			.replace("%{secretAccessKey}", server.secretAccessKey())
			.replace("%{region}", server.region())
			.replace("%{endpoint}", server.endpoint().toString())
			.replace("%{control}", server.controlEndpoint().toString())
			.replace("%{bucket}", bucket);
	}

}
