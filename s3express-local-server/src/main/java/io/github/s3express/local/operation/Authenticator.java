/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Identity;
import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.Session;
import io.github.s3express.local.identity.SessionMode;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.sigv4.Authorization;
import io.github.s3express.local.sigv4.CredentialScope;
import io.github.s3express.local.sigv4.Payload;
import io.github.s3express.local.sigv4.SignatureVerifier;
import io.github.s3express.local.sigv4.VerifiedSignature;

/**
 * Finds out who sent a request and whether the operation may be called with that sort of
 * credentials. The codes for dead and mismatched sessions are per docs (CreateSession;
 * "Error responses"), not checked against AWS.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Authenticator {

	private static final String SESSION_TOKEN = "x-amz-s3session-token";

	private static final String SECURITY_TOKEN = "x-amz-security-token";

	private final ServerState state;

	private final SignatureVerifier verifier = new SignatureVerifier();

	Authenticator(ServerState state) {
		this.state = state;
	}

	S3Request authenticate(Operation operation, Target target) {
		Authorization claim = Authorization.of(target.http(), target.query());
		if (claim == null) {
			throw S3Errors.accessDenied();
		}
		this.verifier.checkTime(claim, this.state.clock().instant());
		checkScope(claim.scope(), target);
		Identity identity = identity(claim, target);
		VerifiedSignature signature = this.verifier.verify(target.http(), target.query(), claim,
				identity.secretAccessKey());
		if (identity instanceof Session session) {
			checkSession(session, operation, target);
		}
		return new S3Request(operation, target, identity, claim, Payload.open(target.http(), signature));
	}

	private void checkScope(CredentialScope scope, Target target) {
		boolean general = target.bucket() != null && BucketNames.isGeneralPurposeBucket(target.bucket());
		String service = general ? "s3" : "s3express";
		if (target.bucket() == null && target.control() == null && scope.service().equals("s3")) {
			throw S3Errors.notImplemented("ListBuckets; ListDirectoryBuckets is signed for the service s3express");
		}
		if (!scope.service().equals(service)) {
			throw new S3Exception(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; incorrect service \"" + scope.service()
							+ "\". This endpoint belongs to \"" + service + "\".");
		}
		if (!this.state.isSignedFor(scope.region())) {
			throw new S3Exception(400, "AuthorizationHeaderMalformed",
					"The authorization header is malformed; the region '" + scope.region() + "' is wrong; expecting '"
							+ this.state.region() + "'")
				.with("Region", this.state.region());
		}
	}

	private Identity identity(Authorization claim, Target target) {
		String accessKeyId = claim.scope().accessKeyId();
		String sessionToken = token(SESSION_TOKEN, target);
		String securityToken = token(SECURITY_TOKEN, target);
		Principal principal = this.state.principals().get(accessKeyId);
		if (principal != null) {
			if (sessionToken != null || !same(principal.sessionToken(), securityToken)) {
				throw invalidToken();
			}
			return principal;
		}
		Session session = this.state.sessions().find(accessKeyId);
		if (session == null) {
			throw new S3Exception(403, "InvalidAccessKeyId",
					"The AWS Access Key Id you provided does not exist in our records.")
				.with("AWSAccessKeyId", accessKeyId);
		}
		if (securityToken != null || !same(session.sessionToken(), sessionToken)) {
			throw invalidToken();
		}
		return session;
	}

	private void checkSession(Session session, Operation operation, Target target) {
		if (this.state.sessions().isRevoked(session)) {
			throw invalidToken();
		}
		if (this.state.sessions().isExpired(session)) {
			throw new S3Exception(400, "ExpiredToken", "The provided token has expired.");
		}
		switch (operation.access()) {
			case CONTROL -> throw S3Errors.accessDenied(operation.apiName()
					+ " must be signed with IAM credentials, not with those of a session. Clients that know one custom "
					+ "endpoint (the AWS CLI with AWS_ENDPOINT_URL_S3, SDKs with endpointOverride) sign it with a session: "
					+ "set AWS_S3_DISABLE_EXPRESS_SESSION_AUTH=true for this command, or "
					+ "s3_disable_express_session_auth in the profile.");
			case IAM -> throw S3Errors.accessDenied(
					operation.apiName() + " must be signed with IAM credentials, not with those of a session.");
			case WRITE -> {
				if (session.mode() == SessionMode.READ_ONLY) {
					throw S3Errors.accessDenied(operation.apiName() + " needs a session in ReadWrite mode.");
				}
			}
			case READ, ANY -> {
				// Both modes may read.
			}
		}
		if (!session.bucket().equals(target.named())) {
			throw S3Errors.accessDenied("The session was made for another bucket or access point.");
		}
	}

	private static @Nullable String token(String name, Target target) {
		String header = target.header(name);
		return (header != null) ? header : target.query().firstIgnoringCase(name);
	}

	private static boolean same(@Nullable String expected, @Nullable String actual) {
		if (expected == null || actual == null) {
			return expected == null && actual == null;
		}
		return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8),
				actual.getBytes(StandardCharsets.UTF_8));
	}

	private static S3Exception invalidToken() {
		return new S3Exception(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
	}

}
