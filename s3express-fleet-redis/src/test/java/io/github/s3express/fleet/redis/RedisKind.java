/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

/**
 * The ways in which Redis is run.
 */
enum RedisKind {

	STANDALONE, CLUSTER, SENTINEL

}
