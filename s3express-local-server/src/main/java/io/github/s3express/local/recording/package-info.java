/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Records what S3 Express answers to a fixed list of requests, without secrets, and
 * compares it with what the local server answers. It shares no code with the server but
 * the parsing of XML: it must not make the server's mistakes.
 */
@NullMarked
package io.github.s3express.local.recording;

import org.jspecify.annotations.NullMarked;
