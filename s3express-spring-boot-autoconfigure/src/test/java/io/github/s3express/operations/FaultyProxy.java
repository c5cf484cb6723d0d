/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.operations;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Stands between a client and a server, on the level of sockets, and spoils requests.
 */
final class FaultyProxy implements AutoCloseable {

	private static final byte[] ERROR = error();

	private final ServerSocket listener;

	private final URI server;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private volatile Function<String, Fault> faults = (head) -> Fault.NONE;

	FaultyProxy(URI server) {
		this.server = server;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		start("accept", this::accept);
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.listener.getLocalPort());
	}

	/**
	 * Spoils requests from now on.
	 * @param faults told how a request begins, says what becomes of it
	 */
	void spoil(Function<String, Fault> faults) {
		this.faults = faults;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			Socket server = new Socket(this.server.getHost(), this.server.getPort());
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.open.add(client);
			this.open.add(server);
			Connection connection = new Connection(client, server);
			start("requests", connection::requests);
			start("answers", connection::answers);
		}
	}

	private static void start(String name, Loop loop) {
		Thread thread = new Thread(() -> {
			try {
				loop.run();
			}
			catch (IOException ex) {
				// Closed.
			}
		}, "faulty-proxy-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	private static byte[] error() {
		String body = "<Error><Code>InternalError</Code><Message>Made up</Message></Error>";
		return ("HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/xml\r\nContent-Length: "
				+ body.length() + "\r\nConnection: close\r\n\r\n" + body)
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What becomes of a request.
	 */
	enum Fault {

		/** Nothing happens to it. */
		NONE,

		/** The connection is closed before the server sees it. */
		LOSE_REQUEST,

		/** The server carries it out, then the connection is closed. */
		LOSE_ANSWER,

		/** An error, and the server does not see it. */
		ERROR_BEFORE,

		/** An error, after the server has carried it out. */
		ERROR_AFTER,

		/** The server carries it out, and the client waits for ever. */
		HOLD_ANSWER

	}

	private interface Loop {

		void run() throws IOException;

	}

	private final class Connection {

		private final Socket client;

		private final Socket server;

		private volatile boolean answered = true;

		private volatile Fault fault = Fault.NONE;

		private Connection(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		private void requests() throws IOException {
			try (this.client; this.server) {
				InputStream in = this.client.getInputStream();
				byte[] buffer = new byte[64 * 1024];
				for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
					if (this.answered) {
						this.answered = false;
						this.fault = FaultyProxy.this.faults
							.apply(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
					}
					if (this.fault == Fault.LOSE_REQUEST) {
						return;
					}
					if (this.fault == Fault.ERROR_BEFORE) {
						this.client.getOutputStream().write(ERROR);
						return;
					}
					this.server.getOutputStream().write(buffer, 0, n);
				}
			}
		}

		private void answers() throws IOException {
			try (this.client; this.server) {
				InputStream in = this.server.getInputStream();
				OutputStream out = this.client.getOutputStream();
				byte[] buffer = new byte[64 * 1024];
				for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
					boolean interim = new String(buffer, 0, Math.min(n, 12), StandardCharsets.ISO_8859_1)
						.equals("HTTP/1.1 100");
					if (interim || this.fault == Fault.NONE) {
						this.answered = this.answered || !interim;
						out.write(buffer, 0, n);
					}
					else if (this.fault == Fault.LOSE_ANSWER) {
						return;
					}
					else if (this.fault == Fault.ERROR_AFTER) {
						out.write(ERROR);
						return;
					}
				}
			}
		}

	}

}
