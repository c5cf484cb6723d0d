/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An AWS CLI that recordings were made with, and that this machine may have.
 */
enum AwsCli {

	/** As it comes from the Python package index. */
	VERSION_1("1.45.11", "python3", List.of("json", "text", "table")),

	/**
	 * As it comes with Debian. It is older than CreateSession, so it is given a model of
	 * that operation, and the endpoint as an option.
	 */
	VERSION_2("2.9.19", "/usr/bin/python3", List.of("json", "text", "table", "yaml", "yaml-stream"));

	static final ObjectMapper JSON = new ObjectMapper();

	private static final Path MODELS = Path.of("src/test/resources/aws-2-models").toAbsolutePath();

	private final String version;

	private final String python;

	private final List<String> formats;

	AwsCli(String version, String python, List<String> formats) {
		this.version = version;
		this.python = python;
		this.formats = formats;
	}

	String version() {
		return this.version;
	}

	List<String> formats() {
		return this.formats;
	}

	/**
	 * Where both have a format, the recording of one is enough.
	 */
	List<String> formatsOfQueries() {
		return (this == VERSION_1) ? List.of("text", "table") : List.of("json", "yaml", "yaml-stream");
	}

	private Path recording() {
		return Path.of("src/test/resources/aws-%s.json".formatted(this.version));
	}

	List<Outcome> recorded() throws IOException {
		return Files.exists(recording()) ? List.of(JSON.readValue(recording().toFile(), Outcome[].class)) : List.of();
	}

	void record(List<Outcome> outcomes) throws IOException {
		JSON.writerWithDefaultPrettyPrinter().writeValue(recording().toFile(), outcomes);
	}

	private Path recordingOfRequests() {
		return Path.of("src/test/resources/aws-%s-requests.json".formatted(this.version));
	}

	List<Request> recordedRequests() throws IOException {
		return Files.exists(recordingOfRequests())
				? List.of(JSON.readValue(recordingOfRequests().toFile(), Request[].class)) : List.of();
	}

	void recordRequests(List<Request> requests) throws IOException {
		JSON.writerWithDefaultPrettyPrinter().writeValue(recordingOfRequests().toFile(), requests);
	}

	boolean isPresent() throws InterruptedException {
		try {
			Process process = new ProcessBuilder(this.python, "-c", "import awscli; print(awscli.__version__)")
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
			return process.waitFor() == 0 && found.equals(this.version);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * What runs it by itself, without anything in between that looks for its Python.
	 */
	List<String> command(String endpoint) throws IOException {
		Process process = new ProcessBuilder(this.python, "-c", "import sys; print(sys.executable)").start();
		String executable = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
		return withEndpoint(List.of(executable, "-m", "awscli", "s3api", "create-session"), endpoint);
	}

	Map<String, String> dataPath() {
		return (this == VERSION_2) ? Map.of("AWS_DATA_PATH", MODELS.toString()) : Map.of();
	}

	/**
	 * Runs all command lines in one process.
	 * @param commandLines the arguments after {@code create-session}
	 * @param endpoint where the service is
	 * @param credentials access key id and secret access key
	 * @param folder holds the script and the configuration
	 * @return what each did
	 */
	List<Outcome> run(List<List<String>> commandLines, String endpoint, List<String> credentials, Path folder)
			throws IOException, InterruptedException {
		Path script = folder.resolve("aws");
		try (InputStream source = AwsCli.class.getResourceAsStream("/aws-cases.py")) {
			Files.write(script, source.readAllBytes());
		}
		ProcessBuilder builder = new ProcessBuilder(this.python, script.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().keySet().removeIf((name) -> name.startsWith("AWS_"));
		builder.environment().putAll(environment(endpoint, credentials, folder));
		Process process = builder.start();
		try (OutputStream in = process.getOutputStream()) {
			JSON.writeValue(in, commandLines.stream().map((arguments) -> withEndpoint(arguments, endpoint)).toList());
		}
		JsonNode results = JSON.readTree(process.getInputStream());
		process.waitFor();
		List<Outcome> outcomes = new ArrayList<>();
		for (JsonNode result : results) {
			outcomes.add(new Outcome(commandLines.get(outcomes.size()), result.path("exitCode").intValue(),
					result.path("out").textValue(), result.path("err").textValue()));
		}
		return outcomes;
	}

	private Map<String, String> environment(String endpoint, List<String> credentials, Path folder) throws IOException {
		// Times as version 2 writes them.
		Path config = Files.writeString(folder.resolve("config"), "[default]\ncli_timestamp_format = iso8601\n");
		Map<String, String> environment = new HashMap<>();
		environment.put("AWS_CONFIG_FILE", config.toString());
		environment.put("AWS_EC2_METADATA_DISABLED", "true");
		environment.put("AWS_MAX_ATTEMPTS", "1");
		environment.put("AWS_DEFAULT_REGION", "us-east-1");
		environment.put("AWS_ACCESS_KEY_ID", credentials.get(0));
		environment.put("AWS_SECRET_ACCESS_KEY", credentials.get(1));
		environment.put("AWS_ENDPOINT_URL_S3", endpoint);
		environment.putAll(dataPath());
		return environment;
	}

	private List<String> withEndpoint(List<String> arguments, String endpoint) {
		List<String> all = new ArrayList<>(arguments);
		if (this == VERSION_2 && !arguments.contains("--endpoint-url")) {
			all.addAll(List.of("--endpoint-url", endpoint));
		}
		return all;
	}

	/**
	 * What a command line asked the service for.
	 *
	 * @param arguments the arguments after {@code create-session}
	 * @param request parameters of the request
	 */
	record Request(List<String> arguments, Map<String, String> request) {

		static List<Request> of(List<List<String>> commandLines, List<Map<String, String>> requests) {
			if (commandLines.size() != requests.size()) {
				throw new IllegalStateException(
						"%d command lines sent %d requests".formatted(commandLines.size(), requests.size()));
			}
			List<Request> all = new ArrayList<>();
			for (int i = 0; i < requests.size(); i++) {
				all.add(new Request(commandLines.get(i), requests.get(i)));
			}
			return all;
		}

	}

	record Outcome(List<String> arguments, int exitCode, String out, String err) {

	}

}
