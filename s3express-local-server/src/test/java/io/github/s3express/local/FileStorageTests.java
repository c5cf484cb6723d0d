/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

import io.github.s3express.local.program.LocalServerMain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects in files: restarts, kills, leftovers.
 *
 * @author The S3 Express Spring Boot authors
 */
class FileStorageTests {

	private static final String BUCKET = TestClients.BUCKET;

	@TempDir
	private Path directory;

	@Test
	void objectsShouldSurviveARestart() throws IOException {
		byte[] data = new byte[300_000];
		new Random(3).nextBytes(data);
		try (S3ExpressLocalServer server = start(); S3Client client = TestClients.sync(server)) {
			client.putObject((put) -> put.bucket(BUCKET).key("dir/ü").metadata(Map.of("a", "b")).contentType("text/x"),
					RequestBody.fromBytes(data));
			client.putObject((put) -> put.bucket(BUCKET).key("log"), RequestBody.fromString("one,"));
			client.putObject((put) -> put.bucket(BUCKET).key("log").writeOffsetBytes(4L),
					RequestBody.fromString("two"));
			client.copyObject((copy) -> copy.sourceBucket(BUCKET)
				.sourceKey("log")
				.destinationBucket(BUCKET)
				.destinationKey("copy"));
			client.deleteObject((delete) -> delete.bucket(BUCKET).key("log"));
			client.putObject((put) -> put.bucket(BUCKET).key("empty"), RequestBody.empty());
			client.renameObject((rename) -> rename.bucket(BUCKET).key("renamed").renameSource("/" + BUCKET + "/empty"));
		}
		try (S3ExpressLocalServer server = start(); S3Client client = TestClients.sync(server)) {
			var got = client
				.getObjectAsBytes((get) -> get.bucket(BUCKET).key("dir/ü").checksumMode(ChecksumMode.ENABLED));
			assertThat(got.asByteArrayUnsafe()).isEqualTo(data);
			assertThat(got.response().metadata()).containsEntry("a", "b");
			assertThat(got.response().contentType()).isEqualTo("text/x");
			assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("copy")).asUtf8String())
				.isEqualTo("one,two");
			assertThat(client.listObjectsV2((list) -> list.bucket(BUCKET)).contents())
				.extracting((object) -> object.key())
				.containsExactlyInAnyOrder("dir/ü", "copy", "renamed");
		}
	}

	@Test
	void replacedAndDeletedObjectsShouldLeaveNoBytes() throws IOException {
		try (S3ExpressLocalServer server = start(); S3Client client = TestClients.sync(server)) {
			for (int i = 0; i < 3; i++) {
				client.putObject((put) -> put.bucket(BUCKET).key("k"), RequestBody.fromString("some"));
			}
			assertThat(files("blobs")).hasSize(1);
			client.deleteObject((delete) -> delete.bucket(BUCKET).key("k"));
			assertThat(files("blobs")).isEmpty();
		}
	}

	@Test
	void leftoversShouldBeSweptAtStart() throws IOException {
		start().close();
		Path orphan = Files.createDirectories(this.directory.resolve("blobs/ab")).resolve("abcdef");
		Files.writeString(orphan, "bytes of an upload that broke off");
		Path half = Files.createDirectories(this.directory.resolve("buckets/" + BUCKET + "/objects/00"))
			.resolve("11.tmp");
		Files.writeString(half, "half a description");
		start().close();
		assertThat(orphan).doesNotExist();
		assertThat(half).doesNotExist();
	}

	@Test
	void damagedDescriptionShouldBeNamed() throws IOException {
		try (S3ExpressLocalServer server = start(); S3Client client = TestClients.sync(server)) {
			client.putObject((put) -> put.bucket(BUCKET).key("k"), RequestBody.fromString("some"));
		}
		Path description = files("buckets/" + BUCKET + "/objects").get(0);
		byte[] bytes = Files.readAllBytes(description);
		bytes[10] ^= 1;
		Files.write(description, bytes);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::start)
			.withMessageContaining(description.toString());
	}

	@Test
	void directoryInUseShouldBeRefused() {
		S3ExpressLocalServer server = start();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::start)
			.withMessageContaining("another local server");
		server.close();
		start().close();
	}

	@Test
	@Timeout(60)
	void killedProcessShouldLoseNoAcknowledgedObject() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), LocalServerMain.class.getName(), "--bucket", BUCKET,
				"--data-directory", this.directory.toString(), "--access-key-id", "AKIATEST", "--secret-access-key",
				"secret")
			.redirectErrorStream(true)
			.start();
		List<String> acknowledged = new ArrayList<>();
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			String endpoint = lines.lines()
				.filter((line) -> line.startsWith("export AWS_ENDPOINT_URL_S3="))
				.findFirst()
				.orElseThrow()
				.substring("export AWS_ENDPOINT_URL_S3=".length());
			CountDownLatch enough = new CountDownLatch(100);
			Thread killer = new Thread(() -> {
				try {
					enough.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				process.destroyForcibly();
			});
			killer.start();
			try (S3Client client = TestClients.of(URI.create(endpoint), "AKIATEST", "secret")) {
				while (true) {
					String key = "k" + acknowledged.size();
					client.putObject((put) -> put.bucket(BUCKET).key(key), RequestBody.fromString("value of " + key));
					acknowledged.add(key);
					enough.countDown();
				}
			}
			catch (RuntimeException ex) {
				// The process was killed.
			}
			killer.join();
			process.waitFor(10, TimeUnit.SECONDS);
		}
		assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(100);
		try (S3ExpressLocalServer server = start(); S3Client client = TestClients.sync(server)) {
			for (String key : acknowledged) {
				assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(key)).asUtf8String())
					.isEqualTo("value of " + key);
			}
		}
	}

	private S3ExpressLocalServer start() {
		return S3ExpressLocalServer.builder().bucket(BUCKET).dataDirectory(this.directory).start();
	}

	private List<Path> files(String below) throws IOException {
		try (Stream<Path> found = Files.walk(this.directory.resolve(below))) {
			return found.filter(Files::isRegularFile).toList();
		}
	}

}
