/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

/**
 * Answers every CreateSession in the same way, so that two programs can be compared.
 */
final class AnswerServer implements AutoCloseable {

	static final String BUCKET = "logs--use1-az4--x-s3";

	/** The bucket whose sessions use a KMS key. */
	static final String KMS_BUCKET = "kms--use1-az4--x-s3";

	private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]+/([^/]+)/");

	private final HttpServer server;

	private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();

	AnswerServer() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			this.requests.add(meaning(exchange.getRequestHeaders()));
			if (exchange.getRequestURI().getPath().contains(KMS_BUCKET)) {
				exchange.getResponseHeaders().add("x-amz-server-side-encryption", "aws:kms");
				exchange.getResponseHeaders()
					.add("x-amz-server-side-encryption-aws-kms-key-id",
							"arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
				exchange.getResponseHeaders().add("x-amz-server-side-encryption-bucket-key-enabled", "true");
			}
			else {
				exchange.getResponseHeaders().add("x-amz-server-side-encryption", "AES256");
			}
			byte[] body = """
					<?xml version="1.0" encoding="UTF-8"?>
					<CreateSessionResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Credentials>\
					<SessionToken>AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW==</SessionToken>\
					<SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY</SecretAccessKey>\
					<AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><Expiration>2099-01-29T18:53:14Z</Expiration>\
					</Credentials></CreateSessionResult>""".getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/xml");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		this.server.start();
	}

	/**
	 * What the requests so far have asked for, in their order: the parameters that travel
	 * as headers, and the Region that they are signed for.
	 */
	List<Map<String, String>> requests() {
		return List.copyOf(this.requests);
	}

	private static Map<String, String> meaning(Headers headers) {
		Map<String, String> meaning = new TreeMap<>();
		headers.forEach((header, values) -> {
			String name = header.toLowerCase(Locale.ROOT);
			if (name.startsWith("x-amz-create-session-") || name.startsWith("x-amz-server-side-encryption")) {
				String value = String.join(",", values);
				// Version 2 writes booleans as Python does.
				meaning.put(name, value.equals("True") ? "true" : value);
			}
		});
		Matcher scope = SCOPE.matcher(String.valueOf(headers.getFirst("Authorization")));
		meaning.put("region", scope.find() ? scope.group(1) : "not signed");
		return meaning;
	}

	String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
