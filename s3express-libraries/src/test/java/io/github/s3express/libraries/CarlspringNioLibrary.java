/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.net.URI;
import java.nio.file.FileSystem;
import java.util.Map;
import java.util.Properties;

import org.carlspring.cloud.storage.s3fs.S3Factory;
import org.carlspring.cloud.storage.s3fs.S3FileSystemProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Carlspring's NIO provider, whose factory of clients is configured; this one lends it
 * the client of the application.
 */
final class CarlspringNioLibrary extends NioLibrary {

	private static final ThreadLocal<Application> lending = new ThreadLocal<>();

	@Override
	public String name() {
		return "s3fs-nio";
	}

	@Override
	boolean with(Application application, Task task) throws Exception {
		lending.set(application);
		try (FileSystem files = new S3FileSystemProvider().newFileSystem(URI.create("s3://s3.amazonaws.com/"),
				Map.of(S3FileSystemProvider.S3_FACTORY_CLASS, Lender.class.getName()))) {
			return task.by(files.getPath("/" + Application.BUCKET));
		}
		finally {
			lending.remove();
		}
	}

	/**
	 * Gives the application's client to the file system.
	 */
	public static final class Lender extends S3Factory {

		@Override
		public S3Client getS3Client(URI uri, Properties properties) {
			return lending.get().client();
		}

		@Override
		protected S3Client createS3Client(S3ClientBuilder builder) {
			return builder.build();
		}

	}

}
