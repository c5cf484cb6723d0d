/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.storage;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that were written once and never change. Objects, parts and copies share them, so
 * they are counted: the bytes go when the last holder lets go, also that of a client
 * still reading.
 *
 * @author The S3 Express Spring Boot authors
 */
public abstract class Blob {

	private final String id;

	private final long length;

	private int holders = 1;

	Blob(String id, long length) {
		this.id = id;
		this.length = length;
	}

	final String id() {
		return this.id;
	}

	final long length() {
		return this.length;
	}

	/**
	 * Holds the bytes.
	 * @return {@code false} if they are gone
	 */
	final synchronized boolean retain() {
		if (this.holders == 0) {
			return false;
		}
		this.holders++;
		return true;
	}

	final void release() {
		synchronized (this) {
			if (this.holders == 0 || --this.holders > 0) {
				return;
			}
		}
		discard();
	}

	abstract InputStream open(long offset) throws IOException;

	abstract void discard();

}
