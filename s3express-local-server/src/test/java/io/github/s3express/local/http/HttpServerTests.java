/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The HTTP engine alone: framing, limits, slow clients.
 *
 * @author The S3 Express Spring Boot authors
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpServerTests {

	private final List<Socket> sockets = new ArrayList<>();

	private HttpServer server;

	@AfterEach
	void stop() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.server.close();
	}

	@Test
	void keepAliveShouldServeSeveralRequestsOnOneConnection() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		for (int i = 0; i < 3; i++) {
			write(socket, "PUT /a" + i + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
			assertThat(readAnswer(socket)).contains("200 OK").endsWith("PUT /a" + i + " abc");
		}
	}

	@Test
	void pipelinedRequestsShouldBeAnsweredInOrder() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(readAnswer(socket)).endsWith("GET /1 ");
		assertThat(readAnswer(socket)).endsWith("GET /2 ");
	}

	@Test
	void chunkedBodyShouldBeDecoded() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, "PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
				+ "3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n");
		assertThat(readAnswer(socket)).endsWith("PUT /c abc0123456789");
	}

	@Test
	void clientThatStallsInTheHandshakeOfTlsShouldBeCutOff() throws Exception {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		HttpLimits limits = new HttpLimits(10, 1000, 10, Duration.ofSeconds(60), Duration.ofMillis(100),
				Duration.ofSeconds(60));
		this.server = HttpServer.start("test", address, limits, new EchoHandler(), SSLContext.getDefault());
		Socket socket = connect();
		// A record of TLS of 256 bytes that never come.
		socket.getOutputStream().write(new byte[] { 0x16, 3, 1, 1, 0 });
		assertThat(isCutOff(socket)).isTrue();
	}

	// A client that is still served gets no byte, and the test a timeout.
	private static boolean isCutOff(Socket socket) throws IOException {
		try {
			while (socket.getInputStream().read() >= 0) {
				// Until the end.
			}
			return true;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	@Test
	void expectContinueShouldBeAskedForTheBody() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, "PUT /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
		assertThat(readHead(socket)).startsWith("HTTP/1.1 100 Continue");
		write(socket, "abc");
		assertThat(readAnswer(socket)).endsWith("PUT /e abc");
	}

	@Test
	void expectContinueWhenAnsweredWithoutTheBodyShouldSayThatTheConnectionCloses() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, "PUT /unread HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
		assertThat(readAnswer(socket)).startsWith("HTTP/1.1 412 ").contains("Connection: close");
		assertThat(socket.getInputStream().read()).isNegative();
	}

	@Test
	void absoluteTargetShouldBeTakenAsPath() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, "GET http://bucket.example/key?a=b HTTP/1.1\r\nHost: bucket.example\r\n\r\n");
		assertThat(readAnswer(socket)).endsWith("GET /key ");
	}

	@Test
	void connectShouldLeadToTheServerItself() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, "CONNECT bucket.example:80 HTTP/1.1\r\nHost: bucket.example:80\r\n\r\n");
		assertThat(readHead(socket)).startsWith("HTTP/1.1 200 ");
		write(socket, "GET /key HTTP/1.1\r\nHost: bucket.example\r\n\r\n");
		assertThat(readAnswer(socket)).endsWith("GET /key ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n",
			"GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
			"GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
			"GET * HTTP/1.1\r\nHost: x\r\n\r\n",
			"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
			"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
			"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
			"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
			"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
			"PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n" })
	void malformedRequestShouldBeAnsweredWith400AndClosed(String request) throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		write(socket, request);
		assertThat(readAnswer(socket)).startsWith("HTTP/1.1 400");
		assertThat(socket.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void hugeHeadersShouldBeRefusedWithoutBeingRead() throws IOException {
		start(HttpLimits.defaults());
		Socket socket = connect();
		Thread writer = new Thread(() -> {
			try {
				write(socket, "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(1024 * 1024) + "\r\n\r\n");
			}
			catch (IOException ex) {
				// Refused before it was sent.
			}
		});
		writer.start();
		assertThat(readAnswer(socket)).startsWith("HTTP/1.1 400").contains("RequestHeaderSectionTooLarge");
	}

	@Test
	void slowHeadersShouldBeCutOffWhileOthersAreServed() throws IOException {
		start(new HttpLimits(50, 65536, 200, Duration.ofMillis(700), Duration.ofSeconds(30), Duration.ofSeconds(30)));
		for (int i = 0; i < 30; i++) {
			write(connect(), "GET / HTTP/1.1\r\nX: ");
		}
		Socket good = connect();
		write(good, "GET /good HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(readAnswer(good)).endsWith("GET /good ");
		await().atMost(Duration.ofSeconds(20)).until(() -> this.server.openConnections() <= 1);
	}

	@Test
	void stalledBodyShouldBeCutOff() throws IOException {
		start(new HttpLimits(50, 65536, 200, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(700)));
		Socket socket = connect();
		write(socket, "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
		assertThat(socket.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void fullServerShouldCloseTheLongestIdleConnection() throws IOException {
		start(new HttpLimits(5, 65536, 200, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30)));
		for (int i = 0; i < 20; i++) {
			Socket socket = connect();
			write(socket, "GET /" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
			assertThat(readAnswer(socket)).endsWith("GET /" + i + " ");
		}
		// The last one may have come while the one before was just being answered.
		await().atMost(Duration.ofSeconds(10)).until(() -> this.server.openConnections() <= 6);
	}

	@Test
	void ownWorkOfTheServerShouldNotBeTakenForAStall() throws IOException {
		start(new HttpLimits(50, 65536, 200, Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofMillis(1)));
		Socket socket = connect();
		// Longer than the reaper takes for two rounds.
		write(socket, "GET /work HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(readAnswer(socket)).endsWith("GET /work ");
	}

	@Test
	void clientThatGoesOnSendingAfterARefusalShouldBeCutOff() throws Exception {
		start(new HttpLimits(50, 65536, 200, Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofMillis(300)));
		Socket socket = connect();
		write(socket, "GET\r\n\r\n");
		assertThat(readAnswer(socket)).startsWith("HTTP/1.1 400");
		Thread slow = new Thread(() -> {
			try {
				while (true) {
					Thread.sleep(100);
					write(socket, "a");
				}
			}
			catch (IOException | InterruptedException ex) {
				// It was cut off, or the test has ended.
			}
		}, "slow-client");
		slow.setDaemon(true);
		slow.start();
		await().atMost(Duration.ofSeconds(20)).until(() -> this.server.openConnections() == 0);
		slow.interrupt();
	}

	@Test
	void serverOutOfThreadsShouldServeAgainOnceThereAreSome() throws IOException {
		AtomicBoolean exhausted = new AtomicBoolean(true);
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		this.server = HttpServer.start("test", address, HttpLimits.defaults(), new EchoHandler(), null,
				(task, name) -> {
					if (exhausted.get()) {
						throw new OutOfMemoryError("unable to create native thread");
					}
					Thread thread = new Thread(task, name);
					thread.setDaemon(true);
					return thread;
				});
		for (int i = 0; i < 3; i++) {
			assertThat(isCutOff(connect())).isTrue();
		}
		exhausted.set(false);
		Socket socket = connect();
		write(socket, "GET /again HTTP/1.1\r\nHost: x\r\n\r\n");
		assertThat(readAnswer(socket)).endsWith("GET /again ");
		assertThat(this.server.openConnections()).isEqualTo(1);
	}

	private void start(HttpLimits limits) throws IOException {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		this.server = HttpServer.start("test", address, limits, new EchoHandler(), null);
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.server.port());
		socket.setSoTimeout(20_000);
		this.sockets.add(socket);
		return socket;
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
		socket.getOutputStream().flush();
	}

	private static String readHead(Socket socket) throws IOException {
		StringBuilder head = new StringBuilder();
		InputStream in = socket.getInputStream();
		while (head.indexOf("\r\n\r\n") < 0) {
			int b = in.read();
			if (b < 0) {
				throw new IOException("Closed after: " + head);
			}
			head.append((char) b);
		}
		return head.toString();
	}

	private static String readAnswer(Socket socket) throws IOException {
		String head = readHead(socket);
		int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
		int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
		return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
	}

	/**
	 * Answers with what it was asked.
	 */
	private static final class EchoHandler implements HttpHandler {

		@Override
		public void handle(HttpRequest request, HttpResponse response) throws IOException {
			if (request.rawPath().equals("/unread")) {
				response.send(412, new byte[0]);
				return;
			}
			try {
				if (request.rawPath().equals("/work")) {
					Thread.sleep(1200);
				}
				byte[] body = request.body().readAllBytes();
				String text = request.method() + " " + request.rawPath() + " "
						+ new String(body, StandardCharsets.UTF_8);
				response.send(200, text.getBytes(StandardCharsets.UTF_8));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			catch (HttpException ex) {
				response.closeAfterwards();
				reject(ex, response);
			}
		}

		@Override
		public void reject(HttpException problem, HttpResponse response) throws IOException {
			response.send(problem.status(), problem.code().getBytes(StandardCharsets.UTF_8));
		}

	}

}
