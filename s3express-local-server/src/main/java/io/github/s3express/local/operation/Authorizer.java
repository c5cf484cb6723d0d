/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.BucketPolicy;
import io.github.s3express.local.identity.BucketPolicy.Verdict;
import io.github.s3express.local.identity.Identity;
import io.github.s3express.local.identity.PolicyContext;
import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.SessionMode;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.storage.AccessPoint;
import io.github.s3express.local.storage.Bucket;

/**
 * Asks the policies of the bucket, and of the access point that a request comes through,
 * whether a principal may do something. Both must permit it (Amazon S3 User Guide,
 * "Configuring IAM policies for using access points for directory buckets").
 *
 * @author The S3 Express Spring Boot authors
 */
final class Authorizer {

	private static final String CREATE_SESSION = "s3express:CreateSession";

	private final ServerState state;

	Authorizer(ServerState state) {
		this.state = state;
	}

	// A session was authorised when it was made.
	void check(S3Request request) {
		check(request, request.operation(), Place.of(request.target()), Map.of());
	}

	// The operation at another place than the request's own, or with tags in its body.
	void check(S3Request request, Operation operation, Place place, Map<String, String> requestTags) {
		Identity identity = request.identity();
		if (!(identity instanceof Principal principal) || operation == Operation.CREATE_SESSION) {
			return;
		}
		Query query = new Query(request, principal, place, requestTags);
		boolean allowed = switch (operation.access()) {
			case CONTROL -> query.allows("s3express:" + operation.action(), null)
					// The owner can never lock himself out.
					|| (principal.name().equals("root") && operation.isPolicy());
			case READ, ANY -> query.allows(CREATE_SESSION, SessionMode.READ_ONLY)
					|| query.allows(CREATE_SESSION, SessionMode.READ_WRITE);
			case WRITE, IAM -> query.allows(CREATE_SESSION, SessionMode.READ_WRITE);
		};
		if (!allowed) {
			throw S3Errors.accessDenied();
		}
	}

	// The mode of a session: what was asked for, else the most that the policies give.
	SessionMode sessionMode(S3Request request, Principal principal, @Nullable SessionMode wanted) {
		Query query = new Query(request, principal, Place.of(request.target()), Map.of());
		for (SessionMode mode : (wanted != null) ? new SessionMode[] { wanted } : SessionMode.values()) {
			if (query.allows(CREATE_SESSION, mode)) {
				return mode;
			}
		}
		throw S3Errors.accessDenied();
	}

	/**
	 * What a request is about.
	 *
	 * @param bucket a bucket's name, or {@code null}
	 * @param accessPoint the access point that it comes through or is about, or
	 * {@code null}
	 */
	record Place(@Nullable String bucket, @Nullable String accessPoint) {

		static Place of(Target target) {
			return new Place(target.bucket(), target.accessPoint());
		}

	}

	private final class Query {

		private final S3Request request;

		private final Principal principal;

		private final Map<String, String> requestTags;

		private final @Nullable Bucket bucket;

		private final @Nullable AccessPoint accessPoint;

		private Query(S3Request request, Principal principal, Place place, Map<String, String> requestTags) {
			this.request = request;
			this.principal = principal;
			this.requestTags = requestTags;
			this.bucket = (place.bucket() != null) ? Authorizer.this.state.buckets().find(place.bucket()) : null;
			this.accessPoint = (this.bucket != null && place.accessPoint() != null)
					? this.bucket.info().accessPoints().get(place.accessPoint()) : null;
		}

		private boolean allows(String action, @Nullable SessionMode mode) {
			boolean allowed = this.principal.administrator();
			if (this.bucket == null) {
				return allowed;
			}
			Arns arns = new Arns(Authorizer.this.state.region());
			PolicyContext context = context(action, arns.bucket(this.bucket.info().name()), mode);
			Verdict ofBucket = judge(this.bucket.info().policy(), context);
			if (this.accessPoint == null) {
				return ofBucket == Verdict.ALLOWS || (ofBucket == Verdict.SILENT && allowed);
			}
			Verdict ofAccessPoint = judge(this.accessPoint.policy(),
					context.at(arns.accessPoint(this.accessPoint.name())));
			boolean denied = ofBucket == Verdict.DENIES || ofAccessPoint == Verdict.DENIES;
			return !denied && (allowed || (ofBucket == Verdict.ALLOWS && ofAccessPoint == Verdict.ALLOWS));
		}

		private static Verdict judge(@Nullable String policy, PolicyContext context) {
			return (policy != null) ? BucketPolicy.parse(policy).judge(context) : Verdict.SILENT;
		}

		private PolicyContext context(String action, String arn, @Nullable SessionMode mode) {
			Target target = this.request.target();
			PolicyContext context = new PolicyContext(this.principal, action, arn);
			context.with("s3express:SessionMode", (mode != null) ? mode.value() : null)
				.with("aws:SourceIp", target.http().peer().address().getHostAddress())
				.with("aws:SecureTransport", Boolean.toString(target.http().peer().secure()))
				.with("aws:ViaAWSService", "false")
				.with("s3express:signatureversion", "AWS4-HMAC-SHA256")
				.with("s3express:authType", this.request.claim().presigned() ? "REST-QUERY-STRING" : "REST-HEADER")
				.with("s3express:signatureAge", Long.toString(age().toMillis()))
				.with("s3express:x-amz-content-sha256", target.header("x-amz-content-sha256"))
				.withTags("aws:RequestTag/", this.requestTags)
				.withAll("aws:TagKeys", List.copyOf(this.requestTags.keySet()));
			if (this.bucket != null) {
				String zone = BucketNames.zone(this.bucket.info().name());
				context.with("s3express:LocationName", zone)
					.withTags("aws:ResourceTag/", this.bucket.info().tags())
					.withTags("s3express:BucketTag/", this.bucket.info().tags());
			}
			if (this.accessPoint != null) {
				context
					.with("s3express:DataAccessPointArn",
							new Arns(Authorizer.this.state.region()).accessPoint(this.accessPoint.name()))
					.with("s3express:DataAccessPointAccount", Principal.ACCOUNT)
					.with("s3express:AccessPointNetworkOrigin", "Internet")
					.withTags("s3express:AccessPointTag/", this.accessPoint.tags());
			}
			return context;
		}

		private Duration age() {
			return Duration.between(this.request.claim().signedAt(), Authorizer.this.state.clock().instant());
		}

	}

}
