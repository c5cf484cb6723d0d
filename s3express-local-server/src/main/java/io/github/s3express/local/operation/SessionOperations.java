/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.Session;
import io.github.s3express.local.identity.SessionMode;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Encryption;

/**
 * CreateSession (Amazon S3 API Reference).
 *
 * @author The S3 Express Spring Boot authors
 */
final class SessionOperations {

	private static final String MODE = "x-amz-create-session-mode";

	private final ServerState state;

	private final Authorizer authorizer;

	SessionOperations(ServerState state) {
		this.state = state;
		this.authorizer = new Authorizer(state);
	}

	S3Response create(S3Request request) {
		Bucket bucket = this.state.buckets().get(request.bucket());
		if (BucketNames.zone(bucket.info().name()) == null) {
			throw S3Errors.notImplemented("CreateSession on a general purpose bucket");
		}
		SessionMode mode = mode(request.header(MODE));
		Encryption encryption = EncryptionHeaders.check(request, bucket.info().encryption());
		Principal principal = (Principal) request.identity();
		SessionMode granted = this.authorizer.sessionMode(request, principal, mode);
		Session session = this.state.sessions().create(principal, request.named(), granted);
		XmlWriter xml = new XmlWriter().root("CreateSessionResult")
			.open("Credentials")
			.element("SessionToken", session.sessionToken())
			.element("SecretAccessKey", session.secretAccessKey())
			.element("AccessKeyId", session.accessKeyId())
			.element("Expiration", Timestamps.isoSeconds(session.expires()))
			.close("Credentials")
			.close("CreateSessionResult");
		S3Response response = S3Response.xml(xml);
		EncryptionHeaders.answer(response, encryption);
		return response;
	}

	private static @Nullable SessionMode mode(@Nullable String header) {
		if (header == null) {
			return null;
		}
		SessionMode mode = SessionMode.of(header);
		if (mode == null) {
			throw S3Errors.invalidArgument(MODE, header, "The session mode must be ReadOnly or ReadWrite.");
		}
		return mode;
	}

}
