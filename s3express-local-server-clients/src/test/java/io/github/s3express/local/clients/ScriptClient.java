/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * A client in another language: a script that prints a line per operation, its name, a
 * tab and what came of it.
 *
 * @author The S3 Express Spring Boot authors
 */
final class ScriptClient implements Client {

	private static final Path DIRECTORY = Path.of("target", "clients");

	private final List<String> probe;

	private final List<String> preparation;

	private final List<String> command;

	ScriptClient(List<String> probe, List<String> preparation, List<String> command) {
		this.probe = probe;
		this.preparation = preparation;
		this.command = command;
	}

	static ScriptClient javaScript() {
		return new ScriptClient(List.of("npm", "--version"),
				List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"),
				List.of("node", "operations.mjs"));
	}

	static ScriptClient python() {
		return new ScriptClient(List.of("python3", "-c", "import boto3"), List.of(),
				List.of("python3", "operations.py"));
	}

	static ScriptClient awsCli() {
		return new ScriptClient(List.of("aws", "s3api", "create-session", "help"), List.of(),
				List.of("bash", "operations.sh"));
	}

	@Override
	public boolean isAvailable() {
		try {
			return start(this.probe, null).exit() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public Map<String, String> run(S3ExpressLocalServer server) throws Exception {
		copyScripts();
		if (!this.preparation.isEmpty()) {
			Output prepared = start(this.preparation, null);
			if (prepared.exit() != 0) {
				throw new IllegalStateException(prepared.text());
			}
		}
		Output output = start(this.command, server);
		Map<String, String> results = new LinkedHashMap<>();
		for (String line : output.text().split("\n")) {
			int tab = line.indexOf('\t');
			if (tab > 0) {
				results.put(line.substring(0, tab), line.substring(tab + 1).strip());
			}
		}
		if (output.exit() != 0 || results.isEmpty()) {
			throw new IllegalStateException(output.text());
		}
		return results;
	}

	private static void copyScripts() throws IOException {
		Files.createDirectories(DIRECTORY);
		for (String script : List.of("js/package.json", "js/operations.mjs", "python/operations.py",
				"shell/operations.sh")) {
			Path source = Path.of("src", "test").resolve(script);
			Files.write(DIRECTORY.resolve(source.getFileName()), Files.readAllBytes(source));
		}
	}

	private static Output start(List<String> command, S3ExpressLocalServer server) throws IOException {
		Files.createDirectories(DIRECTORY);
		ProcessBuilder builder = new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		if (server != null) {
			environment.keySet().removeIf((name) -> name.startsWith("AWS_"));
			environment.put("AWS_ACCESS_KEY_ID", server.accessKeyId());
			environment.put("AWS_SECRET_ACCESS_KEY", server.secretAccessKey());
			environment.put("AWS_REGION", server.region());
			environment.put("AWS_DEFAULT_REGION", server.region());
			environment.put("AWS_EC2_METADATA_DISABLED", "true");
			environment.put("AWS_CONFIG_FILE", "none");
			environment.put("AWS_SHARED_CREDENTIALS_FILE", "none");
			environment.put("AWS_ENDPOINT_URL_S3", server.endpoint().toString());
			environment.put("S3EXPRESS_CONTROL_ENDPOINT", server.controlEndpoint().toString());
			environment.put("BUCKET", BUCKET);
			environment.put("NEW_BUCKET", NEW_BUCKET);
		}
		Process process = builder.start();
		process.getOutputStream().close();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (!process.waitFor(60, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IOException(command + " does not end: " + text);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
		return new Output(process.exitValue(), text);
	}

	private record Output(int exit, String text) {

	}

}
