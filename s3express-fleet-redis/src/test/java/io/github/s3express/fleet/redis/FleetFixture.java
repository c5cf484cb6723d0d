/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * JVMs of one application, the store that they share sessions through, and the service.
 */
final class FleetFixture implements AutoCloseable {

	final List<String> buckets;

	final S3ExpressLocalServer service;

	final List<FleetProcess> instances = new ArrayList<>();

	private final Duration life;

	private final Map<String, String> store;

	FleetFixture(Map<String, String> store, int buckets, Duration life) {
		this.store = store;
		this.life = life;
		this.buckets = IntStream.range(0, buckets).mapToObj((i) -> "fleet%02d--use1-az4--x-s3".formatted(i)).toList();
		S3ExpressLocalServer.Builder builder = S3ExpressLocalServer.builder().sessionLifetime(life);
		this.buckets.forEach(builder::bucket);
		this.service = builder.start();
	}

	FleetProcess start(String... more) {
		List<String> properties = new ArrayList<>(List.of("s3express.region=" + this.service.region(),
				"s3express.endpoint=" + this.service.endpoint(),
				"s3express.control-endpoint=" + this.service.controlEndpoint(),
				"s3express.credentials.access-key-id=" + this.service.accessKeyId(),
				"s3express.credentials.secret-access-key=" + this.service.secretAccessKey(),
				"s3express.session.refresh-before-expiry=" + Math.max(1000, this.life.toMillis() / 20) + "ms",
				"s3express.session.expiry-threshold=500ms", "s3express.fleet.enabled=true",
				"s3express.fleet.principal=arn:aws:iam::111122223333:role/orders",
				"s3express.fleet.encryption-keys=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
				"s3express.fleet.timeout=500ms", "logging.level.root=warn", "logging.level.io.github.s3express=info"));
		this.store.forEach((name, value) -> properties.add(name + "=" + value));
		this.buckets.forEach((bucket) -> properties.add("s3express.buckets." + bucket + ".required=true"));
		properties.addAll(List.of(more));
		FleetProcess instance = new FleetProcess(this.buckets, properties);
		this.instances.add(instance);
		return instance;
	}

	void start(int instances) {
		IntStream.range(0, instances).forEach((i) -> start());
		this.instances.forEach(FleetProcess::awaitReady);
	}

	long creations() {
		return this.service.counters().count("CreateSession");
	}

	List<String> failures() {
		return this.instances.stream().flatMap((instance) -> instance.failures().stream()).toList();
	}

	List<String> slow() {
		return this.instances.stream().flatMap((instance) -> instance.slow().stream()).toList();
	}

	/**
	 * Ends all in good order.
	 * @return how many requests they have made
	 */
	long stop() {
		return this.instances.stream().mapToLong(FleetProcess::stop).sum();
	}

	@Override
	public void close() {
		this.instances.forEach(FleetProcess::close);
		this.service.close();
	}

}
