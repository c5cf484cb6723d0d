/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throws spoiled requests at a server. It runs for a few seconds in the ordinary build;
 * {@code -Ds3express.fuzz.seconds=600} makes it longer. Whatever comes, the server
 * answers below 500 or closes, goes on serving others, and its memory does not grow.
 *
 * @author The S3 Express Spring Boot authors
 */
class FuzzTests {

	private static final int THREADS = 4;

	private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicLong sent = new AtomicLong();

	private final AtomicLong accepted = new AtomicLong();

	private S3ExpressLocalServer server;

	private List<byte[]> corpus;

	@BeforeEach
	void start() throws IOException {
		this.server = S3ExpressLocalServer.builder()
			.clock(() -> FuzzCorpus.NOW)
			.credentials(FuzzCorpus.ACCESS_KEY_ID, FuzzCorpus.SECRET_ACCESS_KEY)
			.bucket(FuzzCorpus.BUCKET)
			.bucket("policy--use1-az4--x-s3")
			.bucket("alive--use1-az4--x-s3")
			.start();
		this.corpus = new ArrayList<>();
		try (Stream<Path> files = Files.list(FuzzCorpus.DIRECTORY)) {
			for (Path file : files.sorted().toList()) {
				this.corpus.add(Files.readAllBytes(file));
			}
		}
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void corpusShouldPassUnspoiled() throws IOException {
		assertThat(this.corpus).hasSizeGreaterThan(20);
		for (byte[] seed : this.corpus) {
			RawHttp.Answer answer = RawHttp.send(this.server.endpoint(), seed);
			assertThat(answer.code()).as(answer.toString())
				.isNotIn("SignatureDoesNotMatch", "BadRequest", "MalformedXML", "MalformedPolicy");
		}
	}

	@Test
	void spoiledRequestsShouldNeitherHangNorBreakTheServer() throws Exception {
		long seconds = Long.getLong("s3express.fuzz.seconds", 5);
		long seed = Long.getLong("s3express.fuzz.seed", 1);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		long heapBefore = 0;
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Mutator mutator = new Mutator(seed + i);
			Thread thread = new Thread(() -> fuzz(mutator, end), "fuzz-" + i);
			thread.start();
			threads.add(thread);
		}
		long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) / 5;
		while (System.nanoTime() < end && this.failures.isEmpty()) {
			threads.get(0).join(250);
			expectService();
			if (heapBefore == 0 && System.nanoTime() > warm) {
				heapBefore = usedHeap();
			}
		}
		for (Thread thread : threads) {
			thread.join();
		}
		cleanUp();
		long heapAfter = usedHeap();
		System.getLogger("fuzz")
			.log(System.Logger.Level.INFO, "{0} requests, {1} accepted, heap {2} KiB early and {3} KiB late", this.sent,
					this.accepted, heapBefore / 1024, heapAfter / 1024);
		assertThat(this.failures).isEmpty();
		assertThat(this.sent.get()).isGreaterThan(100);
		assertThat(this.accepted.get()).isPositive();
		assertThat(heapAfter).isLessThan(heapBefore + 64 * 1024 * 1024);
		expectService();
	}

	private void fuzz(Mutator mutator, long end) {
		while (System.nanoTime() < end && this.failures.isEmpty()) {
			byte[] request = this.corpus.get(mutator.below(this.corpus.size()));
			try {
				send((mutator.below(3) == 0) ? signedAfterwards(mutator) : mutator.mutate(request));
			}
			catch (RuntimeException ex) {
				// The SDK's signer refused what the mutator made of the request.
			}
			catch (IOException ex) {
				this.failures.add(ex.toString());
			}
			if (this.sent.incrementAndGet() % 5000 == 0) {
				cleanUp();
			}
		}
	}

	// Spoiled before it is signed, a request gets past the signature.
	private byte[] signedAfterwards(Mutator mutator) throws IOException {
		String bucket = "/" + FuzzCorpus.BUCKET;
		String[] bodies = { "<Delete><Object><Key>a</Key></Object></Delete>",
				"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>x</ETag></Part></CompleteMultipartUpload>",
				"{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"a\", \"Resource\": \"*\"}]}" };
		String[] headers = { "Range", "If-Match", "If-Modified-Since", "x-amz-copy-source", "x-amz-rename-source",
				"x-amz-write-offset-bytes", "x-amz-checksum-sha256", "x-amz-object-attributes", "x-amz-meta-a",
				"Content-Type", "x-amz-copy-source-range" };
		String[] values = { "bytes=0-5", "\"abc\"", "Sun, 22 Nov 2026 03:00:00 GMT", FuzzCorpus.BUCKET + "/dir/key",
				"0", "ETag,ObjectParts" };
		String[] queries = { "list-type", "prefix", "delimiter", "continuation-token", "max-keys", "uploads",
				"uploadId", "partNumber", "session", "attributes", "delete", "encryption", "renameObject" };
		// The bucket itself is spared: DELETE comes last and is left out for it.
		String[] methods = { "GET", "PUT", "POST", "HEAD", "DELETE" };
		boolean onBucket = mutator.below(3) == 0;
		SignedRequest request = FuzzCorpus.request(this.server.endpoint(),
				methods[mutator.below(onBucket ? methods.length - 1 : methods.length)],
				onBucket ? bucket : bucket + "/dir/key" + mutator.below(5));
		byte[] body = mutator.mutate(bodies[mutator.below(bodies.length)].getBytes(StandardCharsets.UTF_8));
		request.body((mutator.below(2) == 0) ? body : new byte[0]);
		String value = new String(mutator.mutate(values[mutator.below(values.length)].getBytes(StandardCharsets.UTF_8)),
				StandardCharsets.ISO_8859_1);
		request.header(headers[mutator.below(headers.length)], value.replaceAll("[\\x00-\\x1f\\x7f]", ""));
		for (int i = mutator.below(3); i > 0; i--) {
			request.query(queries[mutator.below(queries.length)], (mutator.below(2) == 0) ? "2"
					: new String(mutator.mutate("dir/".getBytes()), StandardCharsets.UTF_8));
		}
		return request.toBytes();
	}

	private void send(byte[] request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.server.endpoint().getPort())) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream().write(request);
			socket.shutdownOutput();
			InputStream in = socket.getInputStream();
			String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
			in.skip(Long.MAX_VALUE);
			if (head.length() == 12) {
				int status = Integer.parseInt(head.substring(9));
				if (status == 200 || status == 204) {
					this.accepted.incrementAndGet();
				}
				// 501 is a refusal: what directory buckets lack.
				if (status >= 500 && status != 501) {
					this.failures.add(status + " for:\n" + new String(request, StandardCharsets.ISO_8859_1));
				}
			}
		}
		catch (SocketTimeoutException ex) {
			this.failures.add("Hangs:\n" + new String(request, StandardCharsets.ISO_8859_1));
		}
		catch (SocketException ex) {
			// Closed by the server while the request was still being sent.
		}
	}

	private void expectService() throws IOException {
		RawHttp.Answer answer = FuzzCorpus.request(this.server.endpoint(), "PUT", "/alive--use1-az4--x-s3/key")
			.body("yes")
			.send();
		assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
	}

	// What got stored is legitimate, and would hide what leaks.
	private void cleanUp() {
		try {
			this.server.clear();
		}
		catch (RuntimeException ex) {
			this.failures.add(ex.toString());
		}
	}

	private static long usedHeap() throws InterruptedException {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			Thread.sleep(100);
			used = Math.min(used, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return used;
	}

}
