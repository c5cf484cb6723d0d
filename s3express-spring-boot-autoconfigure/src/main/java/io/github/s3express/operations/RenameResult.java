/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

/**
 * An object has been renamed.
 *
 * @param etag its entity tag, with quotes
 * @param settled whether no answer said so, but the two keys themselves
 */
public record RenameResult(String etag, boolean settled) {

}
