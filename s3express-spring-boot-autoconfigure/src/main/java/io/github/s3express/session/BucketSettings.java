/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What is known of a bucket before it is used.
 *
 * @param name the bucket
 * @param mode how the mode of its sessions is chosen, or {@code null} for the manager's
 * way
 * @param keepWarm whether its session is refreshed even when unused
 * @param encryption what to ask for with CreateSession
 * @param region the bucket's Region, or {@code null} for that of the client which asks
 */
public record BucketSettings(DirectoryBucketName name, @Nullable SessionModeStrategy mode, boolean keepWarm,
		SessionEncryption encryption, @Nullable Region region) {

	/**
	 * Creates the settings.
	 * @throws InvalidSessionSettingException if the service refuses such encryption for a
	 * directory bucket
	 */
	public BucketSettings {
		EncryptionRules.check(name, encryption);
	}

	/**
	 * Creates the settings of a bucket in the Region of the client which asks.
	 * @param name the bucket
	 * @param mode how the mode of its sessions is chosen, or {@code null} for the
	 * manager's way
	 * @param keepWarm whether its session is refreshed even when unused
	 * @param encryption what to ask for with CreateSession
	 * @throws InvalidSessionSettingException if the service refuses such encryption for a
	 * directory bucket
	 */
	public BucketSettings(DirectoryBucketName name, @Nullable SessionModeStrategy mode, boolean keepWarm,
			SessionEncryption encryption) {
		this(name, mode, keepWarm, encryption, null);
	}

}
