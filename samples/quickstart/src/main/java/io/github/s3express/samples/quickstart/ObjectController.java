/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Objects over HTTP. Bodies pass through in both directions and are never whole in
 * memory.
 */
@RestController
@RequestMapping("/objects")
class ObjectController {

	private final ObjectStore store;

	ObjectController(ObjectStore store) {
		this.store = store;
	}

	@PutMapping("/{*key}")
	ResponseEntity<Void> put(@PathVariable String key, HttpServletRequest request) throws IOException {
		String name = nameOf(key);
		long size = request.getContentLengthLong();
		PutObjectResponse stored = (size >= 0)
				? this.store.put(name, request.getContentType(), request.getInputStream(), size)
				: this.store.put(name, request.getContentType(), request.getInputStream());
		URI location = UriComponentsBuilder.fromPath("/objects/").path(name).build().encode().toUri();
		return ResponseEntity.created(location).eTag(stored.eTag()).build();
	}

	@GetMapping("/{*key}")
	void get(@PathVariable String key,
			@RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
			HttpServletResponse response) throws IOException {
		ResponseInputStream<GetObjectResponse> content = this.store.get(nameOf(key), range);
		try {
			GetObjectResponse object = content.response();
			response.setStatus(((object.contentRange() != null) ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK).value());
			response.setHeader(HttpHeaders.CONTENT_RANGE, object.contentRange());
			describe(response, object.contentType(), object.contentLength(), object.eTag(), object.lastModified());
			content.transferTo(response.getOutputStream());
		}
		catch (IOException | RuntimeException ex) {
			// Closing reads the rest first; nobody wants it any more.
			content.abort();
			throw ex;
		}
		content.close();
	}

	@RequestMapping(path = "/{*key}", method = RequestMethod.HEAD)
	void head(@PathVariable String key, HttpServletResponse response) {
		HeadObjectResponse object = this.store.head(nameOf(key));
		describe(response, object.contentType(), object.contentLength(), object.eTag(), object.lastModified());
	}

	@DeleteMapping("/{*key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String key) {
		this.store.delete(nameOf(key));
	}

	@GetMapping
	Listing list(@RequestParam(required = false) @Nullable String prefix,
			@RequestParam(required = false) @Nullable String next) {
		ListObjectsV2Response page = this.store.list(prefix, next);
		List<Listing.Entry> objects = page.contents()
			.stream()
			.map((object) -> new Listing.Entry(object.key(), object.size(), object.lastModified()))
			.toList();
		return new Listing(objects, page.nextContinuationToken());
	}

	private static void describe(HttpServletResponse response, @Nullable String contentType, long size, String eTag,
			Instant lastModified) {
		response.setContentType(contentType);
		response.setContentLengthLong(size);
		response.setHeader(HttpHeaders.ETAG, eTag);
		response.setDateHeader(HttpHeaders.LAST_MODIFIED, lastModified.toEpochMilli());
		response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
		// What was uploaded may be anything: a browser must not take it for a page of
		// this application.
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Content-Security-Policy", "sandbox");
	}

	private static String nameOf(String path) {
		String name = path.substring(1);
		if (name.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"The object has no key; write /objects/ and a key, for example /objects/docs/readme.md");
		}
		return name;
	}

	/**
	 * A page of objects.
	 *
	 * @param objects the objects
	 * @param next what to pass as {@code next} for more, or {@code null} if there are no
	 * more
	 */
	record Listing(List<Entry> objects, @Nullable String next) {

		/**
		 * An object.
		 *
		 * @param key its key
		 * @param size its size in bytes
		 * @param lastModified when it was stored
		 */
		record Entry(String key, long size, Instant lastModified) {
		}

	}

}
