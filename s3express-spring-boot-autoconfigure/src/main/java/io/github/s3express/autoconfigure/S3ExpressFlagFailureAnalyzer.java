/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains flags that conditions read and that are neither true nor false, as
 * {@link S3ExpressBindFailureAnalyzer} does those that are bound.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class S3ExpressFlagFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		boolean flag = cause.getReason() != null && cause.getReason().endsWith(Boolean.class.getName());
		return (flag && S3ExpressBindFailureAnalyzer.OURS.matcher(cause.getName()).matches()) ? new FailureAnalysis(
				"%s is '%s'.".formatted(cause.getName(), cause.getValue()), "Write true or false.", cause) : null;
	}

}
