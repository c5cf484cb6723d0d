/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.CompatibilityKind;
import io.github.s3express.client.compatibility.PresignedLife;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.DurationText;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionPrincipal;

/**
 * Presigns URLs of directory buckets with the manager's sessions. A URL dies with the
 * session that signed it, so each is signed with one that lives as long as the URL is to;
 * one of five minutes may live some seconds less. What becomes of one that is to live
 * longer than a session is a setting. URLs of general purpose buckets are presigned as
 * ever.
 */
final class SessionS3Presigner implements S3Presigner {

	private static final Logger logger = LoggerFactory.getLogger(SessionS3Presigner.class);

	// Only a session that was just made lives as long as sessions can. So that not each
	// URL of such a length makes one, it may be as much shorter; it says so itself, in
	// its X-Amz-Expires.
	private static final Duration LONGEST_WITHOUT_TOLERANCE = RefreshPolicy.LONGEST_LIFE.minusSeconds(10);

	private final S3ExpressSessionManager manager;

	private final SessionPrincipal principal;

	private final PresignersByRegion presigners;

	private final boolean sessionsEnabled;

	private final Compatibility compatibility;

	private final LongSupplier nanoTime;

	SessionS3Presigner(S3ExpressSessionManager manager, SessionPrincipal principal, PresignersByRegion presigners,
			boolean sessionsEnabled, Compatibility compatibility) {
		this(manager, principal, presigners, sessionsEnabled, compatibility, System::nanoTime);
	}

	SessionS3Presigner(S3ExpressSessionManager manager, SessionPrincipal principal, PresignersByRegion presigners,
			boolean sessionsEnabled, Compatibility compatibility, LongSupplier nanoTime) {
		this.compatibility = compatibility;
		this.manager = manager;
		this.principal = principal;
		this.presigners = presigners;
		this.sessionsEnabled = sessionsEnabled;
		this.nanoTime = nanoTime;
	}

