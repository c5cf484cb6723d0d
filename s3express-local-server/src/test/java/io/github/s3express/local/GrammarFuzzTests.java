/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.s3express.local.GrammarRequests.Generated;
import io.github.s3express.local.operation.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests made of what the operations declare: right and wrong values, what is not
 * declared, spoiled documents. Each is answered, with no 5xx but 501 and 503; one that is
 * refused, or only reads, changes nothing; one that carries what nobody has heard of is
 * refused. A few thousand of them in the ordinary build,
 * {@code -Ds3express.fuzz.seconds=600} makes it longer, {@code -Ds3express.fuzz.seed}
 * another run.
 *
 * @author The S3 Express Spring Boot authors
 */
class GrammarFuzzTests {

	private static final int REQUESTS = 4000;

	private static final int REQUESTS_OF_A_STATE = 150;

	private final Map<Operation, int[]> outcomes = new EnumMap<>(Operation.class);

	private final Map<Integer, Integer> statuses = new TreeMap<>();

	private S3ExpressLocalServer server;

	private @Nullable Socket zonal;

	private @Nullable Socket control;

	@BeforeEach
	void start() {
		this.server = GrammarRequests.BUCKETS.stream()
			.reduce(S3ExpressLocalServer.builder().clock(() -> FuzzCorpus.NOW), S3ExpressLocalServer.Builder::bucket,
					(one, other) -> one)
			.start();
	}

	@AfterEach
	void stop() throws IOException {
		disconnect();
		this.server.close();
	}

	@Test
	void refusedRequestsShouldChangeNothingAndOthersShouldBeAnswered() throws IOException {
		long seconds = Long.getLong("s3express.fuzz.seconds", 0);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		GrammarRequests requests = new GrammarRequests(this.server, Long.getLong("s3express.fuzz.seed", 1));
		long sent = 0;
		while ((seconds > 0) ? System.nanoTime() < end : sent < REQUESTS) {
			if (sent % REQUESTS_OF_A_STATE == 0) {
				this.server.reset();
				requests.prepare();
			}
			send(requests.next());
			sent++;
		}
		System.getLogger("fuzz")
			.log(System.Logger.Level.INFO,
					"{0} requests, answers by status: {1}; by operation, carried out and refused: {2}", sent,
					this.statuses, text());
		for (Operation operation : Operation.values()) {
			int[] outcome = this.outcomes.getOrDefault(operation, new int[2]);
			assertThat(outcome[0]).as(operation + " was never carried out").isPositive();
			assertThat(outcome[1]).as(operation + " was never refused").isPositive();
		}
	}

	private String text() {
		StringBuilder text = new StringBuilder();
		this.outcomes.forEach((operation, outcome) -> text.append(' ')
			.append(operation.apiName())
			.append(' ')
			.append(outcome[0])
			.append('+')
			.append(outcome[1]));
		return text.toString();
	}

	private void send(Generated generated) throws IOException {
		String before = this.server.stateDigest();
		RawHttp.Answer answer = exchange(generated);
		String what = generated.operation() + "\n" + new String(generated.bytes(), StandardCharsets.ISO_8859_1) + "\n"
				+ answer;
		int status = answer.status();
		this.statuses.merge(status, 1, Integer::sum);
		this.outcomes.computeIfAbsent(generated.operation(), (operation) -> new int[2])[(status < 400) ? 0 : 1]++;
		assertThat(status).as(what).isGreaterThanOrEqualTo(200);
		assertThat(status < 500 || status == 501 || status == 503).as(what).isTrue();
		if (status >= 400 || generated.reads()) {
			assertThat(this.server.stateDigest()).as("changed by " + what).isEqualTo(before);
		}
		if (generated.unheardOf()) {
			assertThat(status).as(what).isGreaterThanOrEqualTo(400);
		}
	}

	private RawHttp.Answer exchange(Generated generated) throws IOException {
		for (int attempt = 0;; attempt++) {
			try {
				Socket socket = connect(generated.control());
				socket.getOutputStream().write(generated.bytes());
				InputStream in = new BufferedInputStream(socket.getInputStream());
				RawHttp.Answer answer = RawHttp.read(in, generated.head());
				if ("close".equals(answer.headers().get("connection"))) {
					disconnect();
				}
				if (answer.status() != 0 || attempt > 0) {
					return answer;
				}
			}
			catch (SocketException ex) {
				if (attempt > 0) {
					throw ex;
				}
			}
			// An idle connection may be closed at any time.
			disconnect();
		}
	}

	private Socket connect(boolean toControl) throws IOException {
		Socket known = toControl ? this.control : this.zonal;
		if (known == null) {
			URI endpoint = toControl ? this.server.controlEndpoint() : this.server.endpoint();
			known = new Socket(endpoint.getHost(), endpoint.getPort());
			known.setTcpNoDelay(true);
			known.setSoTimeout(20_000);
			if (toControl) {
				this.control = known;
			}
			else {
				this.zonal = known;
			}
		}
		return known;
	}

	private void disconnect() throws IOException {
		if (this.zonal != null) {
			this.zonal.close();
		}
		if (this.control != null) {
			this.control.close();
		}
		this.zonal = null;
		this.control = null;
	}

}
