/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.payloadoffloading.PayloadStore;
import software.amazon.payloadoffloading.S3BackedPayloadStore;
import software.amazon.payloadoffloading.S3Dao;

/**
 * The payload store below the extended clients for SQS and SNS.
 */
final class PayloadOffloadingLibrary implements Library {

	@Override
	public String name() {
		return "Payload offloading (SQS, SNS)";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("store, read", (application) -> {
			PayloadStore store = store(application);
			return store.getOriginalPayload(store.storeOriginalPayload("payload")).equals("payload");
		});
		uses.put("delete", (application) -> {
			PayloadStore store = store(application);
			store.deleteOriginalPayload(store.storeOriginalPayload("payload", "key"));
			return !application.exists("key");
		});
		return uses;
	}

	private static PayloadStore store(Application application) {
		return new S3BackedPayloadStore(new S3Dao(application.client()), Application.BUCKET);
	}

}
