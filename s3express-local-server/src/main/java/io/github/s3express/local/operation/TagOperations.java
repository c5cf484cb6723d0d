/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.operation.Authorizer.Place;
import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.AccessPoint;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.BucketInfo;

/**
 * TagResource, UntagResource and ListTagsForResource (Amazon S3 Control API) on directory
 * buckets and their access points.
 *
 * @author The S3 Express Spring Boot authors
 */
final class TagOperations {

	private final ServerState state;

	private final Authorizer authorizer;

	TagOperations(ServerState state) {
		this.state = state;
		this.authorizer = new Authorizer(state);
	}

	S3Response tag(S3Request request) throws IOException {
		Tagged tagged = tagged(request);
		XmlElement root = XmlElement.parse(VerifiedDocument.read(request, 64 * 1024), "TagResourceRequest");
		root.allow("Tags");
		Map<String, String> added = Tags.read(root.child("Tags"));
		this.authorizer.check(request, request.operation(), tagged.place(), added);
		tagged.change((tags) -> Tags.checkNumber(BucketInfo.with(tags, added)));
		return S3Response.of(204);
	}

	S3Response untag(S3Request request) {
		Tagged tagged = tagged(request);
		List<String> keys = request.parameters("tagKeys");
		Map<String, String> named = new TreeMap<>();
		keys.forEach((key) -> named.put(key, ""));
		this.authorizer.check(request, request.operation(), tagged.place(), named);
		if (keys.isEmpty()) {
			throw S3Errors.invalidRequest("UntagResource needs the parameter tagKeys.");
		}
		tagged.change((tags) -> BucketInfo.without(tags, keys));
		return S3Response.of(204);
	}

	S3Response list(S3Request request) {
		Tagged tagged = tagged(request);
		this.authorizer.check(request, request.operation(), tagged.place(), Map.of());
		XmlWriter xml = new XmlWriter().controlRoot("ListTagsForResourceResult");
		Tags.write(xml, tagged.tags());
		return S3Response.xml(xml.close("ListTagsForResourceResult"));
	}

	private Tagged tagged(S3Request request) {
		String arn = request.controlName();
		Arns arns = new Arns(this.state.region());
		String bucketName = arns.bucketName(arn);
		Bucket bucket = (bucketName != null) ? this.state.buckets().find(bucketName) : null;
		if (bucket != null) {
			return new Tagged(bucket, null);
		}
		String accessPoint = arns.accessPointName(arn);
		bucket = (accessPoint != null) ? this.state.buckets().ofAccessPoint(accessPoint) : null;
		if (bucket != null) {
			return new Tagged(bucket, accessPoint);
		}
		if (bucketName != null || accessPoint != null) {
			throw new S3Exception(404, "NoSuchResource", "The specified resource doesn't exist.").with("ResourceArn",
					arn);
		}
		throw S3Errors.invalidArgument("resourceArn", arn,
				"The ARN must be that of a directory bucket or access point of this account and region, for example "
						+ arns.bucket("demo--use1-az4--x-s3") + ".");
	}

	/**
	 * What has tags.
	 *
	 * @param bucket a bucket
	 * @param accessPoint one of its access points, or {@code null} for the bucket itself
	 */
	private record Tagged(Bucket bucket, @Nullable String accessPoint) {

		private Place place() {
			return new Place(this.bucket.info().name(), this.accessPoint);
		}

		private Map<String, String> tags() {
			return (this.accessPoint != null) ? AccessPointOperations.find(this.bucket.info(), this.accessPoint).tags()
					: this.bucket.info().tags();
		}

		private void change(UnaryOperator<Map<String, String>> change) {
			this.bucket.update((info) -> {
				if (this.accessPoint == null) {
					return info.withTags(change.apply(info.tags()));
				}
				AccessPoint found = AccessPointOperations.find(info, this.accessPoint);
				return info.with(found.withTags(change.apply(found.tags())));
			});
		}

	}

}
