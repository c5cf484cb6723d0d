/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The options as they stand on the command line. What their values mean is found out
 * later, so that a wrong one gets the sentence of the AWS CLI.
 */
@Command(name = "create-session", sortOptions = false, synopsisSubcommandLabel = "[exec -- COMMAND...]",
		description = { "Creates a session for a directory bucket, as aws s3api create-session does.",
				"Run by itself it prints the session; with exec it runs a command that has one." },
		subcommands = { ExecOptions.class, GenerateCompletion.class })
class CreateSessionOptions {

	@Option(names = "--bucket", paramLabel = "NAME", description = "A directory bucket; may be repeated.")
	List<String> buckets = new ArrayList<>();

	@Option(names = "--session-mode", paramLabel = "MODE", completionCandidates = Candidates.Modes.class,
			description = "ReadOnly or ReadWrite.")
	@Nullable String sessionMode;

	@Option(names = "--server-side-encryption", paramLabel = "ALGORITHM",
			completionCandidates = Candidates.Algorithms.class, description = "AES256 or aws:kms.")
	@Nullable String serverSideEncryption;

	@Option(names = "--ssekms-key-id", paramLabel = "KEY", description = "Id or ARN of the KMS key.")
	@Nullable String ssekmsKeyId;

	@Option(names = "--ssekms-encryption-context", paramLabel = "BASE64", description = "KMS encryption context.")
	@Nullable String ssekmsEncryptionContext;

	@Option(names = "--bucket-key-enabled", description = "Use an S3 Bucket Key.")
	boolean bucketKeyEnabled;

	@Option(names = "--no-bucket-key-enabled", description = "Use no S3 Bucket Key.")
	boolean noBucketKeyEnabled;

	@Option(names = "--cli-input-json", paramLabel = "JSON", description = "Parameters as JSON, or file://PATH.")
	@Nullable String cliInputJson;

	@Option(names = "--cli-input-yaml", paramLabel = "YAML", description = "Parameters as YAML, or file://PATH.")
	@Nullable String cliInputYaml;

	@Option(names = "--generate-cli-skeleton", arity = "0..1", fallbackValue = "input", paramLabel = "KIND",
			completionCandidates = Candidates.Skeletons.class, description = "input, yaml-input or output.")
	@Nullable String generateCliSkeleton;

	@Option(names = "--export", paramLabel = "FORM", completionCandidates = Candidates.Exports.class,
			description = "sh, powershell, fish, env, credential-process or aws-config.")
	@Nullable String export;

	@Option(names = "--watch", description = "Keep the sessions fresh and show how they stand.")
	boolean watch;

	@Option(names = "--debug", description = "Say on standard error what happens.")
	boolean debug;

	@Option(names = "--endpoint-url", paramLabel = "URL", description = "Another endpoint than the service's.")
	@Nullable String endpointUrl;

	@Option(names = "--no-verify-ssl", description = "Trust any certificate.")
	boolean noVerifySsl;

	@Option(names = "--no-paginate", description = "Has no effect: the answer has one page.")
	boolean noPaginate;

	@Option(names = "--output", paramLabel = "FORMAT", completionCandidates = Candidates.Outputs.class,
			description = "json, text, table, yaml or yaml-stream.")
	@Nullable String output;

	@Option(names = "--query", paramLabel = "JMESPATH", description = "What to print of the answer.")
	@Nullable String query;

	@Option(names = "--profile", paramLabel = "NAME", description = "A profile of the AWS configuration.")
	@Nullable String profile;

	@Option(names = "--region", paramLabel = "REGION", description = "The bucket's Region.")
	@Nullable String region;

	@Option(names = "--version", description = "Print the version.")
	boolean version;

	@Option(names = "--color", paramLabel = "WHEN", completionCandidates = Candidates.Colors.class,
			description = "on, off or auto.")
	@Nullable String color;

	@Option(names = "--no-sign-request", description = "Send the request without credentials.")
	boolean noSignRequest;

	@Option(names = "--ca-bundle", paramLabel = "PEM", description = "Certificates to trust.")
	@Nullable String caBundle;

	@Option(names = "--cli-read-timeout", paramLabel = "SECONDS", description = "0 waits for ever; 60 by default.")
	@Nullable String cliReadTimeout;

	@Option(names = "--cli-connect-timeout", paramLabel = "SECONDS", description = "0 waits for ever; 60 by default.")
	@Nullable String cliConnectTimeout;

	@Option(names = "--cli-binary-format", paramLabel = "FORMAT", completionCandidates = Candidates.Binaries.class,
			description = "Has no effect: no parameter is binary.")
	@Nullable String cliBinaryFormat;

	@Option(names = "--no-cli-pager", description = "Has no effect: there is no pager.")
	boolean noCliPager;

	@Option(names = "--cli-auto-prompt", description = "Ask for the parameters.")
	boolean cliAutoPrompt;

	@Option(names = "--no-cli-auto-prompt", description = "Ask for nothing.")
	boolean noCliAutoPrompt;

	@Option(names = { "--help", "-h" }, usageHelp = true, description = "Show this.")
	boolean help;

}
