/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.ByteArrayInputStream;
import java.util.Arrays;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.operations.AppendAnswer.Compared;
import io.github.s3express.operations.AppendAnswer.Seen;
import io.github.s3express.operations.AppendAnswer.Written;
import io.github.s3express.operations.AppendEffect.Compare;
import io.github.s3express.operations.AppendEffect.Copy;
import io.github.s3express.operations.AppendEffect.Create;
import io.github.s3express.operations.AppendEffect.Look;
import io.github.s3express.operations.AppendEffect.Put;

/**
 * Sends a writer's requests with an {@link S3Client}.
 */
final class BlockingAppendRequests {

	private final S3Client client;

	private final AppendTarget target;

	BlockingAppendRequests(S3Client client, AppendTarget target) {
		this.client = client;
		this.target = target;
	}

	AppendAnswer perform(AppendEffect effect) {
		try {
			return send(effect);
		}
		catch (Exception ex) {
			return AppendAnswers.of(effect, ex);
		}
	}

	private AppendAnswer send(AppendEffect effect) {
		if (effect instanceof Look look) {
			return new Seen(this.target.seen(this.client.headObject(this.target.head(look.sequence()))));
		}
		if (effect instanceof Create create) {
			return new Written(this.client.putObject(this.target.create(create), RequestBody.empty()).eTag());
		}
		if (effect instanceof Copy copy) {
			return new Written(this.client.copyObject(this.target.copy(copy)).copyObjectResult().eTag());
		}
		if (effect instanceof Put put) {
			byte[] bytes = put.block().bytes();
			ContentStreamProvider content = () -> new ByteArrayInputStream(bytes);
			RequestBody body = RequestBody.fromContentProvider(content, bytes.length, "application/octet-stream");
			return new Written(this.client.putObject(this.target.put(put), body).eTag());
		}
		if (effect instanceof Compare compare) {
			byte[] there = this.client.getObjectAsBytes(this.target.range(compare)).asByteArrayUnsafe();
			return new Compared(Arrays.equals(there, compare.block().bytes()));
		}
		throw new IllegalArgumentException("No request: " + effect);
	}

}
