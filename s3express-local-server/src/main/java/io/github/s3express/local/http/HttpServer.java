/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server over blocking sockets, one thread per connection. The JDK's
 * {@code com.sun.net.httpserver} is not used: it can bound the time of a request only as
 * a whole and for the whole JVM, which a slow client can use against all others, and it
 * cannot cut off a body.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class HttpServer implements AutoCloseable {

	private final ServerSocket serverSocket;

	private final HttpLimits limits;

	private final HttpHandler handler;

	private final @Nullable SSLContext tls;

	private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

	private final ThreadPoolExecutor workers;

	private final Thread acceptor;

	private final Thread reaper;

	private volatile boolean closed;

	private HttpServer(String name, ServerSocket serverSocket, HttpLimits limits, HttpHandler handler,
			@Nullable SSLContext tls, BiFunction<Runnable, String, Thread> threads) {
		this.tls = tls;
		this.serverSocket = serverSocket;
		this.limits = limits;
		this.handler = handler;
		AtomicInteger number = new AtomicInteger();
		this.workers = new ThreadPoolExecutor(0, limits.connections() + 16, 10, TimeUnit.SECONDS,
				new SynchronousQueue<>(), (task) -> threads.apply(task, name + "-" + number.incrementAndGet()));
		this.acceptor = daemon(this::accept, name + "-acceptor");
		this.reaper = daemon(this::reap, name + "-reaper");
	}

	/**
	 * Starts a server.
	 * @param name the name of its threads
	 * @param address where to listen, port 0 for a free one
	 * @param limits what a client is granted
	 * @param handler what answers
	 * @param tls what to speak TLS with, {@code null} for plain HTTP
	 * @return the server, listening
	 * @throws IOException if the address is in use
	 */
	public static HttpServer start(String name, InetSocketAddress address, HttpLimits limits, HttpHandler handler,
			@Nullable SSLContext tls) throws IOException {
		return start(name, address, limits, handler, tls, HttpServer::daemon);
	}

	static HttpServer start(String name, InetSocketAddress address, HttpLimits limits, HttpHandler handler,
			@Nullable SSLContext tls, BiFunction<Runnable, String, Thread> threads) throws IOException {
		ServerSocket serverSocket = new ServerSocket();
		try {
			serverSocket.setReuseAddress(true);
			serverSocket.bind(address, 1024);
		}
		catch (IOException ex) {
			serverSocket.close();
			throw ex;
		}
		HttpServer server = new HttpServer(name, serverSocket, limits, handler, tls, threads);
		server.acceptor.start();
		server.reaper.start();
		return server;
	}

	/**
	 * The port that the server listens on.
	 * @return a port number
	 */
	public int port() {
		return this.serverSocket.getLocalPort();
	}

	/**
	 * The number of open connections.
	 * @return zero or more
	 */
	public int openConnections() {
		return this.connections.size();
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			this.serverSocket.close();
		}
		catch (IOException ex) {
			// It is closed.
		}
		this.workers.shutdownNow();
		this.connections.forEach(HttpConnection::abort);
		this.reaper.interrupt();
		try {
			this.acceptor.join(TimeUnit.SECONDS.toMillis(5));
			this.connections.forEach(HttpConnection::abort);
			this.workers.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void accept() {
		while (!this.closed) {
			try {
				serve(this.serverSocket.accept());
			}
			catch (IOException ex) {
				// The server was closed, the client left before it was accepted, or there
				// are no descriptors left.
				relax();
			}
			catch (RuntimeException | LinkageError | OutOfMemoryError ex) {
				// Out of descriptors a class may not load: the next client may be served.
				relax();
			}
		}
	}

	// Waits for resources to come back, and helps them to.
	private void relax() {
		if (this.closed) {
			return;
		}
		evictOne();
		try {
			Thread.sleep(20);
		}
		catch (InterruptedException ex) {
			// The server was closed.
		}
	}

	private void serve(Socket socket) {
		while (this.connections.size() >= this.limits.connections() && evictOne()) {
			// Until there is room, or all connections are busy.
		}
		HttpConnection connection = new HttpConnection(socket, this.limits, this.handler, this.tls);
		this.connections.add(connection);
		try {
			this.workers.execute(() -> {
				try {
					connection.run();
				}
				finally {
					this.connections.remove(connection);
				}
			});
		}
		catch (RejectedExecutionException ex) {
			this.connections.remove(connection);
			connection.abort();
		}
		catch (OutOfMemoryError ex) {
			// No thread could be started: this client is turned away, the next may be
			// served.
			this.connections.remove(connection);
			connection.abort();
			relax();
		}
	}

	private boolean evictOne() {
		long now = System.nanoTime();
		Optional<HttpConnection> longest = this.connections.stream()
			.filter((connection) -> connection.activity().isWaitingForRequest())
			.max(Comparator.comparingLong((connection) -> now - connection.activity().since()));
		longest.ifPresent((connection) -> {
			this.connections.remove(connection);
			connection.abort();
		});
		return longest.isPresent();
	}

	private void reap() {
		try {
			while (!this.closed) {
				Thread.sleep(500);
				for (HttpConnection connection : this.connections) {
					if (connection.activity().isOverdue()) {
						connection.abort();
					}
				}
			}
		}
		catch (InterruptedException ex) {
			// The server was closed.
		}
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

}
