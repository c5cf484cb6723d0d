/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;

/**
 * The sessions of one run: an application context with the starter's session manager and
 * nothing else.
 */
final class ManagedSessions implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final CallFailures failures;

	private ManagedSessions(ConfigurableApplicationContext context, CallFailures failures) {
		this.context = context;
		this.failures = failures;
	}

	/**
	 * Starts the manager.
	 * @param parameters what is asked of CreateSession
	 * @param connection where the service is
	 * @param keepWarm whether sessions are refreshed for as long as this is open
	 * @return sessions; close them
	 */
	static ManagedSessions start(SessionParameters parameters, Connection connection, boolean keepWarm) {
		HttpClientTask http = HttpClientTask.start(connection.http());
		ConfigurableApplicationContext context = start(properties(parameters, connection, keepWarm),
				new ManagerApplication.Resources(connection, http));
		try {
			http.client();
			return new ManagedSessions(context, new CallFailures(connection));
		}
		catch (CliException ex) {
			context.close();
			throw ex;
		}
	}

	private static ConfigurableApplicationContext start(Map<String, Object> properties,
			ManagerApplication.Resources resources) {
		try {
			return ManagerApplication.start(properties, resources);
		}
		catch (RuntimeException ex) {
			throw CallFailures.ofStart(ex);
		}
	}

	private static Map<String, Object> properties(SessionParameters parameters, Connection connection,
			boolean keepWarm) {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("s3express.session.mode", mode(parameters.mode()));
		properties.put("s3express.session.retry.max-retries", CallFailures.RETRIES);
		properties.put("s3express.session.call-timeout", connection.patience().call().toSeconds() + "s");
		properties.put("s3express.session.create-timeout", connection.patience().creation().toSeconds() + "s");
		if (keepWarm || parameters.hasEncryption()) {
			for (int i = 0; i < parameters.buckets().size(); i++) {
				String prefix = "s3express.buckets.b%d.".formatted(i);
				properties.put(prefix + "name", parameters.buckets().get(i));
				properties.put(prefix + "warm-up", false);
				properties.put(prefix + "keep-warm", keepWarm);
				putEncryption(properties, prefix + "encryption.", parameters.encryption());
			}
		}
		return properties;
	}

	private static String mode(@Nullable String mode) {
		if (mode == null) {
			return "default";
		}
		return mode.equals("ReadOnly") ? "read-only" : "read-write";
	}

	private static void putEncryption(Map<String, Object> properties, String prefix, SessionEncryption encryption) {
		putIfPresent(properties, prefix + "algorithm", encryption.algorithm());
		putIfPresent(properties, prefix + "kms-key-id", encryption.kmsKeyId());
		putIfPresent(properties, prefix + "context", encryption.kmsContext());
		putIfPresent(properties, prefix + "bucket-key-enabled", encryption.bucketKeyEnabled());
	}

	private static void putIfPresent(Map<String, Object> properties, String name, @Nullable Object value) {
		if (value != null) {
			properties.put(name, value);
		}
	}

	S3ExpressSessionManager manager() {
		return this.context.getBean(S3ExpressSessionManager.class);
	}

	SessionKey key(String bucket) {
		return manager().keys(bucket).get(0);
	}

	/**
	 * The session of a bucket.
	 * @param bucket the bucket
	 * @return a session that serves
	 * @throws CliException if none can be had
	 */
	S3ExpressSession session(String bucket) {
		try {
			return manager().get(key(bucket));
		}
		catch (S3ExpressSessionException ex) {
			throw this.failures.of(bucket, ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
