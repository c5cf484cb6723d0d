/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Faults on demand, counters and the record of requests, through the JUnit extension.
 *
 * @author The S3 Express Spring Boot authors
 */
class FaultsTests {

	@RegisterExtension
	static S3ExpressLocalServerExtension s3express = new S3ExpressLocalServerExtension(
			S3ExpressLocalServer.builder().bucket(TestClients.BUCKET));

	private S3ExpressLocalServer server;

	@BeforeEach
	void store(S3ExpressLocalServer server) throws IOException {
		this.server = server;
		assertThat(request("PUT", "/k").body("0123456789").send().status()).isEqualTo(200);
		server.counters().reset();
	}

	@Test
	void errorShouldStrikeItsOperationSoManyTimes() throws IOException {
		Faults.Fault fault = this.server.faults().on("GetObject").times(2).error(503, "SlowDown");
		assertThat(get().code()).isEqualTo("SlowDown");
		assertThat(request("HEAD", "/k").send().status()).isEqualTo(200);
		assertThat(get().status()).isEqualTo(503);
		assertThat(get().status()).isEqualTo(200);
		assertThat(fault.struck()).isEqualTo(2);
		assertThat(this.server.counters().count("GetObject")).isEqualTo(3);
	}

	@Test
	void errorWhenOfABucketShouldSpareOthers() throws IOException {
		Faults.Fault other = this.server.faults()
			.on("GetObject")
			.bucket("other--use1-az4--x-s3")
			.error(503, "SlowDown");
		assertThat(get().status()).isEqualTo(200);
		assertThat(other.struck()).isZero();
		this.server.faults().on(Faults.ANY).bucket(TestClients.BUCKET).error(500, "InternalError");
		assertThat(get().code()).isEqualTo("InternalError");
	}

	@Test
	void rateShouldStrikeEvenly() {
		this.server.faults().on(Faults.ANY).rate(0.25).error(500, "InternalError");
		assertThat(IntStream.range(0, 20).filter((i) -> statusOf() == 500).count()).isEqualTo(5);
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.faults().on("GetObject").rate(0));
	}

	@Test
	void faultOfAnUnknownOperationShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.faults().on("CreateSesion"))
			.withMessageContaining("There is no operation 'CreateSesion'");
	}

	@Test
	void latencyShouldHoldRequestsBack() throws IOException {
		this.server.faults().on("GetObject").latency(Duration.ofMillis(300));
		long started = System.nanoTime();
		assertThat(get().status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void droppedConnectionShouldAnswerNothing() throws IOException {
		this.server.faults().on("GetObject").times(1).dropConnection();
		assertThat(get().status()).isZero();
		assertThat(get().status()).isEqualTo(200);
		await().untilAsserted(() -> assertThat(this.server.requests()).extracting(RecordedRequest::status).contains(0));
	}

	@Test
	void truncatedBodyShouldEndEarly() throws IOException {
		this.server.faults().on("GetObject").times(1).truncateBody(4);
		RawHttp.Answer answer = get();
		assertThat(answer.headers()).containsEntry("content-length", "10");
		assertThat(answer.text()).isEqualTo("0123");
		assertThat(get().text()).isEqualTo("0123456789");
	}

	@Test
	void clockOffsetShouldShowInDateAndSkew() throws IOException {
		this.server.faults().clockOffset(Duration.ofMinutes(20));
		assertThat(get().code()).isEqualTo("RequestTimeTooSkewed");
		this.server.faults().clear();
		assertThat(get().status()).isEqualTo(200);
	}

	@Test
	void requestsShouldBeRememberedWithoutSecrets() throws IOException {
		SignedRequest.TestSession session = SignedRequest.TestSession.create(this.server, TestClients.BUCKET, null);
		request("GET", "/none").session(session).send();
		// A request is recorded once its answer went out.
		RecordedRequest last = await().until(() -> this.server.requests().get(this.server.requests().size() - 1),
				(request) -> request.operation().equals("GetObject"));
		assertThat(last.operation()).isEqualTo("GetObject");
		assertThat(last.key()).isEqualTo("none");
		assertThat(last.status()).isEqualTo(404);
		assertThat(last.errorCode()).isEqualTo("NoSuchKey");
		assertThat(last.accessKeyId()).isEqualTo(session.accessKeyId());
		assertThat(this.server.requests().toString()).doesNotContain(session.sessionToken())
			.doesNotContain(session.secretAccessKey())
			.doesNotContain(this.server.secretAccessKey());
		assertThat(this.server.sessions().live().toString()).doesNotContain(session.sessionToken());
	}

	@Test
	void sessionLifetimeShouldApplyToSessionsToCome() throws IOException {
		this.server.sessions().lifetime(Duration.ofSeconds(90));
		SignedRequest.TestSession session = SignedRequest.TestSession.create(this.server, TestClients.BUCKET, null);
		assertThat(this.server.sessions().live()).filteredOn((live) -> live.accessKeyId().equals(session.accessKeyId()))
			.allSatisfy((live) -> assertThat(live.expires()).isEqualTo(live.created().plusSeconds(90)));
		assertThat(this.server.sessions().revoke(session.accessKeyId())).isTrue();
		assertThat(this.server.sessions().revoke(session.accessKeyId())).isFalse();
		this.server.sessions().lifetime(Duration.ofMinutes(5));
		assertThatIllegalArgumentException().isThrownBy(() -> this.server.sessions().lifetime(Duration.ofMillis(999)));
	}

	@Test
	void closedServerShouldRefuseConnections() {
		S3ExpressLocalServer other = S3ExpressLocalServer.builder().start();
		int port = other.endpoint().getPort();
		other.close();
		assertThatIOException().isThrownBy(() -> new Socket("127.0.0.1", port).close());
	}

	private int statusOf() {
		try {
			return get().status();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	private RawHttp.Answer get() throws IOException {
		return request("GET", "/k").send();
	}

	private SignedRequest request(String method, String path) {
		return SignedRequest.of(this.server, method, "/" + TestClients.BUCKET + path);
	}

}
