/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a bucket before it is used.
 *
 * @param name the bucket
 * @param mode how the mode of its sessions is chosen, or {@code null} for the manager's
 * way
 * @param keepWarm whether its session is refreshed even when unused
 * @param encryption what to ask for with CreateSession
 */
public record BucketSettings(DirectoryBucketName name, @Nullable SessionModeStrategy mode, boolean keepWarm,
		SessionEncryption encryption) {

	/**
	 * Creates the settings.
	 * @throws InvalidSessionSettingException if the service refuses such encryption for a
	 * directory bucket
	 */
	public BucketSettings {
		EncryptionRules.check(name, encryption);
	}

}
