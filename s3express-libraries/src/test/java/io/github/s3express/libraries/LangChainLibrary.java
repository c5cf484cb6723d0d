/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.loader.amazon.s3.AmazonS3DocumentLoader;

/**
 * LangChain4j's loader of documents.
 */
final class LangChainLibrary implements Library {

	@Override
	public String name() {
		return "LangChain4j";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("`loadDocument`", (application) -> {
			application.put("docs/a.txt");
			return loader(application).loadDocument(Application.BUCKET, "docs/a.txt", LangChainLibrary::parse)
				.text()
				.equals("docs/a.txt");
		});
		uses.put("`loadDocuments`, prefix `docs/`", (application) -> loaded(application, "docs/").size() == 3);
		uses.put("`loadDocuments`, prefix `docs/a`", (application) -> loaded(application, "docs/a").size() == 2);
		return uses;
	}

	private static List<Document> loaded(Application application, String prefix) {
		application.put("docs/a1.txt", "docs/a2.txt", "docs/b.txt", "other/c.txt");
		return loader(application).loadDocuments(Application.BUCKET, prefix, LangChainLibrary::parse);
	}

	private static AmazonS3DocumentLoader loader(Application application) {
		return new AmazonS3DocumentLoader(application.client());
	}

	private static Document parse(InputStream in) {
		try {
			return Document.from(new String(in.readAllBytes()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
