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

	HttpConnection(Socket socket, HttpLimits limits, HttpHandler handler) {
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
			OutputStream out = new BufferedOutputStream(this.socket.getOutputStream(), 16 * 1024);
			ConnectionInput in = new ConnectionInput(this.socket.getInputStream(), this.activity);
			boolean open = true;
			while (open && in.await()) {
				this.activity.enter(ConnectionActivity.Phase.HEADERS);
				open = exchange(in, out);
				this.activity.enter(ConnectionActivity.Phase.IDLE);
			}
		}
		catch (IOException ex) {
			// The client went away, stalled, or was cut off on demand: nobody is left to
			// tell.
		}
	}

	// Ends the connection from another thread. The client sees a reset if it still sends.
	void abort() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// It is closed.
		}
	}

	private boolean exchange(ConnectionInput in, OutputStream out) throws IOException {
		HttpRequest request;
		try {
			request = new RequestReader(in, this.limits).read(() -> {
				out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				out.flush();
			});
		}
		catch (HttpException ex) {
			this.activity.enter(ConnectionActivity.Phase.TRANSFER);
			HttpResponse response = new HttpResponse(out, false, this.activity);
			response.closeAfterwards();
			this.handler.reject(ex, response);
			linger(this.socket.getInputStream());
			return false;
		}
		this.activity.enter(ConnectionActivity.Phase.TRANSFER);
		if (request.method().equals("CONNECT")) {
			// Nothing is passed on: whatever host a client asks its proxy for, it talks
			// to
			// this server. That is how clients that insist on host names reach it.
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
		if (response.isClosing()) {
			linger(this.socket.getInputStream());
			return false;
		}
		return drain(request.body());
	}

	private boolean drain(InputStream body) throws IOException {
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

	private void linger(InputStream in) throws IOException {
		// Closing while the client sends would reset the connection and lose the answer.
		this.socket.shutdownOutput();
		this.socket.setSoTimeout(1000);
		drain(in);
	}

}
