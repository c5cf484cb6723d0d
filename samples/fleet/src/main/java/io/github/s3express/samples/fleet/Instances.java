/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * The instances, and what they say.
 */
class Instances implements SmartLifecycle {

	private static final int NUMBER = 3;

	private final S3ExpressLocalServer service;

	private final Surroundings.Store store;

	private final Map<String, Process> processes = new ConcurrentSkipListMap<>();

	private final Map<String, Map<String, Held>> held = new ConcurrentSkipListMap<>();

	// Who made a session, by its access key.
	private final Map<String, String> makers = new ConcurrentHashMap<>();

	private volatile boolean running;

	Instances(S3ExpressLocalServer service, Surroundings.Store store) {
		this.service = service;
		this.store = store;
	}

	@Override
	public void start() {
		this.running = true;
		for (int i = 0; i < NUMBER; i++) {
			startOne();
		}
	}

	/**
	 * Starts one more.
	 * @return its name
	 */
	synchronized String startOne() {
		String name = "instance " + (char) ('A' + this.held.size());
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Xmx96m", "-cp", System.getProperty("java.class.path"),
				FleetApplication.class.getName(), FleetApplication.INSTANCE + name,
				"--s3express.region=" + this.service.region(), "--s3express.endpoint=" + this.service.endpoint(),
				"--s3express.control-endpoint=" + this.service.controlEndpoint(),
				"--s3express.credentials.access-key-id=" + this.service.accessKeyId(),
				"--s3express.credentials.secret-access-key=" + this.service.secretAccessKey(),
				"--spring.data.redis.port=" + this.store.port());
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			this.processes.put(name, process);
			this.held.put(name, new ConcurrentHashMap<>());
			Thread reader = new Thread(() -> read(name, process), "reader-" + name);
			reader.setDaemon(true);
			reader.start();
			return name;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read(String name, Process process) {
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				String[] words = line.split(" ");
				if (words.length == 5 && words[0].equals("session")) {
					if (words[3].equals("MADE_HERE")) {
						this.makers.put(words[2], name);
					}
					this.held.getOrDefault(name, new ConcurrentHashMap<>())
						.put(words[1], new Held(words[2], Long.parseLong(words[4])));
				}
			}
		}
		catch (IOException ex) {
			// Killed, or the application ends.
		}
	}

	/**
	 * Kills an instance, with no chance to do anything more.
	 */
	void kill(String name) {
		Process process = this.processes.remove(name);
		if (process != null) {
			process.destroyForcibly();
			this.held.getOrDefault(name, Map.of()).clear();
		}
	}

	/**
	 * What each living instance uses.
	 */
	Map<String, Map<String, Session>> sessions() {
		Map<String, Map<String, Session>> all = new LinkedHashMap<>();
		this.processes.keySet().forEach((name) -> {
			Map<String, Session> sessions = new LinkedHashMap<>();
			Map<String, Held> said = this.held.getOrDefault(name, Map.of());
			Surroundings.BUCKETS.forEach((bucket) -> {
				Held session = said.get(bucket);
				if (session != null) {
					sessions.put(bucket,
							new Session(session.accessKeyId(), this.makers.get(session.accessKeyId()), session.left()));
				}
			});
			all.put(name, sessions);
		});
		return all;
	}

	@Override
	public void stop() {
		this.running = false;
		this.processes.values().forEach(Process::destroy);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private record Held(String accessKeyId, long left) {
	}

	/**
	 * A session that an instance uses.
	 *
	 * @param accessKeyId tells it from others
	 * @param madeBy the instance that made it, or {@code null} if that is not known yet
	 * @param left the rest of its life in seconds
	 */
	record Session(String accessKeyId, @Nullable String madeBy, long left) {
	}

}
