/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import io.github.s3express.client.compatibility.Compatibility;
import io.github.s3express.client.compatibility.LentClients;

/**
 * Lends the application's clients to whoever they are injected into. The container closes
 * what it made, which is not what it lends. Clients that it does not close, that are
 * something else than the SDK's or the starter's, and asynchronous ones of others are
 * left alone: the transfer manager tests the class of the latter.
 */
class LentClientsBeanPostProcessor implements BeanPostProcessor, PriorityOrdered {

	private static final String SDK = "software.amazon.awssdk.";

	private static final String STARTER = "io.github.s3express.client.";

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<Compatibility> compatibility;

	LentClientsBeanPostProcessor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<Compatibility> compatibility) {
		this.beanFactory = beanFactory;
		this.compatibility = compatibility;
	}

	// Before others wrap or spy on what is lent.
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		boolean client = bean instanceof S3Client || bean instanceof S3Presigner || bean instanceof S3AsyncClient;
		if (!client || !isClosedByTheContainer(beanName) || !this.compatibility.getObject().settings().sharedClose()) {
			return bean;
		}
		LentClients lender = new LentClients(this.compatibility.getObject().uses());
		if (bean instanceof S3Client sync && isOf(bean, SDK)) {
			return lender.lend(sync, beanName);
		}
		if (bean instanceof S3AsyncClient async && isOf(bean, STARTER)) {
			return lender.lend(async, beanName);
		}
		if (bean instanceof S3Presigner presigner && (isOf(bean, SDK) || isOf(bean, STARTER))) {
			return lender.lend(presigner, beanName);
		}
		return bean;
	}

	private static boolean isOf(Object bean, String prefix) {
		String name = bean.getClass().getName();
		return name.startsWith(prefix) && !name.contains("$Mockito");
	}

	private boolean isClosedByTheContainer(String beanName) {
		BeanDefinition definition = this.beanFactory.containsBeanDefinition(beanName)
				? this.beanFactory.getMergedBeanDefinition(beanName) : null;
		return definition instanceof RootBeanDefinition root && root.isSingleton()
				&& isClose(root.getDestroyMethodName());
	}

	// Without a name the container closes what can be closed.
	private static boolean isClose(@Nullable String destroyMethod) {
		return destroyMethod == null || destroyMethod.equals("close")
				|| destroyMethod.equals(RootBeanDefinition.INFER_METHOD);
	}

}
