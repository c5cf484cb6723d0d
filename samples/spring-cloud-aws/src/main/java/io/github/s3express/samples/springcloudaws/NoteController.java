/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.springcloudaws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.time.Duration;
import java.util.List;

import io.awspring.cloud.s3.S3Template;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.WritableResource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Notes over HTTP: written through an {@code s3://} resource, read, listed and shared
 * through {@link S3Template}.
 */
@RestController
@RequestMapping("/notes")
class NoteController {

	private static final String PREFIX = "notes/";

	private final S3Template template;

	private final ResourceLoader resources;

	private final String bucket;

	NoteController(S3Template template, ResourceLoader resources, @Value("${notes.bucket}") String bucket) {
		this.template = template;
		this.resources = resources;
		this.bucket = bucket;
	}

	@PutMapping("/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void write(@PathVariable String name, InputStream content) throws IOException {
		Resource note = this.resources.getResource("s3://" + this.bucket + "/" + PREFIX + name);
		try (OutputStream output = ((WritableResource) note).getOutputStream()) {
			content.transferTo(output);
		}
	}

	@GetMapping("/{name}")
	Resource read(@PathVariable String name) {
		requireNote(name);
		return this.template.download(this.bucket, PREFIX + name);
	}

	@GetMapping
	List<String> list() {
		return this.template.listObjects(this.bucket, PREFIX)
			.stream()
			.map((note) -> note.getLocation().getObject().substring(PREFIX.length()))
			.sorted()
			.toList();
	}

	/**
	 * A link for somebody who has no credentials. Its life ends with that of the session
	 * that signs it, so five minutes are the most that can be had.
	 */
	@GetMapping("/{name}/link")
	URL link(@PathVariable String name) {
		requireNote(name);
		return this.template.createSignedGetURL(this.bucket, PREFIX + name, Duration.ofMinutes(2));
	}

	private void requireNote(String name) {
		if (!this.template.objectExists(this.bucket, PREFIX + name)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no note '" + name + "'");
		}
	}

}
