/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * An object as HeadObject showed it.
 *
 * @param size its bytes
 * @param etag its entity tag
 * @param epoch whose turn it is, or {@code null} if it does not say
 * @param head all that was shown, which a copy must restate
 */
record SeenObject(long size, String etag, @Nullable AppendEpoch epoch, HeadObjectResponse head) {

}
