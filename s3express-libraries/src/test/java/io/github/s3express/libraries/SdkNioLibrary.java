/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.net.URI;

import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.nio.spi.s3.S3ClientProvider;
import software.amazon.nio.spi.s3.S3FileSystem;
import software.amazon.nio.spi.s3.S3FileSystemProvider;
import software.amazon.nio.spi.s3.config.S3NioSpiConfiguration;

/**
 * AWS's NIO provider. It makes CRT clients, which have no place for sessions of others;
 * its client provider can be replaced on the file system.
 */
final class SdkNioLibrary extends NioLibrary {

	@Override
	public String name() {
		return "AWS Java NIO SPI for S3";
	}

	@Override
	boolean with(Application application, Task task) throws Exception {
		S3FileSystemProvider provider = new S3FileSystemProvider();
		S3NioSpiConfiguration configuration = new S3NioSpiConfiguration().withBucketName(Application.BUCKET)
			.withRegion(application.server().region());
		try (S3FileSystem files = (S3FileSystem) provider.getFileSystem(URI.create("s3://" + Application.BUCKET))) {
			files.clientProvider(new Lender(configuration, application));
			return task.by(files.getPath("/"));
		}
	}

	/**
	 * Gives the application's client to the file system.
	 */
	private static final class Lender extends S3ClientProvider {

		private final Application application;

		Lender(S3NioSpiConfiguration configuration, Application application) {
			super(configuration);
			this.application = application;
		}

		@Override
		protected S3AsyncClient generateClient(String bucket) {
			return this.application.asyncClient();
		}

	}

}
