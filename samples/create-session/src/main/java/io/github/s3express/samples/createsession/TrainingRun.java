/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.s3express.samples.createsession.output.OutputFormat;

/**
 * Does what the program does most, without a service and without credentials, so that the
 * JVM can write down which classes it takes: it answers itself on the loopback interface.
 */
final class TrainingRun {

	/**
	 * The only argument that begins a training run.
	 */
	static final String ARGUMENT = "training-run";

	private static final String BUCKET = "training--use1-az4--x-s3";

	private static final byte[] ANSWER = """
			<?xml version="1.0" encoding="UTF-8"?>
			<CreateSessionResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Credentials>\
			<SessionToken>token</SessionToken><SecretAccessKey>secret</SecretAccessKey>\
			<AccessKeyId>key</AccessKeyId><Expiration>2099-12-31T23:59:59Z</Expiration>\
			</Credentials></CreateSessionResult>""".getBytes(StandardCharsets.UTF_8);

	private final Terminal terminal;

	TrainingRun(Terminal terminal) {
		this.terminal = terminal;
	}

	/**
	 * Runs.
	 * @return the exit code
	 */
	int run() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/", TrainingRun::answer);
			server.start();
			try {
				return run("http://127.0.0.1:" + server.getAddress().getPort());
			}
			finally {
				server.stop(0);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The training run cannot listen on the loopback interface", ex);
		}
	}

	private int run(String endpoint) {
		int exitCode = run(endpoint, "--help");
		for (String format : OutputFormat.ids()) {
			exitCode |= run(endpoint, "--bucket", BUCKET, "--output", format, "--query", "Credentials");
		}
		for (String form : ExportForm.ids()) {
			exitCode |= run(endpoint, "--bucket", BUCKET, "--export", form);
		}
		return exitCode | run(endpoint, "--cli-input-json", "{\"Bucket\":\"%s\"}".formatted(BUCKET));
	}

	private int run(String endpoint, String... arguments) {
		PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
		Streams streams = new Streams(nowhere, nowhere, new BufferedReader(Reader.nullReader()), this.terminal,
				Map.of("AWS_ENDPOINT_URL_S3", endpoint, "AWS_REGION", "us-east-1", "AWS_ACCESS_KEY_ID", "key",
						"AWS_SECRET_ACCESS_KEY", "secret"));
		return new CreateSessionProgram(streams).run(arguments);
	}

	private static void answer(HttpExchange exchange) throws IOException {
		exchange.getResponseHeaders().add("Content-Type", "application/xml");
		exchange.sendResponseHeaders(200, ANSWER.length);
		exchange.getResponseBody().write(ANSWER);
		exchange.close();
	}

	static boolean isWanted(String... args) {
		return List.of(args).equals(List.of(ARGUMENT));
	}

}
