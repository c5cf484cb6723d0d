/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.s3express.session.S3ExpressSession;

/**
 * Runs a command with sessions, and keeps their files fresh for as long as it runs.
 */
final class SessionProcess {

	private static final long LOOK_EVERY_MILLIS = 200;

	private final ManagedSessions sessions;

	private final Run run;

	private final PrintStream err;

	SessionProcess(ManagedSessions sessions, Run run, PrintStream err) {
		this.sessions = sessions;
		this.run = run;
		this.err = err;
	}

	/**
	 * Runs the command to its end.
	 * @param command the program and its arguments
	 * @param withKeys whether its environment also holds the first session itself
	 * @return the command's exit code
	 */
	int run(List<String> command, boolean withKeys) {
		List<String> buckets = this.run.parameters().buckets();
		try (SessionProfiles profiles = SessionProfiles.create(this.run.connection())) {
			for (String bucket : buckets) {
				profiles.put(this.sessions.session(bucket));
			}
			ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
			prepare(builder.environment(), profiles, buckets.get(0));
			if (withKeys) {
				builder.environment().putAll(ExportForm.variables(this.sessions.session(buckets.get(0))));
			}
			return await(start(builder, command), profiles);
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.GENERAL, "The session's files cannot be written: " + ex.getMessage(), ex);
		}
	}

	// IAM credentials in the environment would have precedence over the profile.
	private void prepare(Map<String, String> environment, SessionProfiles profiles, String bucket) {
		environment.keySet()
			.removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
					"AWS_CREDENTIAL_EXPIRATION", "AWS_DEFAULT_PROFILE"));
		environment.putAll(profiles.variables(bucket));
		environment.put("AWS_REGION", this.run.connection().region());
		environment.put("AWS_DEFAULT_REGION", this.run.connection().region());
		environment.put("S3EXPRESS_BUCKET", bucket);
	}

	private static Process start(ProcessBuilder builder, List<String> command) {
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw new CliException(ExitCode.USAGE,
					"exec: '%s' cannot be run; name a program that is on the PATH".formatted(command.get(0)), ex);
		}
	}

	private int await(Process process, SessionProfiles profiles) throws IOException {
		Thread atExit = new Thread(() -> {
			process.destroy();
			profiles.close();
		}, "create-session-exec-end");
		Runtime.getRuntime().addShutdownHook(atExit);
		try {
			while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
				refresh(profiles);
			}
			return process.exitValue();
		}
		catch (InterruptedException ex) {
			process.destroy();
			Thread.currentThread().interrupt();
			return ExitCode.INTERRUPTED;
		}
		finally {
			removeHook(atExit);
		}
	}

	private void refresh(SessionProfiles profiles) throws IOException {
		for (String bucket : this.run.parameters().buckets()) {
			S3ExpressSession session = this.sessions.manager().getIfPresent(this.sessions.key(bucket));
			if (session != null && profiles.put(session) && this.run.debug()) {
				this.err.println("DEBUG create-session - Wrote the profile of %s, good until %s".formatted(bucket,
						session.expires()));
			}
		}
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is ending, and the hook has run.
		}
	}

}
