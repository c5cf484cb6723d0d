/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Ends TLS in front of a plain server.
 */
final class TlsFront implements AutoCloseable {

	private final ServerSocket listener;

	private final URI plain;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	TlsFront(SSLContext context, URI plain, boolean needClientCertificate) throws IOException {
		var socket = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		socket.setNeedClientAuth(needClientCertificate);
		this.listener = socket;
		this.plain = plain;
		this.threads.execute(this::accept);
	}

	URI endpoint() {
		return URI.create("https://127.0.0.1:" + this.listener.getLocalPort());
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket front = this.listener.accept();
				Socket back = new Socket(this.plain.getHost(), this.plain.getPort());
				this.threads.execute(() -> copy(front, back));
				this.threads.execute(() -> copy(back, front));
			}
			catch (IOException ex) {
				// The next connection may fare better.
			}
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to; InputStream input = from.getInputStream(); OutputStream output = to.getOutputStream()) {
			input.transferTo(output);
		}
		catch (IOException ex) {
			// One side hung up.
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		this.threads.shutdownNow();
	}

}
