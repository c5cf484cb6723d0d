/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.function.Function;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.presigner.PresignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.AbortMultipartUploadPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.CompleteMultipartUploadPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.CreateMultipartUploadPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.DeleteObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.HeadBucketPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.HeadObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedAbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedCompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedCreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedDeleteObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedHeadBucketRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedHeadObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedUploadPartRequest;
import software.amazon.awssdk.services.s3.presigner.model.PutObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.UploadPartPresignRequest;
import software.amazon.awssdk.utils.CompletableFutureUtils;

import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;

/**
 * Presigns URLs of directory buckets with the manager's sessions. A URL dies with the
 * session that signed it, so each is signed with one that lives as long as the URL is to.
 * URLs of general purpose buckets are presigned as ever.
 */
final class SessionS3Presigner implements S3Presigner {

	private final S3ExpressSessionManager manager;

	private final SessionPrincipal principal;

	private final PresignersByRegion presigners;

	private final boolean sessionsEnabled;

	SessionS3Presigner(S3ExpressSessionManager manager, SessionPrincipal principal, PresignersByRegion presigners,
			boolean sessionsEnabled) {
		this.manager = manager;
		this.principal = principal;
		this.presigners = presigners;
		this.sessionsEnabled = sessionsEnabled;
	}

	@Override
	public PresignedGetObjectRequest presignGetObject(GetObjectPresignRequest request) {
		return presign("GetObject", request.getObjectRequest(), request,
				(presigner) -> presigner.presignGetObject(request));
	}

	@Override
	public PresignedHeadObjectRequest presignHeadObject(HeadObjectPresignRequest request) {
		return presign("HeadObject", request.headObjectRequest(), request,
				(presigner) -> presigner.presignHeadObject(request));
	}

	@Override
	public PresignedPutObjectRequest presignPutObject(PutObjectPresignRequest request) {
		return presign("PutObject", request.putObjectRequest(), request,
				(presigner) -> presigner.presignPutObject(request));
	}

	@Override
	public PresignedDeleteObjectRequest presignDeleteObject(DeleteObjectPresignRequest request) {
		return presign("DeleteObject", request.deleteObjectRequest(), request,
				(presigner) -> presigner.presignDeleteObject(request));
	}

	@Override
	public PresignedCreateMultipartUploadRequest presignCreateMultipartUpload(
			CreateMultipartUploadPresignRequest request) {
		return presign("CreateMultipartUpload", request.createMultipartUploadRequest(), request,
				(presigner) -> presigner.presignCreateMultipartUpload(request));
	}

	@Override
	public PresignedUploadPartRequest presignUploadPart(UploadPartPresignRequest request) {
		return presign("UploadPart", request.uploadPartRequest(), request,
				(presigner) -> presigner.presignUploadPart(request));
	}

	@Override
	public PresignedCompleteMultipartUploadRequest presignCompleteMultipartUpload(
			CompleteMultipartUploadPresignRequest request) {
		return presign("CompleteMultipartUpload", request.completeMultipartUploadRequest(), request,
				(presigner) -> presigner.presignCompleteMultipartUpload(request));
	}

	@Override
	public PresignedAbortMultipartUploadRequest presignAbortMultipartUpload(
			AbortMultipartUploadPresignRequest request) {
		return presign("AbortMultipartUpload", request.abortMultipartUploadRequest(), request,
				(presigner) -> presigner.presignAbortMultipartUpload(request));
	}

	@Override
	public PresignedHeadBucketRequest presignHeadBucket(HeadBucketPresignRequest request) {
		return this.presigners.withoutSession(request.headBucketRequest().bucket()).presignHeadBucket(request);
	}

	@Override
	public void close() {
		this.presigners.close();
	}

	private <R> R presign(String operation, S3Request request, PresignRequest presign,
			Function<S3Presigner, R> action) {
		String bucket = request.getValueForField("Bucket", String.class).orElse(null);
		if (!this.sessionsEnabled || bucket == null || !DirectoryBucketName.isDirectoryBucket(bucket)) {
			return action.apply(this.presigners.withoutSession(bucket));
		}
		S3ExpressSession session = session(operation, bucket, request, presign.signatureDuration());
		return this.presigners.withSession(bucket, session, action);
	}

	private S3ExpressSession session(String operation, String bucket, S3Request request, Duration duration) {
		try {
			return this.manager.get(this.manager.key(bucket, operation, principalOf(request)), duration);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"signatureDuration is %s, but a presigned URL for %s dies with its session: %s".formatted(duration,
							bucket, ex.getMessage()),
					ex);
		}
	}

	private SessionPrincipal principalOf(S3Request request) {
		return request.overrideConfiguration()
			.flatMap(AwsRequestOverrideConfiguration::credentialsIdentityProvider)
			.map(SessionS3Presigner::resolved)
			.orElse(this.principal);
	}

	private static SessionPrincipal resolved(IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
		AwsCredentialsIdentity identity = CompletableFutureUtils.joinLikeSync(credentials.resolveIdentity());
		return SessionPrincipal.of(credentials, identity);
	}

}
