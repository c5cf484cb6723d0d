/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Loads a server with 1 KiB GETs and PUTs over 32 connections and prints requests per
 * second and the 99th percentile. The requests are signed once and sent again and again,
 * so that the client costs next to nothing; the server checks each.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class LoadMain {

	private static final int CONNECTIONS = 32;

	private static final int BYTES = 1024;

	private final URI endpoint;

	private final int seconds;

	private LoadMain(URI endpoint, int seconds) {
		this.endpoint = endpoint;
		this.seconds = seconds;
	}

	/**
	 * Loads a server.
	 * @param args name, endpoint, service ({@code s3express} or {@code s3}), access key,
	 * secret key, bucket, seconds for each measurement
	 * @throws Exception if the server does not answer 200
	 */
	public static void main(String[] args) throws Exception {
		LoadMain load = new LoadMain(URI.create(args[1]), Integer.parseInt(args[6]));
		String path = "/" + args[5] + "/load";
		SignedRequest put = SignedRequest.at(load.endpoint, "PUT", path).body(new byte[BYTES]);
		SignedRequest get = SignedRequest.at(load.endpoint, "GET", path);
		for (SignedRequest request : List.of(put, get)) {
			request.credentials(args[3], args[4]).service(args[2]);
		}
		if (args[2].equals("s3express")) {
			RawHttp.Answer answer = SignedRequest.at(load.endpoint, "GET", "/" + args[5])
				.credentials(args[3], args[4])
				.query("session", "")
				.send();
			SignedRequest.TestSession session = new SignedRequest.TestSession(answer.element("AccessKeyId"),
					answer.element("SecretAccessKey"), answer.element("SessionToken"));
			put.session(session);
			get.session(session);
		}
		else {
			SignedRequest.at(load.endpoint, "PUT", "/" + args[5]).credentials(args[3], args[4]).service("s3").send();
		}
		PrintStream out = System.out;
		for (String name : List.of("PUT", "GET")) {
			byte[] request = (name.equals("PUT") ? put : get).toBytes();
			load.run(request, load.seconds);
			long[] nanos = load.run(request, load.seconds);
			Arrays.sort(nanos);
			out.println(String.format(Locale.ROOT, "%s %s 1 KiB: %d requests/s, p50 %.2f ms, p99 %.2f ms", args[0],
					name, nanos.length / load.seconds, nanos[nanos.length / 2] / 1e6,
					nanos[nanos.length * 99 / 100] / 1e6));
		}
	}

	private long[] run(byte[] request, int seconds) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		try {
			List<Callable<long[]>> tasks = IntStream.range(0, CONNECTIONS)
				.mapToObj((i) -> (Callable<long[]>) () -> connection(request, end))
				.collect(Collectors.toList());
			long[] all = new long[0];
			for (Future<long[]> result : threads.invokeAll(tasks)) {
				long[] part = result.get();
				int before = all.length;
				all = Arrays.copyOf(all, before + part.length);
				System.arraycopy(part, 0, all, before, part.length);
			}
			return all;
		}
		finally {
			threads.shutdown();
		}
	}

	private long[] connection(byte[] request, long end) throws IOException {
		long[] nanos = new long[1 << 20];
		int count = 0;
		byte[] line = new byte[16 * 1024];
		while (count < nanos.length && System.nanoTime() < end) {
			try (Socket socket = new Socket(this.endpoint.getHost(), this.endpoint.getPort())) {
				socket.setTcpNoDelay(true);
				InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
				// Some servers close a connection after a number of requests.
				boolean open = true;
				while (open && count < nanos.length && System.nanoTime() < end) {
					long started = System.nanoTime();
					socket.getOutputStream().write(request);
					open = readAnswer(in, line);
					nanos[count] = System.nanoTime() - started;
					count++;
				}
			}
		}
		return Arrays.copyOf(nanos, count);
	}

	private static boolean readAnswer(InputStream in, byte[] line) throws IOException {
		int length = readLine(in, line);
		String status = new String(line, 0, length);
		if (!status.contains(" 200")) {
			throw new IOException(status);
		}
		int body = 0;
		boolean chunked = false;
		boolean open = true;
		for (length = readLine(in, line); length > 0; length = readLine(in, line)) {
			if (line[0] == 'C' || line[0] == 'c' || line[0] == 'T' || line[0] == 't') {
				String header = new String(line, 0, length).toLowerCase(Locale.ROOT);
				if (header.startsWith("content-length:")) {
					body = Integer.parseInt(header.substring(15).strip());
				}
				chunked |= header.equals("transfer-encoding: chunked");
				open &= !header.equals("connection: close");
			}
		}
		if (chunked) {
			for (int size = chunk(in, line); size > 0; size = chunk(in, line)) {
				in.readNBytes(line, 0, size);
				readLine(in, line);
			}
			readLine(in, line);
		}
		in.readNBytes(line, 0, body);
		return open;
	}

	private static int chunk(InputStream in, byte[] line) throws IOException {
		return Integer.parseInt(new String(line, 0, readLine(in, line)), 16);
	}

	private static int readLine(InputStream in, byte[] line) throws IOException {
		int length = 0;
		while (true) {
			int b = in.read();
			if (b < 0) {
				throw new IOException("The server closed the connection.");
			}
			if (b == '\n') {
				return length;
			}
			if (b != '\r') {
				line[length] = (byte) b;
				length++;
			}
		}
	}

}
