/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

/**
 * The refusals that more than one place gives, with the service's own sentences.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class S3Errors {

	private S3Errors() {
	}

	/**
	 * 403: the identity may not do this.
	 * @return a new exception
	 */
	public static S3Exception accessDenied() {
		return accessDenied("Access Denied");
	}

	/**
	 * 403 with a reason.
	 * @param message what is not allowed
	 * @return a new exception
	 */
	public static S3Exception accessDenied(String message) {
		return new S3Exception(403, "AccessDenied", message);
	}

	/**
	 * 400: the request makes no sense.
	 * @param message what is wrong
	 * @return a new exception
	 */
	public static S3Exception invalidRequest(String message) {
		return new S3Exception(400, "InvalidRequest", message);
	}

	/**
	 * 400: an argument is wrong.
	 * @param name the argument
	 * @param value what was sent
	 * @param message what is wrong with it
	 * @return a new exception
	 */
	public static S3Exception invalidArgument(String name, String value, String message) {
		return new S3Exception(400, "InvalidArgument", message).with("ArgumentName", name).with("ArgumentValue", value);
	}

	/**
	 * 501: the local server lacks this, whether directory buckets have it or not.
	 * @param feature what was asked for
	 * @return a new exception
	 */
	public static S3Exception notImplemented(String feature) {
		// Per docs, not checked against AWS: "A header that you provided implies
		// functionality that is not implemented".
		return new S3Exception(501, "NotImplemented",
				"What you ask for implies functionality that is not implemented: the local server does not have "
						+ feature + ".");
	}

	/**
	 * 404: no such bucket.
	 * @param bucket its name
	 * @return a new exception
	 */
	public static S3Exception noSuchBucket(String bucket) {
		if (bucket.endsWith("--xa-s3")) {
			return noSuchAccessPoint(bucket);
		}
		return new S3Exception(404, "NoSuchBucket", "The specified bucket does not exist").with("BucketName", bucket);
	}

	/**
	 * 404: no such access point.
	 * @param accessPoint its name
	 * @return a new exception
	 */
	public static S3Exception noSuchAccessPoint(String accessPoint) {
		return new S3Exception(404, "NoSuchAccessPoint", "The specified accesspoint does not exist")
			.with("AccessPointName", accessPoint);
	}

	/**
	 * 404: no such object.
	 * @param key its key
	 * @return a new exception
	 */
	public static S3Exception noSuchKey(String key) {
		return new S3Exception(404, "NoSuchKey", "The specified key does not exist.").with("Key", key);
	}

	/**
	 * 412: a condition does not hold.
	 * @param condition the header that states it
	 * @return a new exception
	 */
	public static S3Exception preconditionFailed(String condition) {
		return new S3Exception(412, "PreconditionFailed",
				"At least one of the pre-conditions you specified did not hold")
			.with("Condition", condition);
	}

	/**
	 * 400: the XML of a request cannot be used.
	 * @return a new exception
	 */
	public static S3Exception malformedXml() {
		return new S3Exception(400, "MalformedXML",
				"The XML you provided was not well-formed or did not validate against our published schema");
	}

}
