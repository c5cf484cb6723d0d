/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.EnumMap;
import java.util.Map;

/**
 * Which class carries out which operation.
 *
 * @author The S3 Express Spring Boot authors
 */
final class Handlers {

	private Handlers() {
	}

	static Map<Operation, OperationHandler> all(ServerState state) {
		Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);
		BucketOperations buckets = new BucketOperations(state);
		handlers.put(Operation.CREATE_BUCKET, buckets::create);
		handlers.put(Operation.DELETE_BUCKET, buckets::delete);
		handlers.put(Operation.HEAD_BUCKET, buckets::head);
		handlers.put(Operation.LIST_DIRECTORY_BUCKETS, buckets::list);
		handlers.put(Operation.CREATE_SESSION, new SessionOperations(state)::create);
		ObjectReads reads = new ObjectReads(state);
		handlers.put(Operation.GET_OBJECT, reads::get);
		handlers.put(Operation.HEAD_OBJECT, reads::head);
		ObjectWrites writes = new ObjectWrites(state);
		handlers.put(Operation.PUT_OBJECT, writes::put);
		handlers.put(Operation.DELETE_OBJECT, writes::delete);
		handlers.put(Operation.DELETE_OBJECTS, writes::deleteMany);
		handlers.put(Operation.LIST_OBJECTS_V2, new ObjectListing(state)::list);
		return handlers;
	}

}
