/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

/**
 * Marks a credentials provider of one's own that answers whoever asks for the same
 * principal, as the SDK's providers do. Its sessions need not be told apart by caller,
 * and can be shared with other instances.
 */
public interface SameForAllCallers {

}
