/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.checksum.ObjectChecksum;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Content;
import io.github.s3express.local.storage.StoredObject;
import io.github.s3express.local.storage.StoredPart;

/**
 * GetObject and HeadObject.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ObjectReads {

	private static final Map<String, String> OVERRIDES = Map.of("response-content-type", "content-type",
			"response-content-language", "content-language", "response-expires", "expires", "response-cache-control",
			"cache-control", "response-content-disposition", "content-disposition", "response-content-encoding",
			"content-encoding");

	private final ServerState state;

	ObjectReads(ServerState state) {
		this.state = state;
	}

	S3Response get(S3Request request) {
		StoredObject object = hold(request);
		try {
			ByteRange range = range(request, object);
			S3Response response = describe(request, object, range);
			Content content = object.content();
			return response.content(content, (range != null) ? content.slice(range.offset(), range.length()) : content);
		}
		catch (S3Exception ex) {
			object.content().release();
			throw ex;
		}
	}

	S3Response head(S3Request request) {
		StoredObject object = hold(request);
		try {
			ByteRange range = range(request, object);
			return describe(request, object, range)
				.length((range != null) ? range.length() : object.content().length());
		}
		finally {
			object.content().release();
		}
	}

	private StoredObject hold(S3Request request) {
		EncryptionHeaders.refuse(request);
		Bucket bucket = this.state.buckets().get(request.bucket());
		StoredObject object = bucket.hold(request.key());
		if (object == null) {
			throw S3Errors.noSuchKey(request.key());
		}
		return object;
	}

	private static @Nullable ByteRange range(S3Request request, StoredObject object) {
		Conditions.checkRead(request, "", object);
		String part = request.parameter("partNumber");
		String range = request.header("range");
		if (part == null) {
			return ByteRange.parse(range, object.content().length());
		}
		if (range != null) {
			throw S3Errors.invalidRequest("Cannot specify both Range header and partNumber query parameter");
		}
		return partRange(part, object);
	}

	private static @Nullable ByteRange partRange(String part, StoredObject object) {
		if (!part.matches("[0-9]{1,5}") || Integer.parseInt(part) < 1 || Integer.parseInt(part) > 10_000) {
			throw S3Errors.invalidArgument("partNumber", part,
					"Part number must be an integer between 1 and 10000, inclusive");
		}
		int number = Integer.parseInt(part);
		if (object.parts().isEmpty() && number == 1) {
			return null;
		}
		long offset = 0;
		for (StoredPart stored : object.parts()) {
			if (stored.number() == number) {
				return new ByteRange(offset, stored.length());
			}
			offset += stored.length();
		}
		throw new S3Exception(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
			.with("ActualPartCount", Integer.toString(Math.max(1, object.parts().size())))
			.with("PartNumberRequested", part);
	}

	// A part that was asked for has a checksum of its own.
	private static @Nullable ObjectChecksum checksum(S3Request request, StoredObject object) {
		ObjectChecksum whole = object.checksum();
		String number = request.parameter("partNumber");
		if (whole == null || number == null || !whole.composite()) {
			return whole;
		}
		for (StoredPart part : object.parts()) {
			if (number.equals(Integer.toString(part.number())) && part.checksum() != null) {
				return new ObjectChecksum(whole.algorithm(), part.checksum(), true);
			}
		}
		return whole;
	}

	private static S3Response describe(S3Request request, StoredObject object, @Nullable ByteRange range) {
		S3Response response = S3Response.of((range != null) ? 206 : 200);
		object.headers().forEach(response::header);
		OVERRIDES.forEach((parameter, header) -> response.header(header, request.parameter(parameter)));
		response.header("Accept-Ranges", "bytes");
		response.header("ETag", Conditions.quoted(object.etag()));
		response.header("Last-Modified", Timestamps.http(object.lastModified()));
		response.header("x-amz-storage-class", "EXPRESS_ONEZONE");
		EncryptionHeaders.answer(response, object.encryption());
		if (range != null) {
			response.header("Content-Range", range.contentRange(object.content().length()));
		}
		if (request.parameter("partNumber") != null && !object.parts().isEmpty()) {
			response.header("x-amz-mp-parts-count", Integer.toString(object.parts().size()));
		}
		ObjectChecksum checksum = checksum(request, object);
		if (checksum != null && (range == null || checksum != object.checksum())
				&& "ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"))) {
			response.header(checksum.algorithm().header(), checksum.value());
			response.header("x-amz-checksum-type", checksum.type());
		}
		return response;
	}

}
