/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Writes the small XML documents of S3.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class XmlWriter {

	/** The namespace of S3's documents. */
	public static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

	private static final String CONTROL_NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";

	private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

	/**
	 * Opens the root element in S3's namespace.
	 * @param name its name
	 * @return this writer
	 */
	public XmlWriter root(String name) {
		this.text.append('<').append(name).append(" xmlns=\"").append(NAMESPACE).append("\">");
		return this;
	}

	/**
	 * Opens the root element in the namespace of the S3 Control API.
	 * @param name its name
	 * @return this writer
	 */
	public XmlWriter controlRoot(String name) {
		this.text.append('<').append(name).append(" xmlns=\"").append(CONTROL_NAMESPACE).append("\">");
		return this;
	}

	/**
	 * Opens an element.
	 * @param name its name
	 * @return this writer
	 */
	public XmlWriter open(String name) {
		this.text.append('<').append(name).append('>');
		return this;
	}

	/**
	 * Closes an element.
	 * @param name its name
	 * @return this writer
	 */
	public XmlWriter close(String name) {
		this.text.append("</").append(name).append('>');
		return this;
	}

	/**
	 * Writes an element with a text.
	 * @param name its name
	 * @param value its text; {@code null} leaves the element out
	 * @return this writer
	 */
	public XmlWriter element(String name, @Nullable Object value) {
		if (value != null) {
			open(name);
			escape(value.toString());
			close(name);
		}
		return this;
	}

	/**
	 * The document.
	 * @return the bytes in UTF-8
	 */
	public byte[] toBytes() {
		return this.text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private void escape(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '<' -> this.text.append("&lt;");
				case '>' -> this.text.append("&gt;");
				case '&' -> this.text.append("&amp;");
				case '"' -> this.text.append("&quot;");
				case '\r', '\n', '\t' -> this.text.append("&#").append((int) c).append(';');
				// XML 1.0 has no way to write the other control characters; S3 writes
				// the reference all the same, and asks for encoding-type=url.
				default -> {
					if (c < ' ') {
						this.text.append("&#").append((int) c).append(';');
					}
					else {
						this.text.append(c);
					}
				}
			}
		}
	}

}
