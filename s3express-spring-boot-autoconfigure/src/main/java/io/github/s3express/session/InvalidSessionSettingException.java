/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.io.Serial;
import java.time.Duration;

/**
 * A setting of the session manager is out of its range.
 */
public final class InvalidSessionSettingException extends IllegalArgumentException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String setting;

	private final String value;

	private final String wanted;

	/**
	 * Creates an exception.
	 * @param setting the setting, in the words of the configuration property's last part
	 * @param value what it holds
	 * @param wanted what it should hold instead, as it follows "make it"
	 */
	public InvalidSessionSettingException(String setting, Object value, String wanted) {
		super("%s is %s; make it %s".formatted(setting, text(value), wanted));
		this.setting = setting;
		this.value = text(value);
		this.wanted = wanted;
	}

	private static String text(Object value) {
		return (value instanceof Duration duration) ? DurationText.of(duration) : value.toString();
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
