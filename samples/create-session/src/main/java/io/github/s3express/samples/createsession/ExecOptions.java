/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that is to be run with a session.
 */
@Command(name = "exec", description = { "Runs a command with a session that is kept fresh for as long as it runs.",
		"Options of the session stand before exec, the command after --." })
class ExecOptions {

	@Option(names = "--with-keys",
			description = { "Set AWS_ACCESS_KEY_ID and its fellows too, for programs that read no profile.",
					"They are not kept fresh." })
	boolean withKeys;

	@Option(names = { "--help", "-h" }, usageHelp = true, description = "Show this.")
	boolean help;

	@Parameters(paramLabel = "COMMAND", description = "The command and its arguments.")
	List<String> command = new ArrayList<>();

}
