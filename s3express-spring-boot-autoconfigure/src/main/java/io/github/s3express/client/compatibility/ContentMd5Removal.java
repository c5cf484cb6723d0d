/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

import io.github.s3express.session.DirectoryBucketName;

/**
 * Leaves out {@code Content-MD5}, which directory buckets do not support. For clients
 * that send a CRC32 anyway, as clients do by default. The output streams of Spring Cloud
 * AWS, for example, always send one.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-differences.html">Differences
 * for directory buckets</a>
 */
final class ContentMd5Removal implements ExecutionInterceptor {

	private final CompatibilityUses uses;

	ContentMd5Removal(CompatibilityUses uses) {
		this.uses = uses;
	}

	@Override
	public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
		SdkRequest request = context.request();
		if (request instanceof PutObjectRequest put && put.contentMD5() != null
				&& DirectoryBucketName.isDirectoryBucket(put.bucket())) {
			this.uses.used(CompatibilityKind.CONTENT_MD5, put.bucket());
			return put.toBuilder().contentMD5(null).build();
		}
		if (request instanceof UploadPartRequest part && part.contentMD5() != null
				&& DirectoryBucketName.isDirectoryBucket(part.bucket())) {
			this.uses.used(CompatibilityKind.CONTENT_MD5, part.bucket());
			return part.toBuilder().contentMD5(null).build();
		}
		return request;
	}

}
