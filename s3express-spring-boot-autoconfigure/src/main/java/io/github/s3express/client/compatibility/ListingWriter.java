/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client.compatibility;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Writes a page as a general purpose bucket answers the request for it.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html">ListObjects</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
final class ListingWriter {

	private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

	private final ListingRequest request;

	private final XMLStreamWriter xml;

	private ListingWriter(ListingRequest request, XMLStreamWriter xml) {
		this.request = request;
		this.xml = xml;
	}

	static byte[] write(ListingRequest request, ListingPage page, @Nullable String nextPosition) {
		ByteArrayOutputStream document = new ByteArrayOutputStream();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory()
				.createXMLStreamWriter(document, StandardCharsets.UTF_8.name());
			new ListingWriter(request, xml).write(page, nextPosition);
			xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException("A page of a listing could not be written", ex);
		}
		return document.toByteArray();
	}

	private void write(ListingPage page, @Nullable String nextPosition) throws XMLStreamException {
		this.xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
		this.xml.writeStartElement("ListBucketResult");
		this.xml.writeDefaultNamespace(NAMESPACE);
		element("Name", this.request.bucket());
		element("Prefix", name(this.request.prefix()));
		if (this.request.v1()) {
			element("Marker", name(Objects.requireNonNullElse(this.request.position(), "")));
			element("NextMarker", name(nextPosition));
		}
		else {
			element("StartAfter", name(this.request.startAfter()));
			element("ContinuationToken", this.request.position());
			element("NextContinuationToken", nextPosition);
			element("KeyCount", page.size());
		}
		element("MaxKeys", this.request.maxKeys());
		element("Delimiter", name(this.request.delimiter()));
		element("EncodingType", this.request.encoded() ? "url" : null);
		element("IsTruncated", nextPosition != null);
		for (S3Object object : page.contents()) {
			contents(object);
		}
		for (String prefix : page.prefixes()) {
			this.xml.writeStartElement("CommonPrefixes");
			element("Prefix", name(prefix));
			this.xml.writeEndElement();
		}
		this.xml.writeEndElement();
		this.xml.writeEndDocument();
	}

	private void contents(S3Object object) throws XMLStreamException {
		this.xml.writeStartElement("Contents");
		element("Key", name(object.key()));
		element("LastModified", object.lastModified());
		element("ETag", object.eTag());
		for (String algorithm : object.checksumAlgorithmAsStrings()) {
			element("ChecksumAlgorithm", algorithm);
		}
		element("ChecksumType", object.checksumTypeAsString());
		element("Size", object.size());
		element("StorageClass", object.storageClassAsString());
		Owner owner = object.owner();
		if (owner != null) {
			this.xml.writeStartElement("Owner");
			element("ID", owner.id());
			element("DisplayName", owner.displayName());
			this.xml.writeEndElement();
		}
		this.xml.writeEndElement();
	}

	private void element(String name, @Nullable Object value) throws XMLStreamException {
		if (value != null) {
			this.xml.writeStartElement(name);
			this.xml.writeCharacters(value.toString());
			this.xml.writeEndElement();
		}
	}

	private @Nullable String name(@Nullable String name) {
		return (name != null && this.request.encoded())
				? URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/") : name;
	}

}
