/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import io.github.s3express.samples.createsession.output.AnswerPrinter;
import io.github.s3express.samples.createsession.output.OutputFormat;
import io.github.s3express.session.S3ExpressSession;

/**
 * One run of the command line.
 */
final class CreateSessionProgram {

	private final Streams streams;

	CreateSessionProgram(Streams streams) {
		this.streams = streams;
	}

	/**
	 * Runs.
	 * @param args the arguments
	 * @return the exit code
	 */
	int run(String... args) {
		CreateSessionOptions options = new CreateSessionOptions();
		CommandLine commandLine = new CommandLine(options).setUnmatchedArgumentsAllowed(true)
			.setOverwrittenOptionsAllowed(true)
			.setExpandAtFiles(false);
		Objects.requireNonNull(commandLine.getSubcommands().get("exec"))
			.setStopAtPositional(true)
			.setUnmatchedOptionsArePositionalParams(false);
		try {
			ParseResult parsed = commandLine.parseArgs(args);
			return run(options, commandLine, parsed);
		}
		catch (ParameterException ex) {
			return fail(CliException.usage(message(ex)));
		}
		catch (CliException ex) {
			if (options.debug) {
				debug("Exiting with rc %d because of %s".formatted(ex.exitCode(), chain(ex)));
			}
			return fail(ex);
		}
		catch (IllegalArgumentException ex) {
			return fail(new CliException(ExitCode.GENERAL, String.valueOf(ex.getMessage()), ex));
		}
		finally {
			this.streams.out().flush();
		}
	}

	private int run(CreateSessionOptions options, CommandLine commandLine, ParseResult parsed) {
		ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
		if (last.isUsageHelpRequested() || parsed.isUsageHelpRequested()) {
			last.commandSpec().commandLine().usage(new PrintWriter(this.streams.out(), true));
			return ExitCode.OK;
		}
		if (options.version) {
			this.streams.out().println(version());
			return ExitCode.OK;
		}
		List<String> unmatched = new ArrayList<>(parsed.unmatched());
		unmatched.addAll((last != parsed) ? last.unmatched() : List.of());
		if (!unmatched.isEmpty()) {
			throw CliException.usage("Unknown options: " + String.join(", ", unmatched));
		}
		if (last.commandSpec().userObject() instanceof ExecOptions exec) {
			return exec(options, exec);
		}
		if (last != parsed) {
			this.streams.out().print(AutoComplete.bash(commandLine.getCommandName(), commandLine));
			return ExitCode.OK;
		}
		return print(options);
	}

	private int exec(CreateSessionOptions options, ExecOptions exec) {
		if (exec.command.isEmpty()) {
			throw CliException.usage("exec: the command to run is missing; write it after exec --");
		}
		if (options.watch || options.export != null || options.generateCliSkeleton != null) {
			throw CliException
				.usage("exec: --watch, --export and --generate-cli-skeleton print something instead; leave them out");
		}
		Run run = new RunSettings(options, this.streams).resolve();
		try (ManagedSessions sessions = start(run, true)) {
			return new SessionProcess(sessions, run, this.streams.err()).run(exec.command, exec.withKeys);
		}
	}

	private int print(CreateSessionOptions options) {
		if ("input".equals(options.generateCliSkeleton)) {
			this.streams.out().print(Skeletons.input());
			return ExitCode.OK;
		}
		if ("yaml-input".equals(options.generateCliSkeleton)) {
			this.streams.out().print(Skeletons.yamlInput());
			return ExitCode.OK;
		}
		Choices.check("--generate-cli-skeleton", options.generateCliSkeleton, Candidates.SKELETONS);
		Run run = new RunSettings(options, this.streams).resolve();
		if (options.generateCliSkeleton != null) {
			show(run, Skeletons.output());
			return ExitCode.OK;
		}
		try (ManagedSessions sessions = start(run, options.watch)) {
			if (options.watch) {
				return new SessionWatch(sessions, run.parameters().buckets(), this.streams).run();
			}
			Map<String, S3ExpressSession> made = new LinkedHashMap<>();
			run.parameters().buckets().forEach((bucket) -> made.put(bucket, sessions.session(bucket)));
			print(run, made);
			return ExitCode.OK;
		}
	}

	private ManagedSessions start(Run run, boolean keepWarm) {
		if (run.debug()) {
			debug("CLI version: " + version());
			debug("Making sessions for %s at %s in %s".formatted(run.parameters().buckets(),
					run.connection().url(run.parameters().buckets().get(0)), run.connection().region()));
		}
		return ManagedSessions.start(run.parameters(), run.connection(), keepWarm);
	}

	private void print(Run run, Map<String, S3ExpressSession> sessions) {
		ExportForm export = run.export();
		if (export != null) {
			if (this.streams.terminal().isOutput()) {
				this.streams.err()
					.println(
							"Warning: what follows is secret, and whoever sees this terminal can use it until it expires.");
			}
			sessions.values()
				.forEach((session) -> this.streams.out().print(export.text(session, run.connection().region())));
			return;
		}
		Answers answers = new Answers(run.wireTimestamps());
		show(run, (sessions.size() == 1) ? answers.of(sessions.values().iterator().next()) : answers.of(sessions));
	}

	private void show(Run run, JsonNode answer) {
		Terminal terminal = this.streams.terminal();
		int width = (run.output() == OutputFormat.TABLE) ? terminal.width() : Terminal.DEFAULT_WIDTH;
		boolean color = run.color().equals("on") || (run.color().equals("auto") && terminal.isOutput());
		this.streams.out().print(new AnswerPrinter(run.output(), color, width).print(run.query().search(answer)));
	}

	private int fail(CliException failure) {
		this.streams.err().println();
		this.streams.err().println(failure.getMessage());
		return failure.exitCode();
	}

	private void debug(String line) {
		this.streams.err().println("DEBUG create-session - " + line);
	}

	// Messages of the manager and the SDK name no secret.
	private static String chain(Throwable failure) {
		StringBuilder chain = new StringBuilder();
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			chain.append((cause != failure) ? " <- " : "").append(cause.getClass().getName());
		}
		return chain.toString();
	}

	private static String message(ParameterException failure) {
		if (failure instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
			CommandLine.Model.ArgSpec first = missing.getMissing().get(0);
			String name = (first instanceof CommandLine.Model.OptionSpec option) ? option.longestName()
					: first.paramLabel();
			return "argument %s: expected one argument".formatted(name);
		}
		return String.valueOf(failure.getMessage()).lines().findFirst().orElse("The command line is wrong");
	}

	private static String version() {
		String own = CreateSessionProgram.class.getPackage().getImplementationVersion();
		return "create-session/%s Java/%s %s/%s".formatted((own != null) ? own : "0.1.0", Runtime.version().feature(),
				System.getProperty("os.name"), System.getProperty("os.version"));
	}

}
