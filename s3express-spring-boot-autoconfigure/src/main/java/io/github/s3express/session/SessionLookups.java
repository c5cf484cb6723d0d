/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * How often sessions were looked up.
 *
 * @param hits look-ups that found a session which served
 * @param waits look-ups that had to wait for a session and got it
 * @param errors look-ups that got none
 */
public record SessionLookups(long hits, long waits, long errors) {

}
