/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.storage.StorageFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Races, restarts with open uploads, full disks, no descriptors left.
 *
 * @author The S3 Express Spring Boot authors
 */
class RobustnessTests {

	private static final String BUCKET = TestClients.BUCKET;

	private static final String RACED = TestClients.OTHER_BUCKET;

	@TempDir
	private Path directory;

	@Test
	void deleteBucketRacingWritesShouldComeBeforeOrAfter() throws Exception {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().dataDirectory(this.directory).start()) {
			for (int round = 0; round < 45; round++) {
				server.createBucket(RACED);
				int kind = round % 3;
				String id = (kind == 2) ? SignedRequest.of(server, "POST", "/" + RACED + "/k")
					.query("uploads", "")
					.send()
					.element("UploadId") : "";
				byte[] write = write(server, kind, id).toBytes();
				byte[] delete = SignedRequest.of(server, "DELETE", "/" + RACED).toBytes();
				CyclicBarrier barrier = new CyclicBarrier(2);
				int[] status = new int[1];
				Thread writer = new Thread(() -> {
					try {
						barrier.await();
						status[0] = RawHttp.send(server.endpoint(), write).status();
					}
					catch (Exception ex) {
						status[0] = -1;
					}
				}, "writer");
				writer.start();
				barrier.await();
				int deleted = RawHttp.send(server.endpoint(), delete).status();
				writer.join();
				assertThat(List.of(deleted, status[0])).as("round " + round).isIn(List.of(204, 404), List.of(409, 200));
				if (deleted == 204) {
					assertThat(this.directory.resolve("buckets").resolve(RACED)).doesNotExist();
				}
				else {
					server.clear();
					assertThat(SignedRequest.of(server, "DELETE", "/" + RACED).send().status()).isEqualTo(204);
				}
			}
		}
	}

	private static SignedRequest write(S3ExpressLocalServer server, int kind, String uploadId) {
		SignedRequest put = SignedRequest.of(server, "PUT", "/" + RACED + "/k").body("x");
		return switch (kind) {
			case 0 -> put;
			case 1 -> put.header("x-amz-write-offset-bytes", "0");
			default -> put.query("uploadId", uploadId).query("partNumber", "1");
		};
	}

	@Test
	void deleteBucketWithOpenUploadsShouldBeRefused() throws IOException {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start()) {
			String id = SignedRequest.of(server, "POST", "/" + BUCKET + "/k")
				.query("uploads", "")
				.send()
				.element("UploadId");
			RawHttp.Answer refused = SignedRequest.of(server, "DELETE", "/" + BUCKET).send();
			assertThat(refused.status()).isEqualTo(409);
			assertThat(refused.code()).isEqualTo("BucketNotEmpty");
			SignedRequest.of(server, "DELETE", "/" + BUCKET + "/k").query("uploadId", id).send();
			assertThat(SignedRequest.of(server, "DELETE", "/" + BUCKET).send().status()).isEqualTo(204);
		}
	}

	@Test
	void openUploadsShouldSurviveARestart() throws IOException {
		String id;
		String etag;
		try (S3ExpressLocalServer server = withData()) {
			id = SignedRequest.of(server, "POST", "/" + BUCKET + "/k")
				.query("uploads", "")
				.header("x-amz-meta-colour", "blue")
				.send()
				.element("UploadId");
			for (String body : List.of("replaced", "hello")) {
				SignedRequest.of(server, "PUT", "/" + BUCKET + "/k")
					.query("uploadId", id)
					.query("partNumber", "1")
					.body(body)
					.send();
			}
		}
		try (S3ExpressLocalServer server = withData(); S3Client client = TestClients.sync(server)) {
			var parts = client.listParts((list) -> list.bucket(BUCKET).key("k").uploadId(id)).parts();
			assertThat(parts).singleElement().satisfies((part) -> assertThat(part.size()).isEqualTo(5));
			etag = parts.get(0).eTag();
			client.completeMultipartUpload((complete) -> complete.bucket(BUCKET)
				.key("k")
				.uploadId(id)
				.multipartUpload((upload) -> upload.parts((part) -> part.partNumber(1).eTag(etag))));
			var got = client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k"));
			assertThat(got.asUtf8String()).isEqualTo("hello");
			assertThat(got.response().metadata()).containsEntry("colour", "blue");
		}
		try (S3ExpressLocalServer server = withData(); S3Client client = TestClients.sync(server)) {
			assertThat(client.listMultipartUploads((list) -> list.bucket(BUCKET)).uploads()).isEmpty();
			assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key("k")).asUtf8String()).isEqualTo("hello");
		}
	}

	@Test
	void renameThatWasCutOffShouldBeFinishedAtTheNextStart() throws IOException {
		Path objects = this.directory.resolve("buckets").resolve(BUCKET).resolve("objects");
		Path before;
		byte[] description;
		try (S3ExpressLocalServer server = withData(); S3Client client = TestClients.sync(server)) {
			client.putObject((put) -> put.bucket(BUCKET).key("from"), RequestBody.fromString("x"));
			before = files(objects).get(0);
			description = Files.readAllBytes(before);
			// The old description comes back, as if the process had died before it went;
			// so
			// does the note of the rename.
			Path moves = this.directory.resolve("buckets").resolve(BUCKET).resolve("moves");
			Files.createDirectories(moves);
			String etag = client.headObject((head) -> head.bucket(BUCKET).key("from")).eTag().replace("\"", "");
			client.renameObject((rename) -> rename.bucket(BUCKET).key("to").renameSource("/" + BUCKET + "/from"));
			Files.write(moves.resolve("one"), StorageFiles.move("from", "to", etag));
		}
		Files.createDirectories(before.getParent());
		Files.write(before, description);
		try (S3ExpressLocalServer server = withData(); S3Client client = TestClients.sync(server)) {
			assertThat(client.listObjectsV2((list) -> list.bucket(BUCKET)).contents())
				.extracting((object) -> object.key())
				.containsExactly("to");
		}
	}

	@Test
	void fullDiskShouldBeToldAndLoseNothing() throws Exception {
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", this.directory.toString())).as("root only")
			.isZero();
		try {
			int stored = 0;
			try (S3ExpressLocalServer server = withData()) {
				RawHttp.Answer answer;
				do {
					answer = put(server, "k" + stored, 200_000);
					stored += (answer.status() == 200) ? 1 : 0;
				}
				while (answer.status() == 200 && stored < 100);
				assertThat(stored).isBetween(5, 20);
				assertThat(answer.status()).isEqualTo(507);
				assertThat(answer.code()).isEqualTo("InsufficientStorage");
				for (int i = 0; i < stored; i++) {
					assertThat(SignedRequest.of(server, "GET", "/" + BUCKET + "/k" + i).send().body()).hasSize(200_000);
				}
				SignedRequest.of(server, "DELETE", "/" + BUCKET + "/k0").send();
				assertThat(put(server, "again", 100_000).status()).isEqualTo(200);
			}
			try (S3ExpressLocalServer server = withData(); S3Client client = TestClients.sync(server)) {
				assertThat(client.listObjectsV2((list) -> list.bucket(BUCKET)).keyCount()).isEqualTo(stored);
			}
		}
		finally {
			run("umount", this.directory.toString());
		}
	}

	@Test
	void serverOutOfDescriptorsShouldServeAgainOnceThereAreSome() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/bin/bash"))).isTrue();
		try (ServerProcess process = ServerProcess.start("ulimit -n 120;", BUCKET, null)) {
			// Loads the classes, for which there are no descriptors later.
			assertThat(put(process.endpoint()).status()).isEqualTo(200);
			List<Socket> sockets = new ArrayList<>();
			for (int i = 0; i < 200; i++) {
				Socket socket = new Socket("127.0.0.1", process.endpoint().getPort());
				sockets.add(socket);
				// Busy, so that it cannot be closed to make room.
				socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes());
			}
			for (Socket socket : sockets) {
				socket.close();
			}
			assertThat(put(process.endpoint()).status()).isEqualTo(200);
		}
	}

	private static RawHttp.Answer put(URI endpoint) throws IOException {
		return SignedRequest.at(endpoint, "PUT", "/" + BUCKET + "/k")
			.credentials(ServerProcess.ACCESS_KEY_ID, ServerProcess.SECRET_ACCESS_KEY)
			.body("x")
			.send();
	}

	private static RawHttp.Answer put(S3ExpressLocalServer server, String key, int length) throws IOException {
		return SignedRequest.of(server, "PUT", "/" + BUCKET + "/" + key).body(new byte[length]).send();
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

	private static List<Path> files(Path below) throws IOException {
		try (var found = Files.walk(below)) {
			return found.filter(Files::isRegularFile).toList();
		}
	}

	private S3ExpressLocalServer withData() {
		return S3ExpressLocalServer.builder().bucket(BUCKET).dataDirectory(this.directory).start();
	}

}
