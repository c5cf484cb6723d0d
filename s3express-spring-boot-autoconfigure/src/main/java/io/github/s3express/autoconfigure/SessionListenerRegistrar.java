/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionListener;

/**
 * Lets the listeners of one context hear of sessions, from when all its beans are there
 * until it closes. The manager does not wait for them, so they may have it or a client
 * injected; and a context that closes leaves nothing behind in the manager of its parent.
 */
class SessionListenerRegistrar implements SmartInitializingSingleton, DisposableBean {

	private final S3ExpressSessionManager manager;

	private final ListableBeanFactory beanFactory;

	private final List<SessionListener> registered = new ArrayList<>();

	SessionListenerRegistrar(S3ExpressSessionManager manager, ListableBeanFactory beanFactory) {
		this.manager = manager;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		// A provider knows the order of beans, but finds those of parents too.
		Collection<SessionListener> own = this.beanFactory.getBeansOfType(SessionListener.class).values();
		this.beanFactory.getBeanProvider(SessionListener.class)
			.orderedStream()
			.filter(own::contains)
			.forEach(this::register);
	}

	private void register(SessionListener listener) {
		this.manager.addListener(listener);
		this.registered.add(listener);
	}

	@Override
	public void destroy() {
		this.registered.forEach(this.manager::removeListener);
	}

}
