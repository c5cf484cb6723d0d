/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import io.github.s3express.client.compatibility.CompatibilitySettings;
import io.github.s3express.client.compatibility.PresignedLife;

/**
 * What is made up for, so that libraries written for general purpose buckets work on
 * directory buckets.
 */
public class S3ExpressCompatibilityProperties {

	/**
	 * Whether listings may have prefixes that do not end in /, delimiters other than /
	 * and start-after.
	 */
	private boolean listPrefix = true;

	/**
	 * Number of pages without a match that one listing reads before it answers with an
	 * empty page.
	 */
	private int maxEmptyPages = 100;

	/**
	 * Whether ListObjects, version 1, is sent as ListObjectsV2.
	 */
	private boolean listV1 = true;

	/**
	 * Whether listings are in the order of keys.
	 */
	private boolean listOrder = false;

	/**
	 * Number of keys that are looked at for one page in the order of keys; more are an
	 * error.
	 */
	private int maxKeysSorted = 100000;

	/**
	 * Whether common prefixes that exist only because of open multipart uploads are
	 * listed.
	 */
	private boolean listOpenUploads = true;

	/**
	 * Whether Content-MD5 is left out.
	 */
	private boolean contentMd5 = true;

	/**
	 * Whether CreateBucket gets location and type from the bucket's name.
	 */
	private boolean createBucket = true;

	/**
	 * What becomes of presigned URLs that are to live longer than a session.
	 */
	private PresignedLife presignedLife = PresignedLife.SHORTEN;

	/**
	 * Whether clients of the application stay open when a library closes them.
	 */
	private boolean sharedClose = true;

	public boolean isListPrefix() {
		return this.listPrefix;
	}

	public void setListPrefix(boolean listPrefix) {
		this.listPrefix = listPrefix;
	}

	public int getMaxEmptyPages() {
		return this.maxEmptyPages;
	}

	public void setMaxEmptyPages(int maxEmptyPages) {
		this.maxEmptyPages = maxEmptyPages;
	}

	public boolean isListV1() {
		return this.listV1;
	}

	public void setListV1(boolean listV1) {
		this.listV1 = listV1;
	}

	public boolean isListOrder() {
		return this.listOrder;
	}

	public void setListOrder(boolean listOrder) {
		this.listOrder = listOrder;
	}

	public int getMaxKeysSorted() {
		return this.maxKeysSorted;
	}

	public void setMaxKeysSorted(int maxKeysSorted) {
		this.maxKeysSorted = maxKeysSorted;
	}

	public boolean isListOpenUploads() {
		return this.listOpenUploads;
	}

	public void setListOpenUploads(boolean listOpenUploads) {
		this.listOpenUploads = listOpenUploads;
	}

	public boolean isContentMd5() {
		return this.contentMd5;
	}

	public void setContentMd5(boolean contentMd5) {
		this.contentMd5 = contentMd5;
	}

	public boolean isCreateBucket() {
		return this.createBucket;
	}

	public void setCreateBucket(boolean createBucket) {
		this.createBucket = createBucket;
	}

	public PresignedLife getPresignedLife() {
		return this.presignedLife;
	}

	public void setPresignedLife(PresignedLife presignedLife) {
		this.presignedLife = presignedLife;
	}

	public boolean isSharedClose() {
		return this.sharedClose;
	}

	public void setSharedClose(boolean sharedClose) {
		this.sharedClose = sharedClose;
	}

	CompatibilitySettings settings() {
		requirePositive("max-empty-pages", this.maxEmptyPages);
		requirePositive("max-keys-sorted", this.maxKeysSorted);
		return new CompatibilitySettings(this.listPrefix, this.listV1, this.listOrder, this.maxKeysSorted,
				this.maxEmptyPages, this.listOpenUploads, this.contentMd5, this.createBucket, this.presignedLife,
				this.sharedClose);
	}

	private static void requirePositive(String name, int value) {
		if (value < 1) {
			throw new InvalidS3ExpressPropertyException("s3express.compatibility.%s is %d".formatted(name, value),
					"make it 1 or more");
		}
	}

}
