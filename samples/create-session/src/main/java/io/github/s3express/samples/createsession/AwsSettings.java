/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * What the AWS CLI finds out from environment variables and from the files of
 * {@code aws configure} where the command line says nothing.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html">Environment
 * variables</a>
 */
final class AwsSettings {

	private final Map<String, String> environment;

	private final @Nullable String profileOption;

	private final ProfileFile files;

	AwsSettings(Map<String, String> environment, @Nullable String profileOption) {
		this.environment = environment;
		this.profileOption = profileOption;
		this.files = files();
		if (explicitProfile() != null && this.files.profile(profileName()).isEmpty()) {
			// Not 253, whatever its documentation may lead to expect.
			throw new CliException(ExitCode.GENERAL,
					"The config profile (%s) could not be found".formatted(profileName()));
		}
	}

	private ProfileFile files() {
		ProfileFile.Aggregator files = ProfileFile.aggregator();
		try {
			add(files, file("AWS_SHARED_CREDENTIALS_FILE", "credentials"), ProfileFile.Type.CREDENTIALS);
			add(files, file("AWS_CONFIG_FILE", "config"), ProfileFile.Type.CONFIGURATION);
			return files.build();
		}
		catch (RuntimeException ex) {
			throw new CliException(ExitCode.CONFIGURATION, "The AWS configuration cannot be read: " + ex.getMessage(),
					ex);
		}
	}

	private Path file(String variable, String name) {
		String file = this.environment.get(variable);
		String home = this.environment.getOrDefault("HOME", System.getProperty("user.home"));
		if (file == null) {
			return Path.of(home, ".aws", name);
		}
		return Path.of(file.startsWith("~/") ? home + file.substring(1) : file);
	}

	private static void add(ProfileFile.Aggregator files, Path file, ProfileFile.Type type) {
		if (Files.isRegularFile(file)) {
			files.addFile(ProfileFile.builder().content(file).type(type).build());
		}
	}

	private @Nullable String explicitProfile() {
		if (this.profileOption != null) {
			return this.profileOption;
		}
		String profile = this.environment.get("AWS_PROFILE");
		return (profile != null) ? profile : this.environment.get("AWS_DEFAULT_PROFILE");
	}

	private String profileName() {
		String profile = explicitProfile();
		return (profile != null) ? profile : "default";
	}

	/**
	 * A setting of the profile.
	 * @param name the setting's name in the file
	 * @return its value, or {@code null}
	 */
	@Nullable String ofProfile(String name) {
		return this.files.profile(profileName()).flatMap((Profile profile) -> profile.property(name)).orElse(null);
	}

	@Nullable String setting(@Nullable String option, String profileSetting, String... variables) {
		if (option != null) {
			return option;
		}
		for (String variable : variables) {
			String value = this.environment.get(variable);
			if (value != null && !value.isEmpty()) {
				return value;
			}
		}
		return ofProfile(profileSetting);
	}

	String region(@Nullable String option) {
		String region = setting(option, "region", "AWS_REGION", "AWS_DEFAULT_REGION");
		if (region == null) {
			throw new CliException(ExitCode.CONFIGURATION,
					"You must specify a region. You can also configure your region by running \"aws configure\".");
		}
		if (!region.matches("[a-z0-9-]{1,63}")) {
			throw new CliException(ExitCode.USAGE,
					"Provided region_name '%s' doesn't match a supported format.".formatted(region));
		}
		return region;
	}

	@Nullable String endpointUrl(@Nullable String option) {
		if (option == null && Boolean
			.parseBoolean(setting(null, "ignore_configured_endpoint_urls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
			return null;
		}
		return setting(option, "endpoint_url", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
	}

	boolean hasWireTimestamps() {
		return "wire".equals(ofProfile("cli_timestamp_format"));
	}

	String autoPrompt() {
		String mode = setting(null, "cli_auto_prompt", "AWS_CLI_AUTO_PROMPT");
		return (mode != null) ? mode.toLowerCase(Locale.ROOT) : "off";
	}

	AwsCredentialsProvider credentials(boolean sign) {
		if (!sign) {
			return AnonymousCredentialsProvider.create();
		}
		String accessKeyId = this.environment.get("AWS_ACCESS_KEY_ID");
		String secretAccessKey = this.environment.get("AWS_SECRET_ACCESS_KEY");
		String sessionToken = this.environment.get("AWS_SESSION_TOKEN");
		if (this.profileOption == null && accessKeyId != null && secretAccessKey != null) {
			return StaticCredentialsProvider.create(
					(sessionToken != null) ? AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken)
							: AwsBasicCredentials.create(accessKeyId, secretAccessKey));
		}
		if (explicitProfile() != null) {
			return ProfileCredentialsProvider.builder().profileFile(this.files).profileName(profileName()).build();
		}
		return DefaultCredentialsProvider.builder().profileFile(() -> this.files).build();
	}

}
