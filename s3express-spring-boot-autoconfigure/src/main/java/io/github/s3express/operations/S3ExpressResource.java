/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.WritableResource;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import io.github.s3express.session.DirectoryBucketName;

/**
 * An object of a directory bucket. Its output stream replaces the object, at once when it
 * is closed, or appends to it, as {@link #appending() asked for}.
 */
public final class S3ExpressResource extends AbstractResource implements WritableResource {

	/**
	 * Begins locations of objects whose output stream replaces them:
	 * {@code s3express://bucket/key}.
	 */
	public static final String REPLACING = "s3express://";

	/**
	 * Begins locations of objects whose output stream appends to them:
	 * {@code s3express-append://bucket/key}.
	 */
	public static final String APPENDING = "s3express-append://";

	private final Supplier<S3Client> client;

	private final Supplier<S3ExpressOperations> operations;

	private final String bucket;

	private final String key;

	private final boolean append;

	S3ExpressResource(Supplier<S3Client> client, Supplier<S3ExpressOperations> operations, String bucket, String key,
			boolean append) {
		this.client = client;
		this.operations = operations;
		this.bucket = new DirectoryBucketName(bucket).value();
		this.key = key;
		this.append = append;
	}

	/**
	 * Reads a location.
	 * @return the resource, or {@code null} if the location is of another kind
	 * @throws IllegalArgumentException if it is of this kind but names no object of a
	 * directory bucket
	 */
	static @Nullable S3ExpressResource of(String location, Supplier<S3Client> client,
			Supplier<S3ExpressOperations> operations) {
		boolean append = location.startsWith(APPENDING);
		if (!append && !location.startsWith(REPLACING)) {
			return null;
		}
		String path = location.substring((append ? APPENDING : REPLACING).length());
		int slash = path.indexOf('/');
		if (slash < 0 || slash == path.length() - 1) {
			throw new IllegalArgumentException(
					"'%s' names no object; write %sbucket/key.".formatted(location, append ? APPENDING : REPLACING));
		}
		return new S3ExpressResource(client, operations, path.substring(0, slash), path.substring(slash + 1), append);
	}

	/**
	 * The same object, with an output stream that appends.
	 * @return the resource
	 */
	public S3ExpressResource appending() {
		return new S3ExpressResource(this.client, this.operations, this.bucket, this.key, true);
	}

	/**
	 * The same object, with an output stream that replaces it.
	 * @return the resource
	 */
	public S3ExpressResource replacing() {
		return new S3ExpressResource(this.client, this.operations, this.bucket, this.key, false);
	}

	/**
	 * Opens a stream. One that appends is an {@link AppendWriter}. One that replaces
	 * writes under another key, and renames when it is closed: readers see the old object
	 * or the new one, never a part of it.
	 */
	@Override
	public OutputStream getOutputStream() throws IOException {
		return this.append ? this.operations.get().append(this.bucket, this.key)
				: ReplacingOutputStream.open(this.client.get(), this.operations.get(), this.bucket, this.key);
	}

	@Override
	public InputStream getInputStream() throws IOException {
		try {
			return this.client.get().getObject((get) -> get.bucket(this.bucket).key(this.key));
		}
		catch (NoSuchKeyException ex) {
			throw missing(ex);
		}
		catch (SdkException ex) {
			throw new IOException(getDescription() + " cannot be read: " + ex.getMessage(), ex);
		}
	}

	@Override
	public boolean exists() {
		try {
			head();
			return true;
		}
		catch (FileNotFoundException ex) {
			return false;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	@Override
	public long contentLength() throws IOException {
		return head().contentLength();
	}

	@Override
	public long lastModified() throws IOException {
		return head().lastModified().toEpochMilli();
	}

	private HeadObjectResponse head() throws IOException {
		try {
			return this.client.get().headObject((head) -> head.bucket(this.bucket).key(this.key));
		}
		catch (NoSuchKeyException ex) {
			throw missing(ex);
		}
		catch (SdkException ex) {
			throw new IOException(getDescription() + " cannot be looked up: " + ex.getMessage(), ex);
		}
	}

	private FileNotFoundException missing(NoSuchKeyException cause) {
		FileNotFoundException missing = new FileNotFoundException(getDescription() + " does not exist.");
		missing.initCause(cause);
		return missing;
	}

	@Override
	public S3ExpressResource createRelative(String relativePath) {
		return new S3ExpressResource(this.client, this.operations, this.bucket,
				StringUtils.applyRelativePath(this.key, relativePath), this.append);
	}

	@Override
	public String getFilename() {
		return this.key.substring(this.key.lastIndexOf('/') + 1);
	}

	@Override
	public URI getURI() throws IOException {
		try {
			return new URI(this.append ? "s3express-append" : "s3express", this.bucket, "/" + this.key, null, null);
		}
		catch (URISyntaxException ex) {
			throw new IOException(getDescription() + " has no URI.", ex);
		}
	}

	@Override
	public String getDescription() {
		return (this.append ? APPENDING : REPLACING) + this.bucket + "/" + this.key;
	}

}
