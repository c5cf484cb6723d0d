/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

/**
 * The AWS CLI's exit codes.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html">Command
 * line return codes in the AWS CLI</a>
 */
final class ExitCode {

	static final int OK = 0;

	static final int INTERRUPTED = 130;

	/** The command or a value of it is wrong. */
	static final int USAGE = 252;

	/** The environment or the configuration is wrong or incomplete. */
	static final int CONFIGURATION = 253;

	/** The service answered with an error. */
	static final int SERVICE = 254;

	/** Anything else. */
	static final int GENERAL = 255;

	private ExitCode() {
	}

}
