/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if the local server is wanted, and while an application is processed ahead of
 * time: whether it will be wanted is not known then.
 */
class OnLocalServerCondition extends SpringBootCondition {

	private static final String PROPERTY = "s3express.local.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("S3 Express local server");
		if (SpringProperties.getFlag(AbstractAotProcessor.AOT_PROCESSING)) {
			return ConditionOutcome.match(message.because("the application is processed ahead of time"));
		}
		boolean enabled = context.getEnvironment().getProperty(PROPERTY, Boolean.class, false);
		return new ConditionOutcome(enabled, message.because(PROPERTY + " is " + enabled));
	}

}