	@Override
	public PresignedGetObjectRequest presignGetObject(GetObjectPresignRequest request) {
		return presign("GetObject", request.getObjectRequest(), request,
				(presigner, life) -> presigner.presignGetObject(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedHeadObjectRequest presignHeadObject(HeadObjectPresignRequest request) {
		return presign("HeadObject", request.headObjectRequest(), request,
				(presigner, life) -> presigner.presignHeadObject(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedPutObjectRequest presignPutObject(PutObjectPresignRequest request) {
		return presign("PutObject", request.putObjectRequest(), request,
				(presigner, life) -> presigner.presignPutObject(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedDeleteObjectRequest presignDeleteObject(DeleteObjectPresignRequest request) {
		return presign("DeleteObject", request.deleteObjectRequest(), request, (presigner, life) -> presigner
			.presignDeleteObject(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedCreateMultipartUploadRequest presignCreateMultipartUpload(
			CreateMultipartUploadPresignRequest request) {
		return presign("CreateMultipartUpload", request.createMultipartUploadRequest(), request, (presigner,
				life) -> presigner.presignCreateMultipartUpload(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedUploadPartRequest presignUploadPart(UploadPartPresignRequest request) {
		return presign("UploadPart", request.uploadPartRequest(), request,
				(presigner, life) -> presigner.presignUploadPart(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedCompleteMultipartUploadRequest presignCompleteMultipartUpload(
			CompleteMultipartUploadPresignRequest request) {
		return presign("CompleteMultipartUpload", request.completeMultipartUploadRequest(), request, (presigner,
				life) -> presigner.presignCompleteMultipartUpload(request.toBuilder().signatureDuration(life).build()));
	}

	@Override
	public PresignedAbortMultipartUploadRequest presignAbortMultipartUpload(
			AbortMultipartUploadPresignRequest request) {
		return presign("AbortMultipartUpload", request.abortMultipartUploadRequest(), request, (presigner,
				life) -> presigner.presignAbortMultipartUpload(request.toBuilder().signatureDuration(life).build()));
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
			BiFunction<S3Presigner, Duration, R> action) {
		String bucket = request.getValueForField("Bucket", String.class).orElse(null);
		if (bucket == null || !DirectoryBucketName.isDirectoryBucket(bucket) || !this.sessionsEnabled
				|| this.presigners.sessionsDisabled()) {
			return action.apply(this.presigners.withoutSession(bucket), presign.signatureDuration());
		}
		Duration wanted = presign.signatureDuration();
		S3ExpressSession session = longEnough(operation, bucket, request, wanted);
		PresignedLife otherwise = this.compatibility.settings().presignedLife();
		if (session == null && otherwise == PresignedLife.IAM) {
			say(bucket, wanted, "is signed with IAM credentials, which must allow the operation themselves");
			return action.apply(this.presigners.withoutSession(bucket), wanted);
		}
		S3ExpressSession chosen = (session != null) ? session : longest(operation, bucket, request);
		Duration life = life(chosen, wanted);
		if (session == null) {
			say(bucket, wanted, "is signed for " + DurationText.of(life));
		}
		return this.presigners.withSession(bucket, chosen, (presigner) -> action.apply(presigner, life));
	}

	// Null only if that is not an error.
	private @Nullable S3ExpressSession longEnough(String operation, String bucket, S3Request request, Duration wanted) {
		boolean fails = this.compatibility.settings().presignedLife() == PresignedLife.FAIL;
		if (!fails && wanted.compareTo(RefreshPolicy.LONGEST_LIFE) > 0) {
			return null;
		}
		try {
			return session(operation, bucket, request, wanted);
		}
		catch (S3ExpressSessionException ex) {
			// There is one, but it does not live that long.
			if (!fails && this.manager.getIfPresent(ex.key()) != null) {
				return null;
			}
			throw ex;
		}
	}

	private S3ExpressSession longest(String operation, String bucket, S3Request request) {
		try {
			return session(operation, bucket, request, LONGEST_WITHOUT_TOLERANCE);
		}
		catch (S3ExpressSessionException ex) {
			S3ExpressSession shorter = this.manager.getIfPresent(ex.key());
			if (shorter == null) {
				throw ex;
			}
			return shorter;
		}
	}

	private void say(String bucket, Duration wanted, String instead) {
		if (this.compatibility.uses().usedFirst(CompatibilityKind.PRESIGNED_LIFE, bucket)) {
			logger
				.warn("A presigned URL for {} was to live {}, longer than the session that signs it, and {}. Make URLs "
						+ "when they are needed and ask for at most {}, or set s3express.compatibility.presigned-life",
						bucket, DurationText.of(wanted), instead, DurationText.of(RefreshPolicy.LONGEST_LIFE));
		}
	}

	private Duration life(S3ExpressSession session, Duration wanted) {
		Duration left = lifeLeft(session);
		return (left.compareTo(wanted) < 0) ? Duration.ofSeconds(Math.max(1, left.toSeconds())) : wanted;
	}

	private Duration lifeLeft(S3ExpressSession session) {
		return session.life().minusNanos(this.nanoTime.getAsLong() - session.receivedNanos());
	}

	private static Duration minimumLife(Duration wanted) {
		boolean asLongAsSessionsLive = wanted.compareTo(LONGEST_WITHOUT_TOLERANCE) > 0
				&& wanted.compareTo(RefreshPolicy.LONGEST_LIFE) <= 0;
		return asLongAsSessionsLive ? LONGEST_WITHOUT_TOLERANCE : wanted;
	}

	private S3ExpressSession session(String operation, String bucket, S3Request request, Duration duration) {
		try {
			SessionPrincipal principal = principalOf(request);
			S3ExpressSession shared = shared(operation, bucket, request, principal, minimumLife(duration));
			return (shared != null) ? shared : this.manager
				.get(this.manager.key(bucket, operation, principal, this.presigners.route()), minimumLife(duration));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"signatureDuration is %s, but a presigned URL for %s dies with its session: %s"
						.formatted(DurationText.of(duration), bucket, ex.getMessage()),
					ex);
		}
	}

	// Sessions of configured buckets are made with whatever the provider gave then: they
	// serve the callers that it gives the same.
	private @Nullable S3ExpressSession shared(String operation, String bucket, S3Request request,
			SessionPrincipal principal, Duration minimumLife) {
		if (this.principal.isSameForAllCallers() || bringsCredentials(request)) {
			return null;
		}
		S3ExpressSession session = this.manager
			.getIfPresent(this.manager.key(bucket, operation, this.principal, this.presigners.route()));
		boolean serves = session != null && session.isMadeBy(principal)
				&& lifeLeft(session).compareTo(minimumLife) >= 0;
		return serves ? session : null;
	}

	private static boolean bringsCredentials(S3Request request) {
		return request.overrideConfiguration()
			.flatMap(AwsRequestOverrideConfiguration::credentialsIdentityProvider)
			.isPresent();
	}

	private SessionPrincipal principalOf(S3Request request) {
		return request.overrideConfiguration()
			.flatMap(AwsRequestOverrideConfiguration::credentialsIdentityProvider)
			.map(SessionS3Presigner::resolved)
			.orElseGet(() -> this.principal.isSameForAllCallers() ? this.principal
					: resolved(this.principal.credentials()));
	}

	private static SessionPrincipal resolved(IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
		return SessionPrincipal.of(CompletableFutureUtils.joinLikeSync(credentials.resolveIdentity()));
	}

}
