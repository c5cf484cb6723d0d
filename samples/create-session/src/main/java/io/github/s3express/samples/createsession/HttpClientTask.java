/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Makes the HTTP client while the application starts: what the JDK loads for TLS takes as
 * long as a tenth of the whole start.
 */
final class HttpClientTask {

	private final FutureTask<SdkHttpClient> task;

	private HttpClientTask(HttpOptions options) {
		this.task = new FutureTask<>(options::client);
	}

	static HttpClientTask start(HttpOptions options) {
		HttpClientTask task = new HttpClientTask(options);
		Thread thread = new Thread(task.task, "create-session-http");
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	/**
	 * Waits for the client.
	 * @return the client
	 * @throws CliException if it cannot be made as the command line wants it
	 */
	SdkHttpClient client() {
		try {
			return this.task.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof CliException failure) {
				throw failure;
			}
			throw new CliException(ExitCode.GENERAL, "The HTTP client cannot be made: " + ex.getCause(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CliException(ExitCode.INTERRUPTED, "Interrupted", ex);
		}
	}

}
