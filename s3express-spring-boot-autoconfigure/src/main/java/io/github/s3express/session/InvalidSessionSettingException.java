/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.io.Serial;

/**
 * A setting of the session manager is out of its range.
 */
public final class InvalidSessionSettingException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String value;

	private final String wanted;

	InvalidSessionSettingException(String setting, Object value, String wanted) {
		super("%s is %s; make it %s".formatted(setting, value, wanted));
		this.setting = setting;
		this.value = value.toString();
		this.wanted = wanted;
	}

	/**
	 * The setting, in the words of the configuration property's last part.
	 * @return the name, for example {@code refresh-jitter}
	 */
	public String setting() {
		return this.setting;
	}

	/**
	 * What it holds.
	 * @return the refused value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * What it should hold instead.
	 * @return a description that follows "make it"
	 */
	public String wanted() {
		return this.wanted;
	}

}
