/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.zip.CRC32;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.recording.Call.Flaw;

/**
 * Signs requests of the list with Signature Version 4, or wrongly where the list wants it
 * (AWS IAM User Guide, "Create a signed AWS API request").
 *
 * @author The S3 Express Spring Boot authors
 */
final class RequestSigner {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String ALGORITHM = "AWS4-HMAC-SHA256";

	private static final int CHUNK = 64 * 1024;

	private static final int SMALL_CHUNK = 100;

	private final String method;

	private final String path;

	private final TreeMap<String, String> query;

	private final TreeMap<String, String> headers;

	private final Flaw flaw;

	private final Keys keys;

	private final String time;

	private final String scope;

	private final byte[] signingKey;

	private byte[] body;

	RequestSigner(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body,
			Flaw flaw, Keys keys, String region, Instant now) {
		this.method = method;
		this.path = path;
		this.query = new TreeMap<>(query);
		this.headers = new TreeMap<>();
		headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
		this.body = body;
		this.flaw = flaw;
		this.keys = keys;
		long age = switch (flaw) {
			case SKEWED -> 20 * 60;
			case PRESIGNED_EXPIRED -> 120;
			default -> 0;
		};
		this.time = TIME.format(now.minusSeconds(age));
		String service = (flaw == Flaw.WRONG_SERVICE) ? "sqs" : "s3express";
		this.scope = this.time.substring(0, 8) + "/" + ((flaw == Flaw.WRONG_REGION) ? "mars-north-1" : region) + "/"
				+ service + "/aws4_request";
		this.signingKey = signingKey((flaw == Flaw.WRONG_SECRET) ? "wrong" : keys.secretAccessKey(), this.scope);
	}

	Signed sign() {
		if (this.flaw == Flaw.UNSIGNED) {
			return new Signed(this.path, queryText(), Map.copyOf(without(this.headers, "host")), this.body);
		}
		if (this.flaw.isPresigned()) {
			return presign();
		}
		String payload = payload();
		this.headers.put("x-amz-date", this.time);
		this.headers.put("x-amz-content-sha256", payload);
		if (this.keys.token() != null) {
			this.headers.put(this.keys.tokenName(), token());
		}
		String signature = signature(payload);
		if (this.flaw.isChunked()) {
			this.body = chunks(signature);
		}
		Map<String, String> sent = without(this.headers, "host");
		sent.put("authorization", ALGORITHM + " Credential=" + accessKey() + "/" + this.scope + ", SignedHeaders="
				+ String.join(";", this.headers.keySet()) + ", Signature=" + signature);
		if (this.flaw == Flaw.HEADER_NOT_SIGNED) {
			sent.put("x-amz-meta-unsigned", "1");
		}
		return new Signed(this.path, queryText(), sent, this.body);
	}

	private Signed presign() {
		this.query.put("X-Amz-Algorithm", ALGORITHM);
		this.query.put("X-Amz-Credential", accessKey() + "/" + this.scope);
		this.query.put("X-Amz-Date", this.time);
		this.query.put("X-Amz-Expires", "60");
		this.query.put("X-Amz-SignedHeaders", String.join(";", this.headers.keySet()));
		if (this.keys.token() != null) {
			this.query.put(this.keys.tokenName().equals("x-amz-security-token") ? "X-Amz-Security-Token"
					: "X-Amz-S3session-Token", token());
		}
		this.query.put("X-Amz-Signature", signature("UNSIGNED-PAYLOAD"));
		String sentPath = (this.flaw == Flaw.PRESIGNED_TAMPERED) ? this.path + "x" : this.path;
		return new Signed(sentPath, queryText(), without(this.headers, "host"), this.body);
	}

	private String accessKey() {
		return (this.flaw == Flaw.UNKNOWN_KEY) ? "AKIAAAAAAAAAAAAAAAAA" : this.keys.accessKeyId();
	}

	private String token() {
		String token = String.valueOf(this.keys.token());
		return (this.flaw == Flaw.WRONG_TOKEN) ? new StringBuilder(token).reverse().toString() : token;
	}

	private String payload() {
		if (!this.flaw.isChunked()) {
			return hex(sha256((this.flaw == Flaw.WRONG_DIGEST) ? new byte[1] : this.body));
		}
		this.headers.put("content-encoding", "aws-chunked");
		this.headers.put("x-amz-decoded-content-length", Integer.toString(this.body.length));
		if (this.flaw.isTrailer()) {
			this.headers.put("x-amz-trailer", "x-amz-checksum-crc32");
			return "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
		}
		return "STREAMING-" + ALGORITHM + "-PAYLOAD";
	}

