/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.batch;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.support.AbstractItemCountingItemStreamItemReader;

/**
 * Reads orders, and goes on after a restart where it was at the last commit.
 */
class OrderReader extends AbstractItemCountingItemStreamItemReader<Long> {

	private long next;

	OrderReader(int orders) {
		setName("orders");
		setMaxItemCount(orders);
	}

	@Override
	protected void doOpen() {
		this.next = 0;
	}

	@Override
	protected void jumpToItem(int itemIndex) {
		this.next = itemIndex;
	}

	@Override
	protected @Nullable Long doRead() {
		return this.next++;
	}

	@Override
	protected void doClose() {
	}

}
