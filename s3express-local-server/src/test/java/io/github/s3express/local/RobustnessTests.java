/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
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
			for (int round = 0; round < 60; round++) {
				server.createBucket(RACED);
				int kind = round % 4;
				byte[] write = write(server, kind).toBytes();
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
				RawHttp.Answer read = SignedRequest.of(server, "GET", "/" + RACED + "/k").send();
				assertThat(read.status()).as("round " + round).isEqualTo((deleted == 204 || kind == 2) ? 404 : 200);
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

	// A put, an append, a part, the completion of an upload.
	private static SignedRequest write(S3ExpressLocalServer server, int kind) throws IOException {
		SignedRequest put = SignedRequest.of(server, "PUT", "/" + RACED + "/k").body("x");
		return switch (kind) {
			case 0 -> put;
			case 1 -> put.header("x-amz-write-offset-bytes", "0");
			case 2 -> part(server, upload(server, RACED));
			default -> {
				String id = upload(server, RACED);
				yield complete(server, RACED, id, part(server, id).send().headers().get("etag"));
			}
		};
	}

	private static String upload(S3ExpressLocalServer server, String bucket) throws IOException {
		return SignedRequest.of(server, "POST", "/" + bucket + "/k").query("uploads", "").send().element("UploadId");
	}

	private static SignedRequest part(S3ExpressLocalServer server, String id) {
		return SignedRequest.of(server, "PUT", "/" + RACED + "/k")
			.query("uploadId", id)
			.query("partNumber", "1")
			.body("x");
	}

	private static SignedRequest complete(S3ExpressLocalServer server, String bucket, String id, String etag) {
		return SignedRequest.of(server, "POST", "/" + bucket + "/k")
			.query("uploadId", id)
			.body("<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>" + etag.replace("\"", "&quot;")
					+ "</ETag></Part></CompleteMultipartUpload>");
	}

	@Test
	void abortRacingTheCompletionShouldComeBeforeOrAfter() throws Exception {
		try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(RACED).start()) {
			for (int round = 0; round < 100; round++) {
				String id = upload(server, RACED);
				String etag = part(server, id).send().headers().get("etag");
				byte[] complete = complete(server, RACED, id, etag).toBytes();
				byte[] abort = SignedRequest.of(server, "DELETE", "/" + RACED + "/k").query("uploadId", id).toBytes();
				CyclicBarrier barrier = new CyclicBarrier(2);
				int[] status = new int[1];
				Thread aborter = new Thread(() -> {
					try {
						barrier.await();
						status[0] = RawHttp.send(server.endpoint(), abort).status();
					}
					catch (Exception ex) {
						status[0] = -1;
					}
				}, "aborter");
				aborter.start();
				barrier.await();
				int completed = RawHttp.send(server.endpoint(), complete).status();
				aborter.join();
				assertThat(List.of(completed, status[0])).as("round " + round)
					.isIn(List.of(200, 404), List.of(404, 204));
				assertThat(SignedRequest.of(server, "GET", "/" + RACED + "/k").send().status()).as("round " + round)
					.isEqualTo(completed);
				server.clear();
			}
		}
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
			// so does the note of the rename.
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

	@Test
	void writesWithoutDescriptorsShouldBeToldAndLoseNothing() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/bin/bash"))).isTrue();
		int clients = 150;
		try (ServerProcess process = ServerProcess.start("ulimit -n 160;", BUCKET, this.directory)) {
			// Loads the classes, for which there are no descriptors later.
			assertThat(put(process.endpoint()).status()).isEqualTo(200);
			assertThat(signed(process.endpoint(), "GET", "none").send().status()).isEqualTo(404);
			List<Socket> sockets = new ArrayList<>();
			List<Integer> answers = new ArrayList<>();
			for (int i = 0; i < clients; i++) {
				byte[] request = signed(process.endpoint(), "PUT", "k" + i).body("some bytes").toBytes();
				Socket socket = new Socket("127.0.0.1", process.endpoint().getPort());
				socket.setSoTimeout(30_000);
				sockets.add(socket);
				// All but the last byte: each has a descriptor for its file as well.
				socket.getOutputStream().write(request, 0, request.length - 1);
			}
			for (int i = 0; i < clients; i++) {
				answers.add(finish(sockets.get(i)));
			}
			// Or closed to make room, before anything was read.
			assertThat(answers).contains(200, 503).isSubsetOf(200, 503, 0);
			for (int i = 0; i < clients; i++) {
				assertThat(signed(process.endpoint(), "GET", "k" + i).send().status()).as("k" + i)
					.isEqualTo((answers.get(i) == 200) ? 200 : 404);
			}
		}
	}

	private static int finish(Socket started) throws IOException {
		try (Socket socket = started) {
			socket.getOutputStream().write('s');
			return RawHttp.read(socket.getInputStream()).status();
		}
		catch (SocketException ex) {
			return 0;
		}
	}

	private static SignedRequest signed(URI endpoint, String method, String key) {
		return SignedRequest.at(endpoint, method, "/" + BUCKET + "/" + key)
			.credentials(ServerProcess.ACCESS_KEY_ID, ServerProcess.SECRET_ACCESS_KEY);
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
