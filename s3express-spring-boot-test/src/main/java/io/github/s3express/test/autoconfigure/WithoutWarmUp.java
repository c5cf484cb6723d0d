/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.test.autoconfigure;

import org.springframework.beans.factory.config.BeanPostProcessor;

import io.github.s3express.autoconfigure.S3ExpressProperties;

/**
 * Says of all configured buckets that their sessions are made when they are first needed.
 */
class WithoutWarmUp implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof S3ExpressProperties properties) {
			properties.getBuckets().values().forEach((bucket) -> {
				bucket.setWarmUp(false);
				bucket.setRequired(false);
			});
		}
		return bean;
	}

}
