/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.recording;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.local.recording.RequestSigner.Keys;

/**
 * The commands {@code record} and {@code replay} of the program.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class RecordingMain {

	/** How the commands are called. */
	public static final String USAGE = """
			Usage: java -jar s3express-local-server.jar record [options]
			  --bucket <name>         of a directory bucket to be made and deleted, base--zone--x-s3
			  --region <name>
			  --account <number>      of 12 digits
			  --transcript <file>     to be written
			  --endpoint <uri>, --control-endpoint <uri>
			                          a stand-in for S3 Express (default: S3 Express)
			  Credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN

			Usage: java -jar s3express-local-server.jar replay --transcript <file>""";

	private static final String REPLAY_BUCKET = "replay-1--use1-az4--x-s3";

	/** The account of the local server. */
	private static final String LOCAL_ACCOUNT = "123456789012";

	private RecordingMain() {
	}

	/**
	 * Whether arguments are one of the commands.
	 * @param arguments what the program was called with
	 * @return {@code true} for {@code record} and {@code replay}
	 */
	public static boolean isMeant(List<String> arguments) {
		return !arguments.isEmpty() && (arguments.get(0).equals("record") || arguments.get(0).equals("replay"));
	}

	/**
	 * Runs a command.
	 * @param arguments the command and its options
	 * @param environment the environment's variables
	 * @param out where to say what came of it
	 * @return 0, or 1 if there are differences
	 * @throws IOException if there is no connection or a file cannot be used
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IllegalArgumentException if an option is missing or wrong
	 */
	public static int run(List<String> arguments, Map<String, String> environment, PrintStream out)
			throws IOException, InterruptedException {
		Map<String, String> options = options(arguments.subList(1, arguments.size()));
		Path file = Path.of(required(options, "--transcript"));
		if (arguments.get(0).equals("record")) {
			Transcript transcript = record(options, environment);
			Files.writeString(file, transcript.toText());
			out.println("Recorded " + transcript.answers().size() + " requests in " + file
					+ ". Read it before you pass it on.");
			if (!"status 204".equals(transcript.answers().getOrDefault(Calls.DELETE, List.of("")).get(0))) {
				out.println("The bucket " + options.get("--bucket") + " is still there: empty and delete it yourself.");
			}
			return 0;
		}
		List<String> differences = Transcript.parse(Files.readString(file)).differences(replay());
		differences.forEach(out::println);
		out.println(
				differences.isEmpty() ? "No differences." : differences.size() + " differences: - recorded, + local.");
		return differences.isEmpty() ? 0 : 1;
	}

	private static Transcript record(Map<String, String> options, Map<String, String> environment)
			throws IOException, InterruptedException {
		RecordingTarget target = RecordingTarget.of(required(options, "--bucket"), required(options, "--region"),
				required(options, "--account"), uri(options.get("--endpoint")), uri(options.get("--control-endpoint")));
		Keys keys = Keys.iam(required(environment, "AWS_ACCESS_KEY_ID"), required(environment, "AWS_SECRET_ACCESS_KEY"),
				environment.get("AWS_SESSION_TOKEN"));
		return new Recorder(target, keys).record(Calls.all());
	}

	private static Transcript replay() throws IOException, InterruptedException {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().start()) {
			RecordingTarget target = RecordingTarget.of(REPLAY_BUCKET, server.region(), LOCAL_ACCOUNT,
					server.endpoint(), server.controlEndpoint());
			return new Recorder(target, Keys.iam(server.accessKeyId(), server.secretAccessKey(), null))
				.record(Calls.all());
		}
	}

	private static Map<String, String> options(List<String> arguments) {
		List<String> known = new ArrayList<>(
				List.of("--bucket", "--region", "--account", "--transcript", "--endpoint", "--control-endpoint"));
		Map<String, String> options = new HashMap<>();
		for (int i = 0; i < arguments.size(); i += 2) {
			if (!known.contains(arguments.get(i)) || i + 1 == arguments.size()) {
				throw new IllegalArgumentException(
						"The option " + arguments.get(i) + " is unknown or has no value.\n" + USAGE);
			}
			options.put(arguments.get(i), arguments.get(i + 1));
		}
		return options;
	}

	private static String required(Map<String, String> values, String name) {
		String value = values.get(name);
		if (value == null || value.isEmpty()) {
			throw new IllegalArgumentException(name + " is not set.\n" + USAGE);
		}
		return value;
	}

	private static @Nullable URI uri(@Nullable String text) {
		return (text != null) ? URI.create(text) : null;
	}

}
