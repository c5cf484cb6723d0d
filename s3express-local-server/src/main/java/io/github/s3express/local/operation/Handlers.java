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
		BucketConfiguration configuration = new BucketConfiguration(state);
		handlers.put(Operation.PUT_BUCKET_POLICY, configuration::putPolicy);
		handlers.put(Operation.GET_BUCKET_POLICY, configuration::getPolicy);
		handlers.put(Operation.DELETE_BUCKET_POLICY, configuration::deletePolicy);
		handlers.put(Operation.PUT_BUCKET_ENCRYPTION, configuration::putEncryption);
		handlers.put(Operation.GET_BUCKET_ENCRYPTION, configuration::getEncryption);
		handlers.put(Operation.DELETE_BUCKET_ENCRYPTION, configuration::deleteEncryption);
		CopyOperations copies = new CopyOperations(state);
		handlers.put(Operation.COPY_OBJECT, copies::copyObject);
		handlers.put(Operation.UPLOAD_PART_COPY, copies::copyPart);
		handlers.put(Operation.RENAME_OBJECT, new RenameOperation(state)::rename);
		handlers.put(Operation.GET_OBJECT_ATTRIBUTES, new ObjectAttributes(state)::get);
		MultipartOperations multipart = new MultipartOperations(state);
		handlers.put(Operation.CREATE_MULTIPART_UPLOAD, multipart::create);
		handlers.put(Operation.UPLOAD_PART, multipart::uploadPart);
		handlers.put(Operation.ABORT_MULTIPART_UPLOAD, multipart::abort);
		handlers.put(Operation.COMPLETE_MULTIPART_UPLOAD, new UploadCompletion(state)::complete);
		UploadListing uploads = new UploadListing(state);
		handlers.put(Operation.LIST_PARTS, uploads::parts);
		handlers.put(Operation.LIST_MULTIPART_UPLOADS, uploads::uploads);
		handlers.put(Operation.LIST_OBJECTS_V2, new ObjectListing(state)::list);
		return handlers;
	}

}
