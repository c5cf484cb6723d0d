/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.s3express.samples.createsession.output.OutputFormat;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.SessionEncryption;

/**
 * Finds out what a run does: command line before input file before environment before
 * configuration. Refuses what is wrong before anything is sent.
 */
final class RunSettings {

	private static final int DEFAULT_TIMEOUT = 60;

	private final CreateSessionOptions options;

	private final Streams streams;

	private final ParameterFiles files;

	RunSettings(CreateSessionOptions options, Streams streams) {
		this.options = options;
		this.streams = streams;
		this.files = new ParameterFiles(streams.environment());
	}

	Run resolve() {
		configureLog();
		Choices.check("--color", this.options.color, Candidates.COLORS);
		Choices.check("--cli-binary-format", this.options.cliBinaryFormat, Candidates.BINARIES);
		AwsSettings settings = new AwsSettings(this.streams.environment(), this.options.profile);
		InputDocument input = input();
		prompt(settings, input);
		ExportForm export = (this.options.export != null) ? ExportForm.of(this.options.export) : null;
		SessionParameters parameters = parameters(input);
		if (export != null && !export.takesSeveral() && parameters.buckets().size() > 1) {
			throw CliException.usage("--export %s takes one --bucket, not %d; only aws-config takes several"
				.formatted(this.options.export, parameters.buckets().size()));
		}
		if (this.options.watch && (export != null || this.options.generateCliSkeleton != null)) {
			throw CliException.usage("--watch shows no secrets; leave out %s"
				.formatted((export != null) ? "--export" : "--generate-cli-skeleton"));
		}
		return new Run(parameters, connection(settings), output(settings), Query.of(this.options.query),
				(this.options.color != null) ? this.options.color : "auto", export, settings.hasWireTimestamps(),
				this.options.debug);
	}

	private void configureLog() {
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		// Spring's looks for three others first.
		System.setProperty("org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.Slf4jLogFactory");
		System.setProperty("org.slf4j.simpleLogger.logFile", "System.err");
		System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
		if (this.options.debug) {
			System.setProperty("org.slf4j.simpleLogger.log.io.github.s3express", "debug");
			System.setProperty("org.slf4j.simpleLogger.log.software.amazon.awssdk.request", "debug");
		}
	}

	private void prompt(AwsSettings settings, InputDocument input) {
		boolean wanted = this.options.cliAutoPrompt;
		if (wanted && this.options.noCliAutoPrompt) {
			throw CliException
				.usage("Both --cli-auto-prompt and --no-cli-auto-prompt cannot be specified at the same time.");
		}
		Terminal terminal = this.streams.terminal();
		if (wanted && !terminal.isInput()) {
			throw CliException.usage(
					"--cli-auto-prompt asks on a terminal, but standard input is none; write the parameters as options");
		}
		if (!wanted && !this.options.noCliAutoPrompt && terminal.isInput() && terminal.isOutput()) {
			String mode = settings.autoPrompt();
			boolean incomplete = this.options.buckets.isEmpty() && input.text("Bucket") == null;
			wanted = mode.equals("on") || (mode.equals("on-partial") && incomplete);
		}
		if (wanted) {
			new AutoPrompt(this.streams).complete(this.options);
		}
	}

	private InputDocument input() {
		if (this.options.cliInputJson != null && this.options.cliInputYaml != null) {
			throw CliException.usage("Only one --cli-input- parameter may be specified.");
		}
		if (this.options.cliInputJson != null) {
			return InputDocument.ofJson(this.files.resolve("--cli-input-json", this.options.cliInputJson));
		}
		return (this.options.cliInputYaml != null)
				? InputDocument.ofYaml(this.files.resolve("--cli-input-yaml", this.options.cliInputYaml))
				: InputDocument.empty();
	}

	private SessionParameters parameters(InputDocument input) {
		LinkedHashSet<String> buckets = new LinkedHashSet<>();
		this.options.buckets.forEach((bucket) -> buckets.add(this.files.resolve("--bucket", bucket)));
		String bucket = input.text("Bucket");
		if (buckets.isEmpty() && bucket != null) {
			buckets.add(bucket);
		}
		if (buckets.isEmpty()) {
			throw CliException.usage("the following arguments are required: --bucket");
		}
		buckets.forEach(RunSettings::requireDirectoryBucket);
		String mode = value("--session-mode", this.options.sessionMode, input, "SessionMode");
		Choices.check("--session-mode", mode, Candidates.MODES);
		return new SessionParameters(List.copyOf(buckets), mode,
				new SessionEncryption(
						value("--server-side-encryption", this.options.serverSideEncryption, input,
								"ServerSideEncryption"),
						value("--ssekms-key-id", this.options.ssekmsKeyId, input, "SSEKMSKeyId"),
						value("--ssekms-encryption-context", this.options.ssekmsEncryptionContext, input,
								"SSEKMSEncryptionContext"),
						bucketKey(input)));
	}

	private static void requireDirectoryBucket(String name) {
		if (!DirectoryBucketName.isDirectoryBucket(name)) {
			throw CliException.usage(
					"argument --bucket: '%s' is no directory bucket's name; it must be of the form base--zone--x-s3, for example logs--use1-az4--x-s3"
						.formatted(name));
		}
	}

	private @Nullable String value(String option, @Nullable String value, InputDocument input, String member) {
		return (value != null) ? this.files.resolve(option, value) : input.text(member);
	}

	private @Nullable Boolean bucketKey(InputDocument input) {
		if (this.options.bucketKeyEnabled && this.options.noBucketKeyEnabled) {
			throw CliException
				.usage("argument --no-bucket-key-enabled: not allowed with argument --bucket-key-enabled");
		}
		if (this.options.bucketKeyEnabled || this.options.noBucketKeyEnabled) {
			return this.options.bucketKeyEnabled;
		}
		return input.flag("BucketKeyEnabled");
	}

	private OutputFormat output(AwsSettings settings) {
		String id = settings.setting(this.options.output, "output", "AWS_DEFAULT_OUTPUT");
		return (id != null) ? OutputFormat.of(id).orElseThrow(() -> Choices.invalid("--output", id, OutputFormat.ids()))
				: OutputFormat.JSON;
	}

	private Connection connection(AwsSettings settings) {
		HttpOptions http = new HttpOptions(
				Choices.seconds("--cli-connect-timeout", this.options.cliConnectTimeout, DEFAULT_TIMEOUT),
				Choices.seconds("--cli-read-timeout", this.options.cliReadTimeout, DEFAULT_TIMEOUT),
				!this.options.noVerifySsl, settings.setting(this.options.caBundle, "ca_bundle", "AWS_CA_BUNDLE"));
		return new Connection(Connection.endpoint(settings.endpointUrl(this.options.endpointUrl)),
				settings.region(this.options.region), settings.credentials(!this.options.noSignRequest), http);
	}

}
