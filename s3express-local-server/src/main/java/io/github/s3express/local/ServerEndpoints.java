/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.http.HttpHandler;
import io.github.s3express.local.http.HttpLimits;
import io.github.s3express.local.http.HttpServer;
import io.github.s3express.local.operation.EndpointKind;

/**
 * Where a server listens: both of its endpoints or none, on the loopback address only.
 *
 * @param zonalServer objects and sessions
 * @param controlServer buckets and their configuration
 * @param tls what both speak TLS with, or {@code null} if they speak plain HTTP
 */
record ServerEndpoints(HttpServer zonalServer, HttpServer controlServer,
		@Nullable LocalServerTls tls) implements AutoCloseable {

	private static final String HOST = "127.0.0.1";

	static ServerEndpoints open(int zonalPort, int controlPort, @Nullable LocalServerTls tls,
			Function<EndpointKind, HttpHandler> handlers) {
		HttpServer zonal = listen(EndpointKind.ZONAL, zonalPort, tls, handlers);
		try {
			return new ServerEndpoints(zonal, listen(EndpointKind.CONTROL, controlPort, tls, handlers), tls);
		}
		catch (RuntimeException ex) {
			zonal.close();
			throw ex;
		}
	}

	private static HttpServer listen(EndpointKind kind, int port, @Nullable LocalServerTls tls,
			Function<EndpointKind, HttpHandler> handlers) {
		String name = kind.name().toLowerCase(Locale.ROOT);
		try {
			InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(HOST), port);
			return HttpServer.start("s3express-local-" + name, address, HttpLimits.defaults(), handlers.apply(kind),
					(tls != null) ? tls.context() : null);
		}
		catch (BindException ex) {
			throw new LocalServerPortInUseException(name, HOST, port, ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The S3 Express local server cannot listen on " + HOST + ":" + port + ".",
					ex);
		}
	}

	URI zonal() {
		return address(this.zonalServer);
	}

	URI control() {
		return address(this.controlServer);
	}

	private URI address(HttpServer server) {
		return URI.create(((this.tls != null) ? "https" : "http") + "://" + HOST + ":" + server.port());
	}

	@Override
	public void close() {
		this.zonalServer.close();
		this.controlServer.close();
	}

}
