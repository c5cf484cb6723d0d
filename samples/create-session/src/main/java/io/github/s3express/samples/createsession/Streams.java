/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.util.Map;

/**
 * What the program is connected to.
 *
 * @param out standard output
 * @param err standard error
 * @param in standard input
 * @param terminal which of them are a terminal
 * @param environment the environment variables
 */
record Streams(PrintStream out, PrintStream err, BufferedReader in, Terminal terminal,
		Map<String, String> environment) {

}
