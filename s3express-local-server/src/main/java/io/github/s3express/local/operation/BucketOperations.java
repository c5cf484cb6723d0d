/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.github.s3express.local.protocol.S3Errors;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.XmlElement;
import io.github.s3express.local.protocol.XmlWriter;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.BucketInfo;

/**
 * CreateBucket, DeleteBucket, HeadBucket and ListDirectoryBuckets.
 *
 * @author The S3 Express Spring Boot authors
 */
final class BucketOperations {

	private static final int MAX_BUCKETS = 100;

	private final ServerState state;

	BucketOperations(ServerState state) {
		this.state = state;
	}

	S3Response create(S3Request request) throws IOException {
		String name = request.bucket();
		String zone = BucketNames.zone(name);
		if (zone == null || BucketNames.isReserved(name)) {
			throw new S3Exception(400, "InvalidBucketName", "The specified bucket is not valid.").with("BucketName",
					name);
		}
		XmlElement configuration = XmlElement.parse(VerifiedDocument.read(request, 64 * 1024),
				"CreateBucketConfiguration");
		configuration.allow("Location", "Bucket", "Tags");
		Map<String, String> tags = Tags.read(configuration.child("Tags"));
		XmlElement location = configuration.child("Location");
		XmlElement bucket = configuration.child("Bucket");
		String type = (location != null) ? location.childText("Type") : null;
		if (location == null || bucket == null || !"Directory".equals(bucket.childText("Type"))
				|| !("AvailabilityZone".equals(type) || "LocalZone".equals(type))) {
			throw S3Errors.malformedXml();
		}
		String locationName = location.childText("Name");
		if (!zone.equals(locationName)) {
			throw S3Errors
				.invalidRequest("The bucket's name says zone " + zone + ", its location " + locationName + ".");
		}
		if ("LocalZone".equals(type) != BucketNames.isInLocalZone(name)) {
			throw S3Errors.invalidRequest("The zone " + zone + " is none of the type " + type + ".");
		}
		String redundancy = "AvailabilityZone".equals(type) ? "SingleAvailabilityZone" : "SingleLocalZone";
		if (!redundancy.equals(bucket.childText("DataRedundancy"))) {
			throw S3Errors.invalidRequest("The data redundancy of a bucket in this location is " + redundancy + ".");
		}
		if (this.state.buckets().all().size() >= MAX_BUCKETS) {
			throw new S3Exception(400, "TooManyBuckets", "You have attempted to create more buckets than allowed");
		}
		if (!this.state.buckets().create(name, this.state.clock().instant(), tags)) {
			throw new S3Exception(409, "BucketAlreadyOwnedByYou",
					"Your previous request to create the named bucket succeeded and you already own it.")
				.with("BucketName", name);
		}
		XmlWriter xml = new XmlWriter().root("CreateBucketOutput").close("CreateBucketOutput");
		return S3Response.xml(xml)
			.header("Location", "/" + name)
			.header("x-amz-bucket-arn", new Arns(this.state.region()).bucket(name));
	}

	S3Response delete(S3Request request) {
		this.state.buckets().delete(request.bucket());
		return S3Response.of(204);
	}

	S3Response head(S3Request request) {
		BucketInfo info = this.state.buckets().get(request.bucket()).info();
		String zone = BucketNames.zone(info.name());
		S3Response response = S3Response.of(200)
			.header("x-amz-bucket-region", this.state.region())
			.header("x-amz-access-point-alias", Boolean.toString(request.target().accessPoint() != null))
			.header("Content-Type", "application/xml")
			.length(0);
		if (zone != null) {
			response.header("x-amz-bucket-location-type",
					BucketNames.isInLocalZone(info.name()) ? "LocalZone" : "AvailabilityZone");
			response.header("x-amz-bucket-location-name", zone);
		}
		return response;
	}

	S3Response list(S3Request request) {
		int maximum = Parameters.number(request, "max-directory-buckets", 1000, 1000);
		String after = ContinuationToken.decode(request.parameter("continuation-token"));
		List<BucketInfo> found = this.state.buckets()
			.all()
			.stream()
			.map(Bucket::info)
			.filter((info) -> BucketNames.isDirectoryBucket(info.name()) && info.name().compareTo(after) > 0)
			.limit(maximum + 1L)
			.toList();
		XmlWriter xml = new XmlWriter().root("ListAllMyDirectoryBucketsResult").open("Buckets");
		for (BucketInfo info : found.subList(0, Math.min(maximum, found.size()))) {
			xml.open("Bucket")
				.element("CreationDate", Timestamps.iso(info.created()))
				.element("Name", info.name())
				.element("BucketRegion", this.state.region())
				.element("BucketArn", new Arns(this.state.region()).bucket(info.name()))
				.close("Bucket");
		}
		xml.close("Buckets");
		if (found.size() > maximum && maximum > 0) {
			xml.element("ContinuationToken", ContinuationToken.encode(found.get(maximum - 1).name()));
		}
		return S3Response.xml(xml.close("ListAllMyDirectoryBucketsResult"));
	}

}
