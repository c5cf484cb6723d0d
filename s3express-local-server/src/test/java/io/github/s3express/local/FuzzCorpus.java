/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Well-formed requests to start from. They are signed for fixed credentials and a fixed
 * moment, so that the files in the test resources stay valid; {@link #main} writes them.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class FuzzCorpus {

	static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

	static final String ACCESS_KEY_ID = "AKIAFUZZ";

	static final String SECRET_ACCESS_KEY = "fuzz-secret";

	static final String BUCKET = "fuzz--use1-az4--x-s3";

	static final Path DIRECTORY = Path.of("src/test/resources/fuzz");

	private static final URI ENDPOINT = URI.create("http://127.0.0.1:1");

	private FuzzCorpus() {
	}

	static SignedRequest request(URI endpoint, String method, String path) {
		return SignedRequest.at(endpoint, method, path).credentials(ACCESS_KEY_ID, SECRET_ACCESS_KEY).date(NOW);
	}

	static Map<String, SignedRequest> seeds() {
		Map<String, SignedRequest> seeds = new LinkedHashMap<>();
		String object = "/" + BUCKET + "/dir/key";
		byte[] body = "0123456789abcdef".repeat(1024).getBytes();
		seeds.put("create-session", on("GET", "").query("session", "").header("x-amz-create-session-mode", "ReadOnly"));
		seeds.put("put", request(ENDPOINT, "PUT", object).body(body).header("x-amz-meta-colour", "blue"));
		seeds.put("put-checksum",
				request(ENDPOINT, "PUT", object).body("hello").header("x-amz-checksum-crc32", "NhCmhg=="));
		seeds.put("put-chunked", request(ENDPOINT, "PUT", object).body(body).chunked(false));
		seeds.put("put-chunked-trailer", request(ENDPOINT, "PUT", object).body(body).chunked(true));
		seeds.put("put-unsigned-trailer", request(ENDPOINT, "PUT", object).body(body).chunked(true).unsignedPayload());
		seeds.put("append", request(ENDPOINT, "PUT", object).body("x").header("x-amz-write-offset-bytes", "0"));
		seeds.put("get-range", request(ENDPOINT, "GET", object).header("Range", "bytes=3-9"));
		seeds.put("get-conditional",
				request(ENDPOINT, "GET", object).header("If-Modified-Since", "Sun, 22 Nov 2026 03:00:00 GMT"));
		seeds.put("get-presigned", request(ENDPOINT, "GET", object).presigned(Duration.ofHours(1)));
		seeds.put("get-part", request(ENDPOINT, "GET", object).query("partNumber", "1"));
		seeds.put("head", request(ENDPOINT, "HEAD", object));
		seeds.put("attributes", request(ENDPOINT, "GET", object).query("attributes", "")
			.header("x-amz-object-attributes", "ETag,Checksum,ObjectParts,ObjectSize"));
		seeds.put("delete", request(ENDPOINT, "DELETE", object).header("If-Match", "\"abc\""));
		seeds.put("list",
				on("GET", "").query("list-type", "2")
					.query("prefix", "dir/")
					.query("delimiter", "/")
					.query("max-keys", "2")
					.query("encoding-type", "url"));
		seeds.put("list-uploads", on("GET", "").query("uploads", "").query("max-uploads", "3"));
		seeds.put("delete-objects", on("POST", "").query("delete", "")
			.body("<Delete><Object><Key>a</Key></Object><Object><Key>b&amp;c</Key><ETag>x</ETag></Object></Delete>"));
		seeds.put("create-upload",
				request(ENDPOINT, "POST", object).query("uploads", "").header("x-amz-checksum-algorithm", "SHA256"));
		seeds.put("complete-upload", request(ENDPOINT, "POST", object).query("uploadId", "none")
			.body("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>"));
		seeds.put("copy",
				request(ENDPOINT, "PUT", "/" + BUCKET + "/copy").header("x-amz-copy-source", BUCKET + "/dir/key"));
		seeds.put("rename", request(ENDPOINT, "PUT", "/" + BUCKET + "/renamed").query("renameObject", "")
			.header("x-amz-rename-source", "/" + BUCKET + "/dir/key"));
		seeds.put("create-bucket", request(ENDPOINT, "PUT", "/new--use1-az4--x-s3")
			.body("<CreateBucketConfiguration><Location><Name>use1-az4</Name><Type>AvailabilityZone</Type></Location>"
					+ "<Bucket><DataRedundancy>SingleAvailabilityZone</DataRedundancy><Type>Directory</Type></Bucket>"
					+ "</CreateBucketConfiguration>"));
		seeds.put("put-encryption", on("PUT", "").query("encryption", "")
			.body("<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256"
					+ "</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>"));
		seeds.put("put-policy",
				request(ENDPOINT, "PUT", "/policy--use1-az4--x-s3").query("policy", "")
					.body("{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": [\"*\"]}, \"Action\": "
							+ "\"s3express:CreateSession\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": "
							+ "{\"s3express:SessionMode\": \"ReadOnly\"}}}]}"));
		return seeds;
	}

	private static SignedRequest on(String method, String rest) {
		return request(ENDPOINT, method, "/" + BUCKET + rest);
	}

	/**
	 * Writes the corpus.
	 * @param args none
	 * @throws IOException if it cannot be written
	 */
	public static void main(String[] args) throws IOException {
		Files.createDirectories(DIRECTORY);
		for (Map.Entry<String, SignedRequest> seed : seeds().entrySet()) {
			Files.write(DIRECTORY.resolve(seed.getKey() + ".http"), seed.getValue().toBytes());
		}
	}

}
