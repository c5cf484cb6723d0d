/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.eclipse.store.afs.aws.s3.types.S3Connector;
import org.eclipse.store.afs.blobstore.types.BlobStoreFileSystem;
import org.eclipse.store.storage.embedded.types.EmbeddedStorage;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * EclipseStore on its connector for S3.
 */
final class EclipseStoreLibrary implements Library {

	@Override
	public String name() {
		return "EclipseStore";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`S3Connector.New`: store, load", (application) -> storedAndLoaded(application, S3Connector::New));
		uses.put("`S3Connector.Caching`: store, load",
				(application) -> storedAndLoaded(application, S3Connector::Caching));
		uses.put("`S3Connector.NewDirectory`: store, load",
				(application) -> storedAndLoaded(application, S3Connector::NewDirectory));
		return uses;
	}

	private static boolean storedAndLoaded(Application application, Function<S3Client, S3Connector> connector) {
		try (EmbeddedStorageManager storage = start(application, connector, new ArrayList<>(List.of("order")))) {
			storage.storeRoot();
		}
		try (EmbeddedStorageManager storage = start(application, connector, null)) {
			return List.of("order").equals(storage.root());
		}
	}

	private static EmbeddedStorageManager start(Application application, Function<S3Client, S3Connector> connector,
			Object root) {
		BlobStoreFileSystem files = BlobStoreFileSystem.New(connector.apply(application.client()));
		return EmbeddedStorage.start(root, files.ensureDirectoryPath(Application.BUCKET, "store"));
	}

}
