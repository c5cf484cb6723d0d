/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.program;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.LocalServerTls;
import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The command line of {@link LocalServerMain}.
 *
 * @author The S3 Express Spring Boot authors
 */
final class LocalServerOptions {

	static final String USAGE = """
			Usage: java -jar s3express-local-server.jar [options]
			  --port <n>                 zonal port, 0 for a free one (default)
			  --control-port <n>         port of the regional control endpoint, 0 for a free one (default)
			  --bucket <name>            makes a directory bucket, base--zone--x-s3; may be repeated
			  --region <name>            region that signatures must name (default us-east-1)
			  --data-directory <path>    keeps objects in files (default: in memory)
			  --session-lifetime <time>  for example 300, 300s or 5m (default 5m)
			  --access-key-id <id>       with --secret-access-key: credentials (default: random)
			  --secret-access-key <key>
			  --tls                      speaks TLS with a certificate made at start, for 127.0.0.1 and localhost
			  --tls-certificate <pem>    speaks TLS with this certificate and those that issued it, in this order
			  --tls-private-key <pem>    its key, PKCS #8, not encrypted
			  --tls-trust-directory <path>
			                             where to write what clients have to trust (default: a temporary one)
			  --help
			The commands record and replay: docs/recording.md""";

	private final S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder();

	private @Nullable String accessKeyId;

	private @Nullable String secretAccessKey;

	private @Nullable String firstBucket;

	private boolean tls;

	private @Nullable Path tlsCertificate;

	private @Nullable Path tlsPrivateKey;

	private @Nullable Path tlsTrustDirectory;

	private boolean help;

	private LocalServerOptions() {
	}

	static LocalServerOptions parse(List<String> arguments) {
		LocalServerOptions options = new LocalServerOptions();
		for (int i = 0; i < arguments.size(); i++) {
			String name = arguments.get(i);
			if (name.equals("--help")) {
				options.help = true;
				return options;
			}
			if (name.equals("--tls")) {
				options.tls = true;
				continue;
			}
			int equals = name.indexOf('=');
			if (equals > 0) {
				options.set(name.substring(0, equals), name.substring(equals + 1));
			}
			else if (i + 1 < arguments.size()) {
				i++;
				options.set(name, arguments.get(i));
			}
			else {
				throw new IllegalArgumentException("The option " + name + " needs a value or is unknown; see --help.");
			}
		}
		options.finish();
		return options;
	}

	S3ExpressLocalServer.Builder builder() {
		return this.builder;
	}

	boolean isHelp() {
		return this.help;
	}

	@Nullable Path tlsTrustDirectory() {
		return this.tlsTrustDirectory;
	}

	String bucket() {
		return (this.firstBucket != null) ? this.firstBucket : "demo--use1-az4--x-s3";
	}

	private void set(String name, String value) {
		switch (name) {
			case "--port" -> this.builder.port(number(name, value));
			case "--control-port" -> this.builder.controlPort(number(name, value));
			case "--bucket" -> {
				this.builder.bucket(value);
				this.firstBucket = (this.firstBucket != null) ? this.firstBucket : value;
			}
			case "--region" -> this.builder.region(value);
			case "--data-directory" -> this.builder.dataDirectory(Path.of(value));
			case "--session-lifetime" -> this.builder.sessionLifetime(duration(name, value));
			case "--access-key-id" -> {
				this.accessKeyId = value;
			}
			case "--secret-access-key" -> {
				this.secretAccessKey = value;
			}
			case "--tls-certificate" -> {
				this.tlsCertificate = Path.of(value);
			}
			case "--tls-private-key" -> {
				this.tlsPrivateKey = Path.of(value);
			}
			case "--tls-trust-directory" -> {
				this.tlsTrustDirectory = Path.of(value);
			}
			default -> throw new IllegalArgumentException("The option " + name + " is unknown; see --help.");
		}
	}

	private void finish() {
		if ((this.accessKeyId == null) != (this.secretAccessKey == null)) {
			throw new IllegalArgumentException("Give --access-key-id and --secret-access-key together, or neither.");
		}
		if (this.accessKeyId != null && this.secretAccessKey != null) {
			this.builder.credentials(this.accessKeyId, this.secretAccessKey);
		}
		finishTls();
	}

	private void finishTls() {
		if ((this.tlsCertificate == null) != (this.tlsPrivateKey == null)) {
			throw new IllegalArgumentException(
					"Give --tls-certificate and --tls-private-key together, or --tls for a certificate made at start.");
		}
		if (this.tlsCertificate != null && this.tlsPrivateKey != null) {
			this.builder.tls(LocalServerTls.ofPem(this.tlsCertificate, this.tlsPrivateKey));
		}
		else if (this.tls) {
			this.builder.tls(LocalServerTls.generated());
		}
		else if (this.tlsTrustDirectory != null) {
			throw new IllegalArgumentException("The option --tls-trust-directory goes with --tls.");
		}
	}

	private static int number(String name, String value) {
		if (!value.matches("[0-9]{1,5}")) {
			throw new IllegalArgumentException("The option " + name + " must be a port number, not '" + value + "'.");
		}
		return Integer.parseInt(value);
	}

	private static Duration duration(String name, String value) {
		if (!value.matches("[0-9]{1,6}[sm]?")) {
			throw new IllegalArgumentException(
					"The option " + name + " must be a time such as 300s or 5m, not '" + value + "'.");
		}
		long amount = Long.parseLong(value.replaceAll("[sm]", ""));
		return value.endsWith("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
	}

}
