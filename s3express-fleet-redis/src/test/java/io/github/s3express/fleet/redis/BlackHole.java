/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between instances and their store, and loses what it is sent for a while without
 * closing a connection, as a partitioned network does.
 */
final class BlackHole implements AutoCloseable {

	private final ServerSocket listener;

	private final int target;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private volatile boolean swallowing;

	BlackHole(int target) {
		this.target = target;
		try {
			this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	void swallow(boolean swallowing) {
		this.swallowing = swallowing;
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			try {
				connect(client, new Socket(InetAddress.getLoopbackAddress(), this.target));
			}
			catch (IOException ex) {
				// Nobody listens there for now.
				client.close();
			}
		}
	}

	private void connect(Socket client, Socket server) throws IOException {
		client.setTcpNoDelay(true);
		server.setTcpNoDelay(true);
		this.open.add(client);
		this.open.add(server);
		run(() -> copy(client, server));
		run(() -> copy(server, client));
	}

	// What has been swallowed once is missing for ever: nothing of it comes through any
	// more.
	private void copy(Socket from, Socket to) throws IOException {
		byte[] buffer = new byte[8192];
		boolean dead = false;
		try (from; to) {
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
				dead |= this.swallowing;
				if (!dead) {
					output.write(buffer, 0, length);
				}
			}
		}
	}

	private static void run(Loop loop) {
		Thread thread = new Thread(() -> {
			try {
				loop.run();
			}
			catch (IOException ex) {
				// Closed.
			}
		}, "black-hole");
		thread.setDaemon(true);
		thread.start();
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

	private interface Loop {

		void run() throws IOException;

	}

}
