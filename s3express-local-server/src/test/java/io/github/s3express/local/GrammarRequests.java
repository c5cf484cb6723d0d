/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.s3express.local.SignedRequest.TestSession;
import io.github.s3express.local.checksum.ChecksumAlgorithm;
import io.github.s3express.local.checksum.Checksums;
import io.github.s3express.local.operation.Grammar;
import io.github.s3express.local.operation.Grammar.Rule;
import io.github.s3express.local.operation.Operation;

/**
 * Makes requests of what the operations declare. The state that they meet has objects, an
 * open upload, an access point and sessions, whose names and tags go into the requests.
 *
 * @author The S3 Express Spring Boot authors
 */
final class GrammarRequests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String OTHER = TestClients.OTHER_BUCKET;

	private static final String LOCAL = "demo--usw2-lax1-az1--x-s3";

	static final List<String> BUCKETS = List.of(BUCKET, OTHER, LOCAL);

	private static final String NEW = "new--use1-az4--x-s3";

	private static final String BODY = "0123456789";

	private static final String PAST = "Sun, 22 Nov 2015 03:00:00 GMT";

	private static final String FUTURE = "Sun, 22 Nov 2065 03:00:00 GMT";

	private static final List<String> KEYS = List.of("a", "dir/b", "dir/c", "dir/sub/d", "%C3%BC%20%2B");

	private static final List<String> UNHEARD_OF = List.of("unheard-of", "acl", "tagging", "versions", "website");

	private final S3ExpressLocalServer server;

	private final Mutator random;

	private final List<Rule> rules = Grammar.rules();

	private final List<String> allParameters;

	private final List<String> allHeaders;

	private final List<String> etags = new ArrayList<>();

	private final List<TestSession> sessions = new ArrayList<>();

	private String uploadId = "";

	private String partEtag = "";

	GrammarRequests(S3ExpressLocalServer server, long seed) {
		this.server = server;
		this.random = new Mutator(seed);
		Set<String> parameters = new TreeSet<>();
		Set<String> headers = new TreeSet<>();
		this.rules.forEach((rule) -> {
			parameters.addAll(rule.parameters());
			headers.addAll(rule.headers());
		});
		this.allParameters = List.copyOf(parameters);
		this.allHeaders = List.copyOf(headers);
	}

	// Makes the state that the next requests begin with.
	void prepare() throws IOException {
		this.etags.clear();
		this.sessions.clear();
		for (String key : KEYS) {
			this.etags.add(signed("PUT", "/" + BUCKET + "/" + key, false).body(BODY).send().headers().get("etag"));
		}
		signed("PUT", "/" + LOCAL + "/a", false).body(BODY).send();
		this.uploadId = signed("POST", "/" + BUCKET + "/a", false).query("uploads", "").send().element("UploadId");
		this.partEtag = signed("PUT", "/" + BUCKET + "/a", false).query("uploadId", this.uploadId)
			.query("partNumber", "1")
			.body(BODY)
			.send()
			.headers()
			.get("etag");
		signed("PUT", "/v20180820/accesspoint/" + ControlRequests.ACCESS_POINT, true)
			.header("x-amz-account-id", "123456789012")
			.body(ControlRequests.create("<Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags>"))
			.send();
		for (String mode : new String[] { "ReadWrite", "ReadOnly" }) {
			this.sessions.add(session(BUCKET, mode));
		}
		this.sessions.add(session(ControlRequests.ACCESS_POINT, "ReadWrite"));
		for (String kind : List.of("policy", "lifecycle", "inventory", "metrics")) {
			SignedRequest request = signed("PUT", "/" + OTHER, false).query(kind, "").body(document(kind));
			boolean named = kind.equals("inventory") || kind.equals("metrics");
			(named ? request.query("id", "one") : request).send();
		}
	}

	private TestSession session(String bucket, String mode) throws IOException {
		RawHttp.Answer answer = signed("GET", "/" + bucket, false).query("session", "")
			.header("x-amz-create-session-mode", mode)
			.send();
		return new TestSession(answer.element("AccessKeyId"), answer.element("SecretAccessKey"),
				answer.element("SessionToken"));
	}

	private SignedRequest signed(String method, String path, boolean control) {
		SignedRequest request = control ? SignedRequest.control(this.server, method, path)
				: SignedRequest.of(this.server, method, path);
		return request.date(FuzzCorpus.NOW);
	}

	Generated next() throws IOException {
		while (true) {
			try {
				return make(one(this.rules));
			}
			catch (RuntimeException ex) {
				// The SDK's signer takes no such path, name or value.
			}
		}
	}

	private Generated make(Rule rule) throws IOException {
		boolean control = isControl(rule.resource()) ? !chance(20) : chance(30);
		SignedRequest request = signed(rule.method(), path(rule), control);
		boolean presigned = rule.method().equals("GET") && chance(10);
		if (presigned) {
			request.presigned(Duration.ofHours(1));
		}
		if (!isControl(rule.resource()) && !rule.resource().equals("SERVICE") && chance(3)) {
			request.session(one(this.sessions));
		}
		else if (chance(60)) {
			request.credentials(this.server.accessKeyId(), "wrong");
		}
		boolean plain = chance(2);
		for (String name : rule.parameters()) {
			boolean part = name.equals("partNumber") && rule.method().equals("PUT");
			if ((isNeeded(name) || part) ? !chance(25) : (!plain && chance(4))) {
				request.query(name, value(name));
			}
		}
		for (String name : rule.headers()) {
			if (isNeeded(name) ? !chance(25) : (!plain && chance(6))) {
				header(request, name);
			}
		}
		boolean unheardOf = !plain && undeclared(request);
		body(rule, request);
		boolean reads = rule.method().equals("GET") || rule.method().equals("HEAD");
		return new Generated(rule.operation(), request.toBytes(), control, rule.method().equals("HEAD"), reads,
				unheardOf);
	}

	// What another operation reads, or none.
	private boolean undeclared(SignedRequest request) {
		if (chance(10)) {
			String name = one(this.allParameters);
			request.query(name, value(name));
		}
		if (chance(10)) {
			header(request, one(this.allHeaders));
		}
		if (chance(20)) {
			request.query(one(UNHEARD_OF), value("prefix"));
			return true;
		}
		if (chance(20)) {
			request.header(one(List.of("x-amz-unheard-of", "x-amz-acl", "if-range", "x-amz-request-payer")), "some");
			return true;
		}
		return false;
	}

	private void header(SignedRequest request, String name) {
		request.header(name.equals("x-amz-meta-") ? "x-amz-meta-colour" : name, value(name));
	}

	private static boolean isControl(String resource) {
		return resource.startsWith("ACCESS_POINT") || resource.equals("TAGS");
	}

	// What an operation is called by, or cannot do without.
	private static boolean isNeeded(String name) {
		return switch (name) {
			case "session", "list-type", "policy", "encryption", "lifecycle", "inventory", "metrics", "id",
					"attributes", "delete", "renameObject", "uploads", "uploadId", "tagKeys", "x-amz-copy-source",
					"x-amz-rename-source", "x-amz-object-attributes", "x-amz-account-id" ->
				true;
			default -> false;
		};
	}

	private String path(Rule rule) {
		boolean creates = rule.operation() == Operation.CREATE_BUCKET || rule.operation() == Operation.DELETE_BUCKET;
		String bucket = creates ? one(List.of(NEW, NEW, LOCAL, "x", "xn--a--use1-az4--x-s3"))
				: one(List.of(BUCKET, BUCKET, BUCKET, BUCKET, OTHER, OTHER, LOCAL, NEW, ControlRequests.ACCESS_POINT));
		String point = chance(3) ? "writer--use1-az4--xa-s3" : ControlRequests.ACCESS_POINT;
		return switch (rule.resource()) {
			case "SERVICE" -> "/";
			case "BUCKET" -> "/" + (chance(40) ? mutated(bucket) : bucket);
			case "OBJECT" -> (rule.parameters().contains("uploadId") && !chance(4)) ? "/" + BUCKET + "/a"
					: "/" + bucket + "/" + (chance(40) ? encoded(mutated("dir/key")) : one(KEYS));
			case "TAGS" -> "/v20180820/tags/"
					+ (chance(2) ? ControlRequests.BUCKET_ARN : ControlRequests.ACCESS_POINT_ARN).replace(":", "%3A")
						.replace("/", "%2F");
			case "ACCESS_POINTS" -> "/v20180820/accesspointfordirectory";
			case "ACCESS_POINT" -> "/v20180820/accesspoint/" + (chance(40) ? encoded(mutated(point)) : point);
			case "ACCESS_POINT_POLICY" -> "/v20180820/accesspoint/" + point + "/policy";
			case "ACCESS_POINT_SCOPE" -> "/v20180820/accesspoint/" + point + "/scope";
			default -> throw new IllegalArgumentException(rule.resource());
		};
	}

	private String value(String name) {
		String value = right(name);
		return chance(8) ? mutated(value) : value;
	}

	// Values that are right, at least for some operations and states.
	private String right(String name) {
		if (name.endsWith("if-match") || name.endsWith("if-none-match")) {
			return one(List.of(one(this.etags), "\"none\"", "*"));
		}
		if (name.contains("modified") || name.contains("initiated") || name.equals("expires")) {
			return one(List.of(PAST, FUTURE, "Sun, 22 Nov 2026 03:00:00 GMT", "2026-11-22T03:00:00Z"));
		}
		if (name.endsWith("-owner") || name.equals("x-amz-account-id")) {
			return chance(20) ? "000000000000" : "123456789012";
		}
		return switch (name) {
			case "list-type" -> chance(8) ? "3" : "2";
			case "uploadId" -> this.uploadId;
			case "partNumber" -> one(List.of("1", "1", "1", "2", "10000", "0", "10001"));
			case "id" -> one(List.of("one", "one", "two"));
			case "tagKeys" -> one(List.of("a", "c"));
			case "max-keys", "max-parts", "max-uploads", "max-directory-buckets", "maxResults", "x-amz-max-parts",
					"part-number-marker", "x-amz-part-number-marker" ->
				one(List.of("1", "2", "1000", "0", "-1", "2147483648"));
			case "continuation-token", "key-marker", "nextToken" -> one(List.of("MTphYmM=", "none", ""));
			case "delimiter" -> one(List.of("/", "/", "-"));
			case "prefix" -> one(List.of("dir/", "", "di", "dir/sub/"));
			case "encoding-type" -> one(List.of("url", "utf"));
			case "fetch-owner" -> "true";
			case "versionId" -> one(List.of("null", "null", "abc"));
			case "directoryBucket" -> one(List.of(BUCKET, NEW));
			case "range", "x-amz-copy-source-range" ->
				one(List.of("bytes=0-5", "bytes=-3", "bytes=5-", "bytes=20-30", "bytes=5-2", "bytes=0-0,2-3"));
			case "x-amz-copy-source", "x-amz-rename-source" -> "/" + one(BUCKETS) + "/" + one(KEYS);
			case "x-amz-object-attributes" ->
				one(List.of("ETag", "ETag,Checksum,ObjectParts,ObjectSize,StorageClass", "Colour"));
			case "x-amz-write-offset-bytes" -> one(List.of("10", "10", "0", "11", "20"));
			case "x-amz-mp-object-size", "x-amz-if-match-size" -> one(List.of("10", "11"));
			case "x-amz-storage-class" -> one(List.of("EXPRESS_ONEZONE", "STANDARD"));
			case "x-amz-server-side-encryption" -> one(List.of("AES256", "aws:kms", "aws:kms:dsse", "none"));
			case "x-amz-server-side-encryption-bucket-key-enabled" -> "true";
			case "x-amz-create-session-mode" -> one(List.of("ReadOnly", "ReadWrite", "WriteOnly"));
			case "x-amz-metadata-directive", "x-amz-tagging-directive" ->
				one(List.of("REPLACE", "REPLACE", "COPY", "MERGE"));
			case "x-amz-tagging" -> one(List.of("", "a=b"));
			case "x-amz-checksum-algorithm" -> one(List.of("CRC32", "SHA256", "CRC64NVME", "XXHASH3"));
			case "x-amz-checksum-type" -> one(List.of("FULL_OBJECT", "COMPOSITE", "OTHER"));
			case "x-amz-checksum-mode" -> "ENABLED";
			case "content-md5" -> WalkRequests.md5(BODY);
			case "session", "policy", "encryption", "lifecycle", "inventory", "metrics", "attributes", "delete",
					"renameObject", "uploads" ->
				"";
			default -> "some";
		};
	}

	private void body(Rule rule, SignedRequest request) throws IOException {
		String document = switch (rule.operation()) {
			case PUT_OBJECT, UPLOAD_PART -> BODY;
			case CREATE_BUCKET -> chance(4) ? create("usw2-lax1-az1", "LocalZone", "SingleLocalZone")
					: create("use1-az4", "AvailabilityZone", "SingleAvailabilityZone");
			case PUT_BUCKET_POLICY -> document("policy");
			case PUT_BUCKET_ENCRYPTION -> document("encryption");
			case PUT_BUCKET_LIFECYCLE -> document("lifecycle");
			case PUT_BUCKET_INVENTORY -> document("inventory");
			case PUT_BUCKET_METRICS -> document("metrics");
			case DELETE_OBJECTS -> "<Delete>" + entry() + (chance(2) ? entry() + entry() : "")
					+ (chance(4) ? "<Quiet>true</Quiet>" : "") + "</Delete>";
			case COMPLETE_MULTIPART_UPLOAD -> "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
					+ this.partEtag.replace("\"", "&quot;") + "</ETag></Part></CompleteMultipartUpload>";
			case TAG_RESOURCE -> ControlRequests.tags("c", "d");
			case CREATE_ACCESS_POINT ->
				ControlRequests.create(chance(3) ? ControlRequests.scope("dir/", "GetObject") : "");
			case PUT_ACCESS_POINT_POLICY -> ControlRequests.putPolicy(ControlRequests.allow("*"));
			case PUT_ACCESS_POINT_SCOPE ->
				ControlRequests.putScope(ControlRequests.scope("a,dir/", "GetObject,PutObject"));
			default -> chance(40) ? BODY : "";
		};
		if (document.length() > BODY.length() && chance(3)) {
			document = chance(2) ? mutated(document) : withElement(document);
		}
		byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
		request.body(bytes);
		boolean guarded = rule.operation() == Operation.DELETE_OBJECTS;
		if (guarded ? !chance(10) : chance(8)) {
			ChecksumAlgorithm algorithm = one(List.of(ChecksumAlgorithm.values()));
			byte[] summed = chance(8) ? new byte[] { 1 } : bytes;
			request.header(algorithm.header(), Checksums.of(algorithm, new ByteArrayInputStream(summed)).value());
		}
		else if (bytes.length > 0 && chance(8)) {
			request.chunked(chance(2));
		}
	}

	private String entry() {
		return "<Object><Key>" + one(List.of("a", "dir/b", "none", "\u00fc +")) + "</Key>"
				+ (chance(4) ? "<ETag>" + one(this.etags).replace("\"", "&quot;") + "</ETag>" : "")
				+ (chance(8) ? "<Size>10</Size>" : "") + (chance(8) ? "<VersionId>null</VersionId>" : "") + "</Object>";
	}

	private static String create(String zone, String type, String redundancy) {
		return "<CreateBucketConfiguration><Location><Name>" + zone + "</Name><Type>" + type
				+ "</Type></Location><Bucket><DataRedundancy>" + redundancy
				+ "</DataRedundancy><Type>Directory</Type></Bucket></CreateBucketConfiguration>";
	}

	private String document(String kind) {
		return switch (kind) {
			// One that permits all, so that the state stays open to what follows.
			case "policy" -> "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": "
					+ "{\"AWS\": \"*\"}, \"Action\": \"s3express:CreateSession\", \"Resource\": \"*\", \"Condition\": "
					+ "{\"StringEquals\": {\"s3express:SessionMode\": \"ReadOnly\"}}}]}";
			case "lifecycle" -> "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>none/</Prefix></Filter>"
					+ "<Status>Enabled</Status><Expiration><Days>9</Days></Expiration></Rule></LifecycleConfiguration>";
			case "encryption" -> "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
					+ "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
					+ "</ServerSideEncryptionConfiguration>";
			case "inventory" -> "<InventoryConfiguration><Id>one</Id></InventoryConfiguration>";
			case "metrics" -> "<MetricsConfiguration><Id>one</Id></MetricsConfiguration>";
			default -> throw new IllegalArgumentException(kind);
		};
	}

	// The document with an element that has no business there, or one twice.
	private String withElement(String document) {
		int at = document.indexOf("><");
		int other = document.indexOf("><", at + 1 + this.random.below(Math.max(1, document.length() - at - 1)));
		int where = (other > 0) ? other + 1 : at + 1;
		String element = one(List.of("<Colour>blue</Colour>", "<Key>a</Key>", "<Status>Enabled</Status>", "<Part/>",
				"<Id>two</Id>", "<Prefix/>", "<Tags/>"));
		return document.substring(0, where) + element + document.substring(where);
	}

	private String mutated(String text) {
		String source = text.isEmpty() ? "some" : text;
		String result = new String(this.random.mutate(source.getBytes(StandardCharsets.UTF_8)),
				StandardCharsets.ISO_8859_1);
		return result.replaceAll("[\\x00-\\x1f\\x7f]", "").strip();
	}

	private static String encoded(String text) {
		StringBuilder result = new StringBuilder();
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '/' || b == '-';
			result.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
		}
		return result.toString();
	}

	// Once in so many times.
	private boolean chance(int times) {
		return this.random.below(times) == 0;
	}

	private <T> T one(List<T> of) {
		return of.get(this.random.below(of.size()));
	}

	// A request: the operation that it was made of, its bytes, where it goes, what must
	// come of it.
	record Generated(Operation operation, byte[] bytes, boolean control, boolean head, boolean reads,
			boolean unheardOf) {

	}

}
