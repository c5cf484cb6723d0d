/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The answer to one request. Headers first, then exactly one of the {@code send} methods.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class HttpResponse {

	private final OutputStream out;

	private final boolean head;

	private final ConnectionActivity activity;

	private Runnable beforeEnd = () -> {
	};

	private final List<String> headers = new ArrayList<>();

	private BooleanSupplier closes = () -> false;

	private boolean close;

	private boolean sent;

	private int status;

	private long truncateAfter = Long.MAX_VALUE;

	HttpResponse(OutputStream out, boolean head, ConnectionActivity activity) {
		this.out = out;
		this.head = head;
		this.activity = activity;
	}

	/**
	 * Adds a header.
	 * @param name the name
	 * @param value the value; what is not visible ASCII is replaced, so that no value can
	 * end a line
	 */
	public void header(String name, String value) {
		this.headers.add(name + ": " + visible(value));
	}

	/**
	 * Closes the connection after this answer.
	 */
	public void closeAfterwards() {
		this.close = true;
	}

	/**
	 * Breaks the connection after so many bytes of the body: for injected faults.
	 * @param bytes the bytes of the body that still go out
	 */
	public void truncateAfter(long bytes) {
		this.truncateAfter = bytes;
	}

	/**
	 * Waits on the client's behalf without being taken for a stalled connection.
	 * @param nanos how long, in nanoseconds
	 * @throws IOException if the server is being closed
	 */
	public void pause(long nanos) throws IOException {
		this.activity.enter(ConnectionActivity.Phase.WORKING);
		try {
			Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException("The server is being closed.");
		}
		finally {
			this.activity.enter(ConnectionActivity.Phase.WORKING);
		}
	}

	/**
	 * Says what to do when the answer is complete, just before the client can see its
	 * end: whoever has the answer finds that done.
	 * @param task done at most once
	 */
	public void beforeEnd(Runnable task) {
		this.beforeEnd = task;
	}

	private void finish() throws IOException {
		this.beforeEnd.run();
		this.out.flush();
	}

	/**
	 * Answers with a body in memory.
	 * @param status the HTTP status
	 * @param body the body, may be empty
	 * @throws IOException if the client went away
	 */
	public void send(int status, byte[] body) throws IOException {
		writeHead(status, body.length);
		if (!this.head && body.length > 0) {
			int length = (int) Math.min(body.length, this.truncateAfter);
			this.out.write(body, 0, length);
			failIfTruncated(body.length);
		}
		finish();
	}

	/**
	 * Answers with a streamed body.
	 * @param status the HTTP status
	 * @param length the bytes that the body has
	 * @param body the body; not closed here
	 * @throws IOException if the client went away or the body is shorter than its length
	 */
	public void send(int status, long length, InputStream body) throws IOException {
		writeHead(status, length);
		if (!this.head) {
			byte[] buffer = new byte[(int) Math.min(64 * 1024, Math.max(1, length))];
			long remaining = Math.min(length, this.truncateAfter);
			while (remaining > 0) {
				int count = body.read(buffer, 0, (int) Math.min(buffer.length, remaining));
				if (count < 0) {
					throw new IOException("The stored object is shorter than its length.");
				}
				this.out.write(buffer, 0, count);
				remaining -= count;
			}
			failIfTruncated(length);
		}
		finish();
	}

	/**
	 * Answers a HEAD request, whose length is not that of a body.
	 * @param status the HTTP status
	 * @param length the value of Content-Length
	 * @throws IOException if the client went away
	 */
	public void sendHead(int status, long length) throws IOException {
		writeHead(status, length);
		finish();
	}

	/**
	 * Whether an answer was begun.
	 * @return {@code true} once a status line may have gone out
	 */
	public boolean isSent() {
		return this.sent;
	}

	/**
	 * The status that was sent.
	 * @return the HTTP status, 0 if none was sent
	 */
	public int status() {
		return this.status;
	}

	// What closes is asked when the answer begins: a client that is not told may send its
	// next request before it sees the connection end.
	void closeAfterwardsIf(BooleanSupplier closes) {
		this.closes = closes;
	}

	boolean isClosing() {
		return this.close;
	}

	private void failIfTruncated(long length) throws IOException {
		if (length > this.truncateAfter) {
			this.out.flush();
			throw new IOException("The body was cut off on demand.");
		}
	}

	private void writeHead(int status, long length) throws IOException {
		this.sent = true;
		this.status = status;
		this.close |= this.closes.getAsBoolean();
		StringBuilder text = new StringBuilder(512);
		text.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
		for (String header : this.headers) {
			text.append(header).append("\r\n");
		}
		if (status != 204 && status != 304) {
			text.append("Content-Length: ").append(length).append("\r\n");
		}
		if (this.close) {
			text.append("Connection: close\r\n");
		}
		text.append("\r\n");
		this.out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String visible(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if (c < ' ' || c == 0x7f || c > 0xff) {
				return value.replaceAll("[^\\x20-\\x7e\\x80-\\xff]", "?");
			}
		}
		return value;
	}

	private static String reason(int status) {
		return switch (status) {
			case 200 -> "OK";
			case 204 -> "No Content";
			case 206 -> "Partial Content";
			case 304 -> "Not Modified";
			case 400 -> "Bad Request";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 405 -> "Method Not Allowed";
			case 409 -> "Conflict";
			case 411 -> "Length Required";
			case 412 -> "Precondition Failed";
			case 416 -> "Range Not Satisfiable";
			case 500 -> "Internal Server Error";
			case 501 -> "Not Implemented";
			case 503 -> "Service Unavailable";
			default -> "Status";
		};
	}

}
