/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.fleet;

import java.util.List;
import java.util.Map;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * What the page shows and does.
 */
@RestController
class PageController {

	private final Instances instances;

	private final S3ExpressLocalServer service;

	private final Surroundings.Store store;

	PageController(Instances instances, S3ExpressLocalServer service, Surroundings.Store store) {
		this.instances = instances;
		this.service = service;
		this.store = store;
	}

	@GetMapping("/report")
	Report report() {
		return new Report(this.store.isThere(), this.service.counters().count("CreateSession"), Surroundings.BUCKETS,
				this.instances.sessions());
	}

	@PostMapping("/instances")
	String start() {
		return this.instances.startOne();
	}

	@DeleteMapping("/instances/{name}")
	void kill(@PathVariable String name) {
		this.instances.kill(name);
	}

	/**
	 * The state of the fleet.
	 *
	 * @param store whether there is one
	 * @param creations how many sessions have been made
	 * @param buckets the buckets
	 * @param instances what each uses
	 */
	record Report(boolean store, long creations, List<String> buckets,
			Map<String, Map<String, Instances.Session>> instances) {
	}

}
