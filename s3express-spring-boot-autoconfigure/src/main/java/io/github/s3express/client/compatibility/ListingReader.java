/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Reads what the service answers to ListObjectsV2 with names encoded. Passes over what it
 * does not know.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class ListingReader {

	// The JDK's own, whatever else is on the class path.
	private static final XMLInputFactory FACTORY = factory();

	private final XMLStreamReader xml;

	private final List<S3Object> contents = new ArrayList<>();

	private final List<String> prefixes = new ArrayList<>();

	private boolean encoded;

	private boolean truncated;

	private @Nullable String next;

	private ListingReader(XMLStreamReader xml) {
		this.xml = xml;
	}

	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		return factory;
	}

	static ListingPage read(byte[] document) {
		try {
			XMLStreamReader xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
			try {
				return new ListingReader(xml).page();
			}
			finally {
				xml.close();
			}
		}
		catch (XMLStreamException | RuntimeException ex) {
			throw SdkClientException.create("The service's answer to ListObjectsV2 could not be read", ex);
		}
	}

	private ListingPage page() throws XMLStreamException {
		this.xml.nextTag();
		while (this.xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
			switch (this.xml.getLocalName()) {
				case "EncodingType" -> {
					this.encoded = "url".equals(this.xml.getElementText());
				}
				case "IsTruncated" -> {
					this.truncated = Boolean.parseBoolean(this.xml.getElementText());
				}
				case "NextContinuationToken" -> {
					this.next = this.xml.getElementText();
				}
				case "Contents" -> this.contents.add(object());
				case "CommonPrefixes" -> prefixes();
				default -> skip();
			}
		}
		// Nothing says that the encoding is told before the names.
		return new ListingPage(
				this.contents.stream()
					.map((object) -> this.encoded ? object.copy((copy) -> copy.key(decoded(object.key()))) : object)
					.toList(),
				this.prefixes.stream().map((prefix) -> this.encoded ? decoded(prefix) : prefix).toList(),
				this.truncated ? this.next : null);
	}

	private S3Object object() throws XMLStreamException {
		S3Object.Builder object = S3Object.builder();
		List<String> algorithms = new ArrayList<>();
		while (this.xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
			switch (this.xml.getLocalName()) {
				case "Key" -> object.key(this.xml.getElementText());
				case "LastModified" -> object.lastModified(Instant.parse(this.xml.getElementText()));
				case "ETag" -> object.eTag(this.xml.getElementText());
				case "ChecksumAlgorithm" -> algorithms.add(this.xml.getElementText());
				case "ChecksumType" -> object.checksumType(this.xml.getElementText());
				case "Size" -> object.size(Long.valueOf(this.xml.getElementText()));
				case "StorageClass" -> object.storageClass(this.xml.getElementText());
				case "Owner" -> object.owner(owner());
				default -> skip();
			}
		}
		return (algorithms.isEmpty() ? object : object.checksumAlgorithmWithStrings(algorithms)).build();
	}

	private Owner owner() throws XMLStreamException {
		Owner.Builder owner = Owner.builder();
		while (this.xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
			switch (this.xml.getLocalName()) {
				case "ID" -> owner.id(this.xml.getElementText());
				case "DisplayName" -> owner.displayName(this.xml.getElementText());
				default -> skip();
			}
		}
		return owner.build();
	}

	private void prefixes() throws XMLStreamException {
		while (this.xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
			if (this.xml.getLocalName().equals("Prefix")) {
				this.prefixes.add(this.xml.getElementText());
			}
			else {
				skip();
			}
		}
	}

	private void skip() throws XMLStreamException {
		int depth = 1;
		while (depth > 0) {
			int event = this.xml.next();
			if (event == XMLStreamConstants.START_ELEMENT) {
				depth++;
			}
			else if (event == XMLStreamConstants.END_ELEMENT) {
				depth--;
			}
		}
	}

	private static String decoded(String name) {
		return URLDecoder.decode(name, StandardCharsets.UTF_8);
	}

}
