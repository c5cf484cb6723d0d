/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Takes the client that Spring Cloud AWS has read {@code spring.config.import=aws-s3:}
 * with out of the context, which has not begun to make its own beans. Spring Cloud AWS
 * puts it there as a bean when the configuration is read, and then neither it nor the
 * starter would make one, so that the application's {@code S3Client} would be one without
 * managed sessions. The property source that was read keeps it.
 */
class ImportedClientRemoval implements ApplicationListener<ApplicationPreparedEvent> {

	private static final String IMPORTED_CLIENT = "configDataS3Client";

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		ConfigurableApplicationContext context = event.getApplicationContext();
		if (context.getEnvironment().getProperty("s3express.enabled", Boolean.class, true)
				&& context.getBeanFactory() instanceof DefaultListableBeanFactory beanFactory
				&& beanFactory.containsSingleton(IMPORTED_CLIENT)) {
			beanFactory.destroySingleton(IMPORTED_CLIENT);
		}
	}

}
