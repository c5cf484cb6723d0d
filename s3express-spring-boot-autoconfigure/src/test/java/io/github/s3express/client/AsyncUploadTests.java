/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.BlockingInputStreamAsyncRequestBody;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uploads in parts while sessions come and go: what is sent again is the request that was
 * refused, and nothing else.
 */
class AsyncUploadTests {

	private static final String BUCKET = ClientFixture.BUCKET;

	private static final int PARTS = 3;

	private static final int SIZE = PARTS * 8 * 1024 * 1024;

	// Closing one takes two seconds.
	private static final SdkAsyncHttpClient HTTP_CLIENT = NettyNioAsyncHttpClient.create();

	private final byte[] content = new byte[SIZE];

	private final ClientFixture fixture = new ClientFixture();

	private final S3AsyncClient client = this.fixture.customizer.build(S3AsyncClient.builder()
		.region(this.fixture.region())
		.credentialsProvider(this.fixture.credentials)
		.httpClient(HTTP_CLIENT)
		.multipartEnabled(true));

	@TempDir
	private Path directory;

	AsyncUploadTests() {
		new Random(1).nextBytes(this.content);
	}

	@AfterAll
	static void closeHttpClient() {
		HTTP_CLIENT.close();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.fixture.close();
	}

	@ParameterizedTest
	@EnumSource
	void uploadWhenAPartIsRefusedShouldSendOnlyThatPartAgain(Body body) {
		this.fixture.server.faults().on("UploadPart").times(1).error(400, "ExpiredToken");
		upload(body).join();
		assertThat(this.fixture.count("CreateMultipartUpload")).isOne();
		assertThat(this.fixture.count("UploadPart")).isEqualTo(PARTS + 1);
		assertThat(this.fixture.count("CompleteMultipartUpload")).isOne();
		assertStored();
	}

	@ParameterizedTest
	@EnumSource
	void uploadWhenBucketIsColdShouldAwaitItsSessionOnce(Body body) {
		this.fixture.creations.shut();
		CompletableFuture<?> upload = upload(body);
		assertThat(upload).isNotDone();
		this.fixture.creations.open();
		upload.join();
		assertThat(this.fixture.count("CreateSession")).isOne();
		assertThat(this.fixture.count("CreateMultipartUpload")).isOne();
		assertThat(this.fixture.count("UploadPart")).isEqualTo(PARTS);
		assertStored();
	}

	@ParameterizedTest
	@EnumSource
	void uploadWhenItsCompletionIsRefusedShouldRepeatTheCompletion(Body body) {
		this.fixture.server.faults().on("CompleteMultipartUpload").times(1).error(400, "ExpiredToken");
		upload(body).join();
		assertThat(this.fixture.count("CreateMultipartUpload")).isOne();
		assertThat(this.fixture.count("UploadPart")).isEqualTo(PARTS);
		assertThat(this.fixture.count("CompleteMultipartUpload")).isEqualTo(2);
		assertStored();
	}

	@Test
	void bodilessRequestWhenSessionIsStillToBeMadeShouldAwaitIt() {
		String upload = this.client.createMultipartUpload((create) -> create.bucket(BUCKET).key("key"))
			.join()
			.uploadId();
		this.fixture.manager.release(this.fixture.manager.key(BUCKET, "AbortMultipartUpload"));
		this.fixture.creations.shut();
		CompletableFuture<?> abort = this.client
			.abortMultipartUpload((request) -> request.bucket(BUCKET).key("key").uploadId(upload));
		CompletableFuture<?> complete = this.client.completeMultipartUpload((request) -> request.bucket(BUCKET)
			.key("key")
			.uploadId("none")
			.multipartUpload(CompletedMultipartUpload.builder().build()));
		assertThat(abort).isNotDone();
		assertThat(complete).isNotDone();
		this.fixture.creations.open();
		abort.join();
		assertThat(complete).failsWithin(Duration.ofMinutes(1))
			.withThrowableThat()
			.withCauseInstanceOf(S3Exception.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "BYTES", "FILE", "PUBLISHER" })
	void putWhenItIsRefusedShouldSendTheWholeBodyAgain(Body body) {
		try (S3AsyncClient plain = this.fixture.asyncClient((builder) -> builder.httpClient(HTTP_CLIENT))) {
			this.fixture.server.faults().on("PutObject").times(1).error(400, "ExpiredToken");
			plain.putObject((put) -> put.bucket(BUCKET).key("key"), body.of(this.content, this.directory)).join();
		}
		assertThat(this.fixture.count("PutObject")).isEqualTo(2);
		assertStored();
	}

	@Test
	void putWhenItsBodyCannotBeSentAgainShouldEndAsAnyRetryOfTheSdkDoes() {
		assertThat(endOfPut(400, "ExpiredToken")).isEqualTo(endOfPut(503, "SlowDown"));
	}

	// With a server of its own: what the SDK sent of the second attempt may arrive late.
	private String endOfPut(int status, String code) {
		try (ClientFixture own = new ClientFixture();
				S3AsyncClient plain = own.asyncClient((builder) -> builder.httpClient(HTTP_CLIENT))) {
			own.server.faults().on("PutObject").times(1).error(status, code);
			Throwable failure = failureOf(put(plain));
			assertThat(failure).isNotNull();
			return failure.toString();
		}
	}

	private CompletableFuture<?> put(S3AsyncClient plain) {
		return plain.putObject((put) -> put.bucket(BUCKET).key("key"),
				Body.BLOCKING_STREAM.of(new byte[10], this.directory));
	}

	private static Throwable failureOf(CompletableFuture<?> call) {
		return call.handle((response, failure) -> failure).join();
	}

	private CompletableFuture<?> upload(Body body) {
		return this.client.putObject((put) -> put.bucket(BUCKET).key("key"), body.of(this.content, this.directory));
	}

	private void assertStored() {
		assertThat(this.client.getObject((get) -> get.bucket(BUCKET).key("key"), AsyncResponseTransformer.toBytes())
			.join()
			.asByteArrayUnsafe()).isEqualTo(this.content);
	}

	private enum Body {

		BYTES {

			@Override
			AsyncRequestBody of(byte[] content, Path directory) {
				return AsyncRequestBody.fromBytes(content);
			}

		},

		FILE {

			@Override
			AsyncRequestBody of(byte[] content, Path directory) {
				try {
					return AsyncRequestBody.fromFile(Files.write(directory.resolve("content"), content));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}

		},

		PUBLISHER {

			@Override
			AsyncRequestBody of(byte[] content, Path directory) {
				List<ByteBuffer> chunks = new ArrayList<>();
				for (int start = 0; start < content.length; start += 1024 * 1024) {
					chunks.add(ByteBuffer.wrap(content, start, Math.min(1024 * 1024, content.length - start)).slice());
				}
				return new AsyncRequestBody() {

					@Override
					public Optional<Long> contentLength() {
						return Optional.of((long) content.length);
					}

					@Override
					public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
						SdkPublisher.fromIterable(chunks).map(ByteBuffer::duplicate).subscribe(subscriber);
					}

				};
			}

		},

		BLOCKING_STREAM {

			@Override
			AsyncRequestBody of(byte[] content, Path directory) {
				BlockingInputStreamAsyncRequestBody body = AsyncRequestBody
					.forBlockingInputStream((long) content.length);
				Thread writer = new Thread(() -> body.writeInputStream(new ByteArrayInputStream(content)),
						"blocking-stream");
				writer.setDaemon(true);
				writer.start();
				return body;
			}

		};

		abstract AsyncRequestBody of(byte[] content, Path directory);

	}

}
