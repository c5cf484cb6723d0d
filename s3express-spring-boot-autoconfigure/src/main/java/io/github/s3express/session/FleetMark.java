/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * What a session is called that instances share. All that share it are told the same, but
 * whether they took it.
 *
 * @param storeKey the digest under which it is kept
 * @param version tells it from all others that were ever kept there
 * @param taken whether this instance took it; otherwise it made it
 * @param madeWithOthers whether many of other keys may have been made at its moment
 * @param chance a number from 0 to 1 that spreads the moments at which sessions are
 * replaced
 */
public record FleetMark(String storeKey, String version, boolean taken, boolean madeWithOthers, double chance) {

}
