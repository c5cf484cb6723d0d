/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What health shows and what turns it down.
 *
 * @param configured names of the configured buckets
 * @param downForAll whether other buckets can turn health down too
 * @param downBeforeExpiry with less than this left, a session that could not be refreshed
 * counts as down; zero for none before its end
 * @param endpoint where requests go if that is not the service, or {@code null}
 * @param texts hides what operators are not to see
 * @param showValues whether free texts are shown
 */
public record SessionHealthSettings(Set<String> configured, boolean downForAll, Duration downBeforeExpiry,
		@Nullable String endpoint, SessionTexts texts, boolean showValues) {

}
