/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.AttributeMap;

import io.github.s3express.local.LocalServerTls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies that are short enough to have no chunks: what they are sent with, and that they
 * come whole, once, and as they were.
 */
class SmallBodyTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private static final String KEY = "key";

	private static final String CHUNKED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

	private static final int MAX = SmallRequestSigner.MAX_BODY;

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient NETTY = NettyNioAsyncHttpClient.builder()
		.buildWithDefaults(AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build());

	private ClientFixture fixture = new ClientFixture();

	@AfterAll
	static void closeHttpClient() {
		NETTY.close();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 1024, MAX })
	void putShouldSendTheChecksumInAHeader(int size) {
		byte[] content = content(size);
		put(this.fixture.client(), RequestBody.fromBytes(content));
		assertPlain(content, sha256(content));
		putAsync(AsyncRequestBody.fromBytes(content)).join();
		assertPlain(content, sha256(content));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1024, MAX })
	void putOverTlsShouldSendTheChecksumAlone(int size) {
		useTls();
		byte[] content = content(size);
		put(this.fixture.client((builder) -> builder.httpClientBuilder(new ClientFixture.Trusting())),
				RequestBody.fromBytes(content));
		assertPlain(content, "UNSIGNED-PAYLOAD");
		putAsync(AsyncRequestBody.fromBytes(content)).join();
		assertPlain(content, "UNSIGNED-PAYLOAD");
	}

	@Test
	void putOverTlsWhenOneByteIsChangedShouldBeRefused() {
		useTls();
		S3Client client = this.fixture.client((builder) -> builder.httpClient(TamperingHttpClient.ofBodies((body) -> {
			body[0]++;
			return body;
		})));
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put(client, RequestBody.fromBytes(content(1024))))
			.satisfies((refusal) -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
	}

	@Test
	void putWhenBodyIsLongerShouldSendChunks() {
		byte[] content = content(MAX + 1);
		put(this.fixture.client(), RequestBody.fromBytes(content));
		assertThat(last().firstMatchingHeader("x-amz-content-sha256")).contains(CHUNKED);
		assertStored(content);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CRC32", "CRC32C", "SHA1", "SHA256" })
	void putWhenChecksumIsChosenShouldSendIt(String algorithm) {
		byte[] content = content(1024);
		this.fixture.client()
			.putObject((put) -> put.bucket(BUCKET).key(KEY).checksumAlgorithm(ChecksumAlgorithm.fromValue(algorithm)),
					RequestBody.fromBytes(content));
		assertThat(last().firstMatchingHeader(BodyChecksum.header(algorithm))).isPresent();
		assertThat(last().firstMatchingHeader("x-amz-trailer")).isEmpty();
		assertStored(content);
	}

	@Test
	void putWhenChecksumIsGivenShouldSendIt() {
		byte[] content = content(1024);
		String wrong = BodyChecksum.of("CRC32", content(1023), new Digests()).value();
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.fixture.client()
				.putObject((put) -> put.bucket(BUCKET).key(KEY).checksumCRC32(wrong), RequestBody.fromBytes(content)))
			.satisfies((refusal) -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
	}

	@Test
	void uploadPartShouldSendTheChecksumInAHeader() {
		S3Client client = this.fixture.client();
		String upload = client.createMultipartUpload((create) -> create.bucket(BUCKET).key(KEY)).uploadId();
		byte[] content = content(1024);
		client.uploadPart((part) -> part.bucket(BUCKET).key(KEY).uploadId(upload).partNumber(1),
				RequestBody.fromBytes(content));
		assertThat(last().firstMatchingHeader("x-amz-content-sha256")).contains(sha256(content));
		assertThat(last().firstMatchingHeader("x-amz-checksum-crc32")).isPresent();
	}

	@Test
	void putWhenSessionIsRefusedShouldSendTheWholeBodyAgain() {
		byte[] content = content(1024);
		this.fixture.server.faults().on("PutObject").times(1).error(400, "ExpiredToken");
		put(this.fixture.client(), RequestBody.fromBytes(content));
		assertStored(content);
		this.fixture.server.faults().on("PutObject").times(1).error(400, "ExpiredToken");
		putAsync(AsyncRequestBody.fromBytes(content)).join();
		assertStored(content);
		assertThat(this.fixture.count("PutObject")).isEqualTo(4);
	}

	@Test
	void putWhenBodyChangesBetweenAttemptsShouldBeRefused() {
		AtomicInteger attempts = new AtomicInteger();
		this.fixture.server.faults().on("PutObject").times(1).error(503, "SlowDown");
		ContentStreamProvider changing = () -> new ByteArrayInputStream(content(1024, attempts.incrementAndGet()));
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> put(this.fixture.client(), RequestBody.fromContentProvider(changing, 1024, "text/plain")))
			.satisfies((refusal) -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BadDigest"));
		assertThat(attempts).hasValue(2);
	}

	@Test
	void putWhenBodyCanBeReadOnlyOnceShouldReadItOnce() {
		byte[] content = content(1024);
		AtomicInteger opened = new AtomicInteger();
		put(this.fixture.client(), RequestBody.fromContentProvider(() -> {
			opened.incrementAndGet();
			return new ByteArrayInputStream(content);
		}, content.length, "text/plain"));
		assertThat(opened).hasValue(1);
		assertStored(content);
	}

	@Test
	void putWhenBodyFailsOnceShouldTryAgain() {
		byte[] content = content(1024);
		AtomicInteger opened = new AtomicInteger();
		put(this.fixture.client(),
				RequestBody.fromContentProvider(
						() -> (opened.incrementAndGet() == 1) ? new Broken() : new ByteArrayInputStream(content),
						content.length, "text/plain"));
		assertStored(content);
		putAsync(new Streamed(content.length, content, new IOException("broken"))).join();
		assertStored(content);
	}

	@Test
	void putWhenBodyIsShorterThanAnnouncedShouldFailAndStoreNothing() {
		byte[] content = content(1024);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> put(this.fixture.client(),
				RequestBody.fromContentProvider(() -> new ByteArrayInputStream(content), 1025, "text/plain")));
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> putAsync(new Streamed(1025, content, null)).join());
		assertThat(this.fixture.client().listObjectsV2((list) -> list.bucket(BUCKET)).contents()).isEmpty();
	}

	@Test
	void putWhenBodyIsLongerThanAnnouncedShouldSendWhatWasAnnounced() {
		byte[] content = content(1024);
		put(this.fixture.client(),
				RequestBody.fromContentProvider(() -> new ByteArrayInputStream(content(2048)), 1024, "text/plain"));
		assertStored(content);
		putAsync(new Streamed(1024, content(2048), null)).join();
		assertStored(content);
	}

	@Test
	void putWhenBodyComesPieceByPieceShouldSendAllOfThem() {
		byte[] content = content(MAX);
		putAsync(new Streamed(content.length, content, null)).join();
		assertPlain(content, sha256(content));
	}

	@Test
	void putWhenItCannotBeReadShouldSayWhy() {
		assertThatExceptionOfType(SdkClientException.class)
			.isThrownBy(
					() -> put(this.fixture.client(), RequestBody.fromContentProvider(Broken::new, 1024, "text/plain")))
			.withMessageContaining("broken");
	}

	private void useTls() {
		this.fixture.close();
		this.fixture = new ClientFixture((server) -> server.tls(LocalServerTls.generated()), (manager) -> {
		});
	}

	private static void put(S3Client client, RequestBody body) {
		client.putObject((put) -> put.bucket(BUCKET).key(KEY), body);
	}

	private CompletableFuture<?> putAsync(AsyncRequestBody body) {
		S3AsyncClient client = this.fixture.asyncClient((builder) -> builder.httpClient(NETTY));
		return client.putObject((put) -> put.bucket(BUCKET).key(KEY), body);
	}

	private void assertPlain(byte[] content, String hash) {
		SdkHttpRequest request = last();
		assertThat(request.firstMatchingHeader("x-amz-content-sha256")).contains(hash);
		assertThat(request.firstMatchingHeader("x-amz-checksum-crc32"))
			.contains(BodyChecksum.of("CRC32", content, new Digests()).value());
		assertThat(request.firstMatchingHeader("Content-Encoding")).isEmpty();
		assertThat(request.firstMatchingHeader("x-amz-trailer")).isEmpty();
		assertStored(content);
	}

	private void assertStored(byte[] content) {
		S3Client client = this.fixture.client((builder) -> builder.httpClientBuilder(new ClientFixture.Trusting()));
		assertThat(client.getObjectAsBytes((get) -> get.bucket(BUCKET).key(KEY)).asByteArray()).isEqualTo(content);
	}

	private SdkHttpRequest last() {
		return this.fixture.requests.get(this.fixture.requests.size() - 1);
	}

	private static String sha256(byte[] content) {
		return HexFormat.of().formatHex(new Digests().sha256(content));
	}

	private static byte[] content(int size) {
		return content(size, 1);
	}

	private static byte[] content(int size, int seed) {
		byte[] content = new byte[2 * MAX];
		new Random(seed).nextBytes(content);
		return Arrays.copyOf(content, size);
	}

	private static final class Broken extends InputStream {

		@Override
		public int read() throws IOException {
			throw new IOException("broken");
		}

	}

	/**
	 * A body in pieces, that may fail in the middle when it is first asked for.
	 */
	private static final class Streamed implements AsyncRequestBody {

		private final long announced;

		private final byte[] content;

		private final IOException failure;

		private final AtomicInteger subscribed = new AtomicInteger();

		Streamed(long announced, byte[] content, IOException failure) {
			this.announced = announced;
			this.content = content;
			this.failure = failure;
		}

		@Override
		public Optional<Long> contentLength() {
			return Optional.of(this.announced);
		}

		@Override
		public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
			boolean fails = this.failure != null && this.subscribed.incrementAndGet() == 1;
			List<ByteBuffer> pieces = new ArrayList<>();
			for (int start = 0; start < this.content.length; start += 1000) {
				pieces.add(ByteBuffer.wrap(this.content, start, Math.min(1000, this.content.length - start)).slice());
			}
			SdkPublisher<ByteBuffer> publisher = AsyncRequestBody
				.fromByteBuffersUnsafe(pieces.toArray(ByteBuffer[]::new));
			if (fails) {
				SdkPublisher.adapt(publisher).map((piece) -> {
					throw new UncheckedIOException(this.failure);
				}).subscribe((Subscriber) subscriber);
			}
			else {
				publisher.subscribe(subscriber);
			}
		}

	}

}
