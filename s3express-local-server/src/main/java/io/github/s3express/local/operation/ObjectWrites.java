/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.Encryption;
import io.github.s3express.local.storage.StoredObject;

/**
 * PutObject, DeleteObject and DeleteObjects.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ObjectWrites {

	private static final int MAX_DELETES = 1000;

	private static final int MAX_DELETE_BYTES = 4 * 1024 * 1024;

	private final ServerState state;

	private final AppendOperation append;

	private final AccessPointScope scope;

	ObjectWrites(ServerState state) {
		this.scope = new AccessPointScope(state);
		this.state = state;
		this.append = new AppendOperation(state);
	}

	S3Response put(S3Request request) throws IOException {
		String offset = request.header("x-amz-write-offset-bytes");
		if (offset != null) {
			return this.append.append(request, offset);
		}
		Bucket bucket = this.state.buckets().get(request.bucket());
		Map<String, String> headers = ObjectHeaders.of(request.target().http().headers());
		Encryption encryption = EncryptionHeaders.check(request, bucket.info().encryption());
		Conditions.checkWrite(request, bucket.find(request.key()));
		ReceivedBody body = ReceivedBody.store(request, bucket, null);
		StoredObject object = new StoredObject(request.key(), body.content(), newEtag(),
				this.state.clock().instant().truncatedTo(ChronoUnit.SECONDS), headers, body.checksum(), encryption,
				List.of());
		try {
			bucket.change(request.key(), (current) -> {
				Conditions.checkWrite(request, current);
				return object;
			});
		}
		catch (RuntimeException | IOException ex) {
			body.content().release();
			throw ex;
		}
		S3Response response = S3Response.of(200)
			.header("ETag", Conditions.quoted(object.etag()))
			.header(body.checksum().algorithm().header(), body.checksum().value())
			.header("x-amz-checksum-type", body.checksum().type());
		EncryptionHeaders.answer(response, encryption);
		return response;
	}

	S3Response delete(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		String etag = request.header("if-match");
		String modified = request.header("x-amz-if-match-last-modified-time");
		String size = request.header("x-amz-if-match-size");
		bucket.change(request.key(), (current) -> {
			if (etag != null && current == null) {
				throw S3Errors.noSuchKey(request.key());
			}
			Conditions.checkDelete(etag, modified, size, current);
			return null;
		});
		return S3Response.of(204);
	}

	S3Response deleteMany(S3Request request) throws IOException {
		Bucket bucket = this.state.buckets().get(request.bucket());
		XmlElement delete = XmlElement.parse(VerifiedDocument.readGuarded(request, MAX_DELETE_BYTES), "Delete");
		delete.allow("Object", "Quiet");
		List<XmlElement> objects = delete.children("Object");
		if (objects.isEmpty() || objects.size() > MAX_DELETES) {
			throw S3Errors.malformedXml();
		}
		boolean quiet = "true".equals(delete.childText("Quiet"));
		// All of the document is understood before anything is deleted.
		List<String> keys = objects.stream().map(ObjectWrites::key).toList();
		XmlWriter xml = new XmlWriter().root("DeleteResult");
		for (int i = 0; i < keys.size(); i++) {
			deleteOne(request, bucket, keys.get(i), objects.get(i), quiet, xml);
		}
		return S3Response.xml(xml.close("DeleteResult"));
	}

	private static String key(XmlElement entry) {
		entry.allow("Key", "VersionId", "ETag", "LastModifiedTime", "Size");
		XmlElement key = entry.child("Key");
		if (key == null || key.text().isEmpty()) {
			throw S3Errors.malformedXml();
		}
		return key.text();
	}

	private void deleteOne(S3Request request, Bucket bucket, String key, XmlElement entry, boolean quiet, XmlWriter xml)
			throws IOException {
		try {
			this.scope.check(request.bucket(), request.target().accessPoint(), "DeleteObject", key);
			String version = entry.childText("VersionId");
			if (version != null && !version.equals("null")) {
				throw S3Errors.notImplemented("another VersionId than null");
			}
			String etag = entry.childText("ETag");
			String modified = entry.childText("LastModifiedTime");
			String size = entry.childText("Size");
			bucket.change(key, (current) -> {
				Conditions.checkDelete(etag, modified, size, current);
				return null;
			});
			if (!quiet) {
				xml.open("Deleted").element("Key", key).close("Deleted");
			}
		}
		catch (S3Exception ex) {
			xml.open("Error")
				.element("Key", key)
				.element("Code", ex.code())
				.element("Message", ex.getMessage())
				.close("Error");
		}
	}

	// Directory buckets' entity tags are no digests.
	static String newEtag() {
		byte[] etag = new byte[16];
		ThreadLocalRandom.current().nextBytes(etag);
		return HexFormat.of().formatHex(etag);
	}

}
