/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills the program in the middle of puts, appends, completions and renames: what it
 * acknowledged is there, and nothing by half. {@code -Ds3express.kill.rounds} says how
 * often.
 *
 * @author The S3 Express Spring Boot authors
 */
class KillTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final int PART = 5 * 1024 * 1024;

	private final Map<String, String> puts = new ConcurrentHashMap<>();

	private final Map<String, String> renamed = new ConcurrentHashMap<>();

	private final Map<String, Byte> completed = new ConcurrentHashMap<>();

	private final Map<String, Byte> begun = new ConcurrentHashMap<>();

	private final AtomicInteger appended = new AtomicInteger();

	@TempDir
	private Path directory;

	@Test
	void killedProcessShouldKeepWhatItAcknowledgedAndNothingByHalf() throws Exception {
		int rounds = Integer.getInteger("s3express.kill.rounds", 2);
		Random random = new Random(Long.getLong("s3express.kill.seed", 1));
		for (int round = 0; round < rounds; round++) {
			try (ServerProcess process = ServerProcess.start("", BUCKET, this.directory)) {
				work(process, round, 30 + random.nextInt(60));
			}
			verify();
		}
		assertThat(this.puts).isNotEmpty();
		assertThat(this.renamed).isNotEmpty();
		assertThat(this.appended.get()).isPositive();
	}

	private void work(ServerProcess process, int round, int steps) throws Exception {
		AtomicInteger remaining = new AtomicInteger(steps);
		AtomicBoolean killed = new AtomicBoolean();
		List<Thread> threads = new ArrayList<>();
		List<Job> jobs = List.of(this::put, this::append, this::complete, this::rename);
		for (Job job : jobs) {
			Thread thread = new Thread(() -> {
				try (S3Client client = TestClients.of(process.endpoint(), ServerProcess.ACCESS_KEY_ID,
						ServerProcess.SECRET_ACCESS_KEY)) {
					for (int i = 0; !killed.get(); i++) {
						job.run(client, "r" + round + "-" + i);
						remaining.decrementAndGet();
					}
				}
				catch (RuntimeException ex) {
					// The process was killed.
				}
			}, "kill-client");
			thread.start();
			threads.add(thread);
		}
		// Bounded by steps, not by time: a slow machine does less before the kill.
		while (remaining.get() > 0 && threads.stream().anyMatch(Thread::isAlive)) {
			Thread.onSpinWait();
		}
		process.kill();
		killed.set(true);
		for (Thread thread : threads) {
			thread.join();
		}
	}

	private void put(S3Client client, String name) {
		client.putObject((put) -> put.bucket(BUCKET).key("put/" + name), RequestBody.fromString("value of " + name));
		this.puts.put("put/" + name, "value of " + name);
	}

	private void append(S3Client client, String name) {
		long length = 10L * this.appended.get();
		try (var got = client.getObject((get) -> get.bucket(BUCKET).key("log"))) {
			length = got.response().contentLength();
		}
		catch (NoSuchKeyException | IOException ex) {
			// The first one makes it.
		}
		long offset = length;
		client.putObject((put) -> put.bucket(BUCKET).key("log").writeOffsetBytes(offset),
				RequestBody.fromString(line(offset)));
		this.appended.set((int) (offset / 10) + 1);
	}

	private static String line(long offset) {
		return String.format("%09d%n", offset);
	}

	private void complete(S3Client client, String name) {
		String key = "big/" + name;
		byte fill = (byte) name.hashCode();
		this.begun.put(key, fill);
		String id = client.createMultipartUpload((create) -> create.bucket(BUCKET).key(key)).uploadId();
		List<CompletedPart> parts = new ArrayList<>();
		for (int number = 1; number <= 2; number++) {
			int part = number;
			byte[] bytes = new byte[(number == 1) ? PART : 1000];
			Arrays.fill(bytes, fill);
			String etag = client
				.uploadPart((upload) -> upload.bucket(BUCKET).key(key).uploadId(id).partNumber(part),
						RequestBody.fromBytes(bytes))
				.eTag();
			parts.add(CompletedPart.builder().partNumber(part).eTag(etag).build());
		}
		client.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
			.key(key)
			.uploadId(id)
			.multipartUpload((upload) -> upload.parts(parts)));
		this.completed.put(key, fill);
	}

	private void rename(S3Client client, String name) {
		client.putObject((put) -> put.bucket(BUCKET).key("from/" + name), RequestBody.fromString(name));
		client.renameObject(
				(rename) -> rename.bucket(BUCKET).key("to/" + name).renameSource("/" + BUCKET + "/from/" + name));
		this.renamed.put("to/" + name, name);
	}

	private void verify() {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.dataDirectory(this.directory)
			.start(); S3Client client = TestClients.sync(server)) {
			Map<String, String> small = new LinkedHashMap<>(this.puts);
			small.putAll(this.renamed);
			small.forEach((key,
					value) -> assertThat(read(client, key)).as(key).asString(StandardCharsets.UTF_8).isEqualTo(value));
			List<String> keys = client.listObjectsV2Paginator((list) -> list.bucket(BUCKET))
				.contents()
				.stream()
				.map(S3Object::key)
				.toList();
			for (String key : keys) {
				if (key.startsWith("from/")) {
					assertThat(keys).as("renamed by half").doesNotContain(key.replace("from/", "to/"));
				}
				if (key.startsWith("big/")) {
					byte fill = this.begun.get(key);
					byte[] bytes = read(client, key);
					assertThat(bytes).as(key).hasSize(PART + 1000);
					for (byte b : bytes) {
						if (b != fill) {
							throw new AssertionError(key + " has foreign bytes");
						}
					}
					client.deleteObject((delete) -> delete.bucket(BUCKET).key(key));
					this.completed.remove(key);
				}
			}
			assertThat(this.completed).as("acknowledged, but missing").isEmpty();
			String log = (this.appended.get() > 0) ? new String(read(client, "log"), StandardCharsets.UTF_8) : "";
			assertThat(log.length() / 10).isBetween(this.appended.get(), this.appended.get() + 1);
			for (int offset = 0; offset < log.length(); offset += 10) {
				assertThat(log.substring(offset, offset + 10)).isEqualTo(line(offset));
			}
			client.listMultipartUploads((list) -> list.bucket(BUCKET))
				.uploads()
				.forEach((upload) -> client.abortMultipartUpload(
						(abort) -> abort.bucket(BUCKET).key(upload.key()).uploadId(upload.uploadId())));
		}
	}

	private static byte[] read(S3Client client, String key) {
		return client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asByteArray();
	}

	private interface Job {

		void run(S3Client client, String name);

	}

}
