/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.protocol;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * An element of a request's XML, without namespaces and attributes, which S3's requests
 * do not need. Reading is bounded: no document type, no entities, a depth of 16, 50 000
 * elements.
 *
 * @param name the local name
 * @param text the text directly inside it
 * @param children the elements directly inside it
 * @author The S3 Express Spring Boot authors
 */
public record XmlElement(String name, String text, List<XmlElement> children) {

	private static final int MAX_DEPTH = 16;

	private static final int MAX_ELEMENTS = 50_000;

	/**
	 * Reads a document.
	 * @param document its bytes
	 * @param root the name that the root element must have
	 * @return the root element
	 * @throws S3Exception 400 MalformedXML if it cannot be used
	 */
	public static XmlElement parse(byte[] document, String root) {
		try {
			XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
			factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
			factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
			factory.setProperty(XMLInputFactory.IS_COALESCING, true);
			factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
				throw new XMLStreamException("External entities are not resolved.");
			});
			XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(decode(document)));
			while (reader.hasNext()) {
				int event = reader.next();
				if (event == XMLStreamConstants.DTD) {
					throw S3Errors.malformedXml();
				}
				if (event == XMLStreamConstants.START_ELEMENT) {
					XmlElement element = element(reader, 1, new int[1]);
					if (!element.name.equals(root)) {
						throw S3Errors.malformedXml();
					}
					return element;
				}
			}
			throw S3Errors.malformedXml();
		}
		catch (XMLStreamException | CharacterCodingException | RuntimeException ex) {
			// The JDK's reader answers some malformed input with unchecked exceptions.
			throw (ex instanceof S3Exception refusal) ? refusal : S3Errors.malformedXml();
		}
	}

	/**
	 * The first child of a name.
	 * @param childName the name
	 * @return the element, or {@code null} if there is none
	 */
	public @Nullable XmlElement child(String childName) {
		for (XmlElement child : this.children) {
			if (child.name.equals(childName)) {
				return child;
			}
		}
		return null;
	}

	/**
	 * Refuses children of other names: what is not read must not be carried out in part.
	 * @param names the names that the reader knows
	 * @throws S3Exception 501 naming the first unknown child
	 */
	public void allow(String... names) {
		for (XmlElement child : this.children) {
			if (!List.of(names).contains(child.name)) {
				throw S3Errors.notImplemented("the element " + child.name + " of " + this.name)
					.with("Element", child.name);
			}
		}
	}

	/**
	 * The text of the first child of a name.
	 * @param childName the name
	 * @return its text without surrounding white space, or {@code null} if there is none
	 */
	public @Nullable String childText(String childName) {
		XmlElement child = child(childName);
		return (child != null) ? child.text.strip() : null;
	}

	/**
	 * All children of a name.
	 * @param childName the name
	 * @return the elements in order
	 */
	public List<XmlElement> children(String childName) {
		return this.children.stream().filter((child) -> child.name.equals(childName)).toList();
	}

	// The JDK's reader prints to the console what it cannot decode.
	private static String decode(byte[] document) throws CharacterCodingException {
		String text = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.decode(ByteBuffer.wrap(document))
			.toString();
		return text.startsWith("\uFEFF") ? text.substring(1) : text;
	}

	private static XmlElement element(XMLStreamReader reader, int depth, int[] count) throws XMLStreamException {
		if (depth > MAX_DEPTH || ++count[0] > MAX_ELEMENTS) {
			throw S3Errors.malformedXml();
		}
		String name = reader.getLocalName();
		StringBuilder text = new StringBuilder();
		List<XmlElement> children = new ArrayList<>();
		while (true) {
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1, count));
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
					text.append(reader.getText());
				case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD -> throw S3Errors.malformedXml();
				case XMLStreamConstants.END_ELEMENT -> {
					return new XmlElement(name, text.toString(), List.copyOf(children));
				}
				default -> {
					// Comments and processing instructions mean nothing.
				}
			}
		}
	}

}
