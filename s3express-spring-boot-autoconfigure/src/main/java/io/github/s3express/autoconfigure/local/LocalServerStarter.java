/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.ssl.SslBundles;

import io.github.s3express.autoconfigure.DurationFloor;
import io.github.s3express.autoconfigure.S3ExpressProperties;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * Starts a local server as the properties say, and says so: nobody is to take it for AWS.
 */
class LocalServerStarter {

	private static final Logger logger = LoggerFactory.getLogger(S3ExpressLocalServerAutoConfiguration.class);

	private static final String PREFIX = "s3express.local.";

	private final S3ExpressProperties properties;

	private final S3ExpressLocalServerProperties local;

	private final LocalServerBundle bundle;

	LocalServerStarter(S3ExpressProperties properties, S3ExpressLocalServerProperties local,
			@Nullable SslBundles bundles) {
		this.bundle = new LocalServerBundle(local.getTls(), bundles);
		this.properties = properties;
		this.local = local;
	}

	S3ExpressLocalServer start() {
		refuseEndpoint("s3express.endpoint", this.properties.getEndpoint());
		refuseEndpoint("s3express.control-endpoint", this.properties.getControlEndpoint());
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder()
			.port(checkPort())
			.sessionLifetime(checkSessionLifetime())
			.dataDirectory(checkDataDirectory())
			.tls(this.bundle.tls());
		LocalServerBuckets buckets = LocalServerBuckets.of(this.properties);
		buckets.addTo(builder);
		S3ExpressLocalServer server = builder.start();
		warn(server, buckets.names());
		return server;
	}

	private void warn(S3ExpressLocalServer server, Set<String> buckets) {
		Path directory = this.local.getDataDirectory();
		String storage = (directory != null) ? "keeps its objects in " + directory.toAbsolutePath()
				: "keeps its objects in memory and loses them when the application ends";
		logger.warn(
				"This is not AWS: s3express.local.enabled is true, so all S3 requests go to a local server at {}, which {}; buckets: {}",
				server.endpoint(), storage, buckets.isEmpty() ? "none" : String.join(", ", buckets));
	}

	private void refuseEndpoint(String name, @Nullable Object endpoint) {
		MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn((entries) -> {
			entries.put(name, endpoint);
			entries.put(PREFIX + "enabled", true);
		});
	}

	private int checkPort() {
		int port = this.local.getPort();
		if (port < 0 || port > 65535) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "port", port,
					"A port is a number from 1 to 65535, or 0 for a free one.");
		}
		return port;
	}

	private Duration checkSessionLifetime() {
		Duration lifetime = this.local.getSessionLifetime();
		DurationFloor.SECOND.check(PREFIX + "session-lifetime", lifetime);
		return lifetime;
	}

	private @Nullable Path checkDataDirectory() {
		Path directory = this.local.getDataDirectory();
		if (directory == null) {
			return null;
		}
		Path existing = directory.toAbsolutePath();
		while (existing != null && !Files.exists(existing)) {
			existing = existing.getParent();
		}
		if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
			throw new InvalidConfigurationPropertyValueException(PREFIX + "data-directory", directory,
					"%s is no directory that this application may write to.".formatted(existing));
		}
		return directory;
	}

}
