/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;

/**
 * What answers CreateSession in simulated time.
 *
 * @param life the life of the sessions that it gives
 * @param latency how long it takes to answer
 * @param called learns of every call, when it is sent
 */
public record VirtualService(Duration life, Duration latency, Runnable called) {

}