	private String signature(String payload) {
		StringBuilder canonical = new StringBuilder(this.method + "\n" + this.path + "\n" + queryText() + "\n");
		this.headers.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
		canonical.append('\n').append(String.join(";", this.headers.keySet())).append('\n').append(payload);
		return seal(ALGORITHM, hex(sha256(utf8(canonical.toString()))));
	}

	private String seal(String algorithm, String rest) {
		return hex(hmac(this.signingKey, algorithm + "\n" + this.time + "\n" + this.scope + "\n" + rest));
	}

	private byte[] chunks(String seed) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int size = (this.flaw == Flaw.CHUNKED_SMALL) ? SMALL_CHUNK : CHUNK;
		String previous = seed;
		for (int from = 0; from < this.body.length; from += size) {
			byte[] data = Arrays.copyOfRange(this.body, from, Math.min(this.body.length, from + size));
			previous = chunk(out, data, previous);
		}
		chunk(out, new byte[0], previous);
		if (this.flaw.isTrailer()) {
			CRC32 crc = new CRC32();
			crc.update(this.body);
			int value = (int) crc.getValue() + ((this.flaw == Flaw.TRAILER_WRONG) ? 1 : 0);
			byte[] bytes = { (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value };
			out.writeBytes(utf8("x-amz-checksum-crc32:" + Base64.getEncoder().encodeToString(bytes) + "\r\n"));
		}
		out.writeBytes(utf8("\r\n"));
		return out.toByteArray();
	}

	private String chunk(ByteArrayOutputStream out, byte[] data, String previous) {
		if (this.flaw.isTrailer()) {
			out.writeBytes(utf8(Integer.toHexString(data.length) + "\r\n"));
			out.writeBytes(data);
			out.writeBytes(utf8((data.length > 0) ? "\r\n" : ""));
			return previous;
		}
		String signature = seal(ALGORITHM + "-PAYLOAD",
				previous + "\n" + hex(sha256(new byte[0])) + "\n" + hex(sha256(data)));
		String sent = (this.flaw == Flaw.CHUNKED_TAMPERED) ? "0".repeat(64) : signature;
		out.writeBytes(utf8(Integer.toHexString(data.length) + ";chunk-signature=" + sent + "\r\n"));
		out.writeBytes(data);
		out.writeBytes(utf8((data.length > 0) ? "\r\n" : ""));
		return signature;
	}

	private String queryText() {
		StringJoiner text = new StringJoiner("&");
		new TreeMap<>(this.query).forEach((name, value) -> text.add(encode(name) + "=" + encode(value)));
		return text.toString();
	}

	static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8)
			.replace("+", "%20")
			.replace("*", "%2A")
			.replace("%7E", "~");
	}

	private static Map<String, String> without(Map<String, String> headers, String name) {
		Map<String, String> copy = new TreeMap<>(headers);
		copy.remove(name);
		return copy;
	}

	private static byte[] signingKey(String secret, String scope) {
		byte[] key = utf8("AWS4" + secret);
		for (String part : scope.split("/")) {
			key = hmac(key, part);
		}
		return key;
	}

	private static byte[] hmac(byte[] key, String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(utf8(text));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String hex(byte[] bytes) {
		return HexFormat.of().formatHex(bytes);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Credentials.
	 *
	 * @param accessKeyId the access key
	 * @param secretAccessKey the secret key
	 * @param token the token, or {@code null}
	 * @param tokenName the header that carries it
	 */
	record Keys(String accessKeyId, String secretAccessKey, @Nullable String token, String tokenName) {

		static Keys iam(String accessKeyId, String secretAccessKey, @Nullable String token) {
			return new Keys(accessKeyId, secretAccessKey, token, "x-amz-security-token");
		}

		static Keys session(String accessKeyId, String secretAccessKey, String token) {
			return new Keys(accessKeyId, secretAccessKey, token, "x-amz-s3session-token");
		}

		@Override
		public String toString() {
			return "Keys";
		}

	}

	/**
	 * A request as it goes out.
	 *
	 * @param path the encoded path
	 * @param query the encoded query, may be empty
	 * @param headers all but the host and the length
	 * @param body the body
	 */
	record Signed(String path, String query, Map<String, String> headers, byte[] body) {

	}

}
