/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.time.InstantSource;
import java.util.Map;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.SessionRegistry;
import io.github.s3express.local.storage.Buckets;

/**
 * All that operations work on.
 *
 * @param region the region that signatures must name
 * @param clock the server's time
 * @param principals the principals by access key
 * @param sessions the sessions
 * @param buckets the buckets
 * @author The S3 Express Spring Boot authors
 */
public record ServerState(String region, InstantSource clock, Map<String, Principal> principals,
		SessionRegistry sessions, Buckets buckets) {

}
