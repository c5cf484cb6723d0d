/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.util.List;

import io.github.s3express.local.S3Model.Member;
import io.github.s3express.local.WalkRequests.Sample;
import io.github.s3express.local.operation.Operation;

/**
 * Requests of the S3 Control API, which the S3 model of the SDK does not have: tags and
 * access points.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ControlRequests {

	static final String BUCKET_ARN = "arn:aws:s3express:us-east-1:123456789012:bucket/" + TestClients.BUCKET;

	static final String ACCESS_POINT = "reader--use1-az4--xa-s3";

	static final String ACCESS_POINT_ARN = "arn:aws:s3express:us-east-1:123456789012:accesspoint/" + ACCESS_POINT;

	private static final String NAMESPACE = " xmlns=\"http://awss3control.amazonaws.com/doc/2018-08-20/\"";

	private final S3ExpressLocalServer server;

	ControlRequests(S3ExpressLocalServer server) {
		this.server = server;
	}

	static SignedRequest tags(S3ExpressLocalServer server, String method, String arn) {
		return SignedRequest.control(server, method, "/v20180820/tags/" + arn.replace(":", "%3A").replace("/", "%2F"))
			.header("x-amz-account-id", "123456789012");
	}

	static SignedRequest accessPoint(S3ExpressLocalServer server, String method, String name) {
		return SignedRequest.control(server, method, "/v20180820/accesspoint/" + name)
			.header("x-amz-account-id", "123456789012");
	}

	static String tags(String key, String value) {
		return "<TagResourceRequest" + NAMESPACE + "><Tags><Tag><Key>" + key + "</Key><Value>" + value
				+ "</Value></Tag></Tags></TagResourceRequest>";
	}

	// Elements of CreateAccessPointRequest besides the bucket.
	static String create(String elements) {
		return "<CreateAccessPointRequest" + NAMESPACE + "><Bucket>" + TestClients.BUCKET + "</Bucket>" + elements
				+ "</CreateAccessPointRequest>";
	}

	static String scope(String prefixes, String permissions) {
		return "<Scope><Prefixes>" + elements("Prefix", prefixes) + "</Prefixes><Permissions>"
				+ elements("Permission", permissions) + "</Permissions></Scope>";
	}

	static String putScope(String scope) {
		return "<PutAccessPointScopeRequest" + NAMESPACE + ">" + scope + "</PutAccessPointScopeRequest>";
	}

	static String putPolicy(String policy) {
		return "<PutAccessPointPolicyRequest" + NAMESPACE + "><Policy>" + policy.replace("\"", "&quot;")
				+ "</Policy></PutAccessPointPolicyRequest>";
	}

	static String allow(String principal) {
		return "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"" + principal
				+ "\"}, \"Action\": \"s3express:CreateSession\", \"Resource\": \"*\"}]}";
	}

	private static String elements(String name, String commaSeparated) {
		return commaSeparated.isEmpty() ? ""
				: "<" + name + ">" + commaSeparated.replace(",", "</" + name + "><" + name + ">") + "</" + name + ">";
	}

	// An access point with a tag, a policy and a scope.
	void prepare() throws IOException {
		accessPoint(this.server, "PUT", ACCESS_POINT)
			.body(create(scope("dir/", "GetObject") + "<Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags>"))
			.send();
		accessPoint(this.server, "PUT", ACCESS_POINT + "/policy").body(putPolicy(allow("*"))).send();
	}

	// What the server must carry out.
	SignedRequest base(Operation operation) {
		return switch (operation) {
			case TAG_RESOURCE -> tags(this.server, "POST", BUCKET_ARN).body(tags("c", "d"));
			case UNTAG_RESOURCE -> tags(this.server, "DELETE", ACCESS_POINT_ARN).query("tagKeys", "a");
			case LIST_TAGS_FOR_RESOURCE -> tags(this.server, "GET", ACCESS_POINT_ARN);
			case CREATE_ACCESS_POINT -> accessPoint(this.server, "PUT", "writer--use1-az4--xa-s3").body(create(""));
			case GET_ACCESS_POINT -> accessPoint(this.server, "GET", ACCESS_POINT);
			case DELETE_ACCESS_POINT -> accessPoint(this.server, "DELETE", ACCESS_POINT);
			case LIST_ACCESS_POINTS -> SignedRequest.control(this.server, "GET", "/v20180820/accesspointfordirectory")
				.header("x-amz-account-id", "123456789012");
			case PUT_ACCESS_POINT_POLICY ->
				accessPoint(this.server, "PUT", ACCESS_POINT + "/policy").body(putPolicy(allow("123456789012")));
			case GET_ACCESS_POINT_POLICY -> accessPoint(this.server, "GET", ACCESS_POINT + "/policy");
			case DELETE_ACCESS_POINT_POLICY -> accessPoint(this.server, "DELETE", ACCESS_POINT + "/policy");
			case PUT_ACCESS_POINT_SCOPE ->
				accessPoint(this.server, "PUT", ACCESS_POINT + "/scope").body(putScope(scope("a/,b/", "")));
			case GET_ACCESS_POINT_SCOPE -> accessPoint(this.server, "GET", ACCESS_POINT + "/scope");
			case DELETE_ACCESS_POINT_SCOPE -> accessPoint(this.server, "DELETE", ACCESS_POINT + "/scope");
			default -> throw new IllegalArgumentException(operation.apiName());
		};
	}

	// The members of the operations besides names in the path, each with values.
	static List<Member> members(Operation operation) {
		Member account = new Member("x-amz-account-id", true);
		return switch (operation) {
			case UNTAG_RESOURCE -> List.of(account, new Member("tagKeys", false));
			case LIST_ACCESS_POINTS -> List.of(account, new Member("directoryBucket", false),
					new Member("maxResults", false), new Member("nextToken", false));
			default -> List.of(account);
		};
	}

	static List<Sample> samples(Member member) {
		return switch (member.name()) {
			case "x-amz-account-id" -> List.of(new Sample("123456789012", 0), new Sample("000000000000", 403));
			case "tagKeys" -> List.of(new Sample("a", 0));
			case "directoryBucket" ->
				List.of(new Sample(TestClients.BUCKET, 0), new Sample("none--use1-az4--x-s3", 404));
			case "maxResults" -> List.of(new Sample("1", 0), new Sample("x", 400));
			case "nextToken" -> List.of(new Sample("MTphYmM=", 0), new Sample("none", 400));
			default -> throw new IllegalArgumentException(member.name());
		};
	}

}
