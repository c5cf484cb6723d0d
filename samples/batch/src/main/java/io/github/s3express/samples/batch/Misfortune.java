/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.batch;

import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Has one chunk fail after the writer has appended it.
 */
class Misfortune implements ItemWriteListener<Long> {

	private final long order;

	private boolean happened;

	Misfortune(long order) {
		this.order = order;
	}

	@Override
	public void afterWrite(Chunk<? extends Long> items) {
		if (!this.happened && items.getItems().contains(this.order)) {
			this.happened = true;
			throw new IllegalStateException("The database is away");
		}
	}

}
