/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.identity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The actions of S3 Express (Service Authorization Reference, "Actions, resources, and
 * condition keys for Amazon S3 Express").
 *
 * @author The S3 Express Spring Boot authors
 */
final class PolicyActions {

	private static final List<String> NAMES = List.of("CreateAccessPoint", "CreateBucket", "CreateSession",
			"DeleteAccessPoint", "DeleteAccessPointPolicy", "DeleteAccessPointScope", "DeleteBucket",
			"DeleteBucketPolicy", "GetAccessPoint", "GetAccessPointPolicy", "GetAccessPointScope", "GetBucketPolicy",
			"GetEncryptionConfiguration", "GetInventoryConfiguration", "GetLifecycleConfiguration",
			"GetMetricsConfiguration", "ListAccessPointsForDirectoryBuckets", "ListAllMyDirectoryBuckets",
			"ListTagsForResource", "PutAccessPointPolicy", "PutAccessPointScope", "PutBucketPolicy",
			"PutEncryptionConfiguration", "PutInventoryConfiguration", "PutLifecycleConfiguration",
			"PutMetricsConfiguration", "TagResource", "UntagResource");

	private PolicyActions() {
	}

	static boolean anyMatches(Pattern pattern) {
		return NAMES.stream().anyMatch((name) -> pattern.matcher("s3express:" + name).matches());
	}

}
