/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * One connection: requests are answered one after the other on its own thread.
 *
 * @author The S3 Express Spring Boot authors
 */
final class HttpConnection implements Runnable {

	/** What is read of an unwanted body so that the client gets to see its answer. */
	private static final long DRAIN_BYTES = 16L * 1024 * 1024;

	private final Socket socket;

	private final HttpLimits limits;

	private final HttpHandler handler;

	private final ConnectionActivity activity;

	private final @Nullable SSLContext tls;

	HttpConnection(Socket socket, HttpLimits limits, HttpHandler handler, @Nullable SSLContext tls) {
		this.tls = tls;
		this.socket = socket;
		this.limits = limits;
		this.handler = handler;
		this.activity = new ConnectionActivity(limits);
	}

	ConnectionActivity activity() {
		return this.activity;
	}

	@Override
	public void run() {
		try (this.socket) {
			this.socket.setTcpNoDelay(true);
			serve((this.tls != null) ? TlsHandshake.accept(this.socket, this.tls) : this.socket);
		}
		catch (IOException ex) {
			// The client went away, stalled, or was cut off on demand: nobody is left to
			// tell.
		}
	}

	private void serve(Socket plain) throws IOException {
		try (plain) {
			OutputStream out = new BufferedOutputStream(new WatchedOutput(plain.getOutputStream(), this.activity),
					16 * 1024);
			ConnectionInput in = new ConnectionInput(plain.getInputStream(), this.activity);
			boolean open = true;
			while (open && in.await()) {
				this.activity.enter(ConnectionActivity.Phase.HEADERS);
				open = exchange(plain, in, out);
				this.activity.enter(ConnectionActivity.Phase.IDLE);
			}
		}
	}

	// Ends the connection from another thread. The client sees a reset if it still sends.
	// Not by way of TLS, which would have to tell a client that does not listen.
	void abort() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	private boolean exchange(Socket plain, ConnectionInput in, OutputStream out) throws IOException {
		HttpRequest request;
		try {
			request = new RequestReader(in, this.limits,
					new HttpRequest.Peer(this.socket.getInetAddress(), this.tls != null))
				.read(() -> {
					out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
					out.flush();
				});
		}
		catch (HttpException ex) {
			this.activity.enter(ConnectionActivity.Phase.WORKING);
			HttpResponse response = new HttpResponse(out, false, this.activity);
			response.closeAfterwards();
			this.handler.reject(ex, response);
			return end(plain);
		}
		this.activity.enter(ConnectionActivity.Phase.WORKING);
		if (request.method().equals("CONNECT")) {
			// Nothing is passed on: whatever host a client asks its proxy for, it talks
			// to this server. That is how clients that insist on host names reach it.
			out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			out.flush();
			return true;
		}
		HttpResponse response = new HttpResponse(out, request.method().equals("HEAD"), this.activity);
		if ("close".equalsIgnoreCase(request.headers().first("connection"))) {
			response.closeAfterwards();
		}
		// Whether a client sends a body that it was not asked for cannot be told.
		response.closeAfterwardsIf(
				() -> request.body() instanceof ContinuingBody body && !body.isAsked() && request.contentLength() != 0);
		this.handler.handle(request, response);
		return response.isClosing() ? end(plain) : drain(request.body());
	}

	// However slowly the client goes on sending, it is granted the time of one stall.
	private boolean end(Socket plain) throws IOException {
		this.activity.enter(ConnectionActivity.Phase.TRANSFER);
		linger(plain);
		return false;
	}

	private static boolean drain(InputStream body) throws IOException {
		byte[] buffer = new byte[8 * 1024];
		long room = DRAIN_BYTES;
		while (room > 0) {
			int count = body.read(buffer);
			if (count < 0) {
				return true;
			}
			room -= count;
		}
		return false;
	}

	static void linger(Socket socket) throws IOException {
		// Closing while the client sends would reset the connection and lose the answer.
		socket.shutdownOutput();
		socket.setSoTimeout(1000);
		drain(socket.getInputStream());
	}

}
