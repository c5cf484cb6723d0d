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
		LifecycleOperations lifecycle = new LifecycleOperations(state);
		handlers.put(Operation.PUT_BUCKET_LIFECYCLE, lifecycle::put);
		handlers.put(Operation.GET_BUCKET_LIFECYCLE, lifecycle::get);
		handlers.put(Operation.DELETE_BUCKET_LIFECYCLE, lifecycle::delete);
		StoredConfigurations inventory = StoredConfigurations.inventory(state);
		handlers.put(Operation.PUT_BUCKET_INVENTORY, inventory::put);
		handlers.put(Operation.GET_BUCKET_INVENTORY, inventory::get);
		handlers.put(Operation.LIST_BUCKET_INVENTORIES, inventory::list);
		handlers.put(Operation.DELETE_BUCKET_INVENTORY, inventory::delete);
		StoredConfigurations metrics = StoredConfigurations.metrics(state);
		handlers.put(Operation.PUT_BUCKET_METRICS, metrics::put);
		handlers.put(Operation.GET_BUCKET_METRICS, metrics::get);
		handlers.put(Operation.LIST_BUCKET_METRICS, metrics::list);
		handlers.put(Operation.DELETE_BUCKET_METRICS, metrics::delete);
		control(state, handlers);
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

	private static void control(ServerState state, Map<Operation, OperationHandler> handlers) {
		TagOperations tags = new TagOperations(state);
		handlers.put(Operation.TAG_RESOURCE, tags::tag);
		handlers.put(Operation.UNTAG_RESOURCE, tags::untag);
		handlers.put(Operation.LIST_TAGS_FOR_RESOURCE, tags::list);
		AccessPointOperations accessPoints = new AccessPointOperations(state);
		handlers.put(Operation.CREATE_ACCESS_POINT, accessPoints::create);
		handlers.put(Operation.GET_ACCESS_POINT, accessPoints::get);
		handlers.put(Operation.DELETE_ACCESS_POINT, accessPoints::delete);
		handlers.put(Operation.LIST_ACCESS_POINTS, accessPoints::list);
		handlers.put(Operation.PUT_ACCESS_POINT_POLICY, accessPoints::putPolicy);
		handlers.put(Operation.GET_ACCESS_POINT_POLICY, accessPoints::getPolicy);
		handlers.put(Operation.DELETE_ACCESS_POINT_POLICY, accessPoints::deletePolicy);
		handlers.put(Operation.PUT_ACCESS_POINT_SCOPE, accessPoints::putScope);
		handlers.put(Operation.GET_ACCESS_POINT_SCOPE, accessPoints::getScope);
		handlers.put(Operation.DELETE_ACCESS_POINT_SCOPE, accessPoints::deleteScope);
	}

}
