/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import org.jspecify.annotations.Nullable;

import io.github.s3express.samples.createsession.output.OutputFormat;

/**
 * What one run does, once command line, input file, environment and configuration have
 * been read and checked.
 *
 * @param parameters what is asked of CreateSession
 * @param connection where the service is and who asks
 * @param output the output format
 * @param query what to print of the answer
 * @param color {@code on}, {@code off} or {@code auto}
 * @param export what to print instead, or {@code null}
 * @param wireTimestamps whether times stand as the service writes them
 * @param debug whether to say what happens
 */
record Run(SessionParameters parameters, Connection connection, OutputFormat output, Query query, String color,
		@Nullable ExportForm export, boolean wireTimestamps, boolean debug) {

}
