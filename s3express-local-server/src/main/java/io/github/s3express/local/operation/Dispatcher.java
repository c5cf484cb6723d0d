/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.http.HttpException;
import io.github.s3express.local.http.HttpHandler;
import io.github.s3express.local.http.HttpRequest;
import io.github.s3express.local.http.HttpResponse;
import io.github.s3express.local.protocol.S3Exception;
import io.github.s3express.local.protocol.Timestamps;
import io.github.s3express.local.protocol.XmlWriter;

/**
 * Leads a request through its stages: routing, injected faults, signature, operation,
 * answer. What goes wrong becomes an S3 error document.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class Dispatcher implements HttpHandler {

	private static final System.Logger logger = System.getLogger(Dispatcher.class.getName());

	private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([A-Za-z0-9]{1,128})(?:/|%2F)");

	private final EndpointKind endpoint;

	private final ServerState state;

	private final Traffic traffic;

	private final Authenticator authenticator;

	private final Authorizer authorizer;

	private final AccessPointScope scope;

	private final LifecycleSweep lifecycle;

	private final Map<Operation, OperationHandler> handlers;

	/**
	 * Create a dispatcher.
	 * @param endpoint the endpoint it serves
	 * @param state what operations work on
	 * @param traffic watches requests go by
	 */
	public Dispatcher(EndpointKind endpoint, ServerState state, Traffic traffic) {
		this.endpoint = endpoint;
		this.state = state;
		this.traffic = traffic;
		this.authenticator = new Authenticator(state);
		this.authorizer = new Authorizer(state);
		this.scope = new AccessPointScope(state);
		this.lifecycle = new LifecycleSweep(state);
		this.handlers = Handlers.all(state);
	}

	@Override
	public void handle(HttpRequest http, HttpResponse response) throws IOException {
		Exchange exchange = new Exchange(http, this.state.clock().instant());
		response.beforeEnd(() -> log(exchange, response));
		try {
			serve(exchange, http, response);
		}
		catch (S3Exception ex) {
			exchange.errorCode = ex.code();
			if (response.isSent()) {
				throw new IOException(ex);
			}
			sendError(ex, exchange.target, exchange.requestId, response);
		}
		catch (HttpException ex) {
			exchange.errorCode = ex.code();
			response.closeAfterwards();
			sendError(new S3Exception(ex.status(), ex.code(), String.valueOf(ex.getMessage())), exchange.target,
					exchange.requestId, response);
		}
		catch (UncheckedIOException ex) {
			fail(storageError(ex), ex, exchange, response);
		}
		catch (RuntimeException ex) {
			fail(new S3Exception(500, "InternalError", "We encountered an internal error. Please try again."), ex,
					exchange, response);
		}
		finally {
			log(exchange, response);
		}
	}

	private void log(Exchange exchange, HttpResponse response) {
		if (!exchange.logged) {
			exchange.logged = true;
			this.traffic.answered(exchange.answered(response.status()));
		}
	}

	private void fail(S3Exception answer, RuntimeException cause, Exchange exchange, HttpResponse response)
			throws IOException {
		exchange.errorCode = answer.code();
		try {
			if (response.isSent()) {
				throw new IOException(cause);
			}
			sendError(answer, exchange.target, exchange.requestId, response);
		}
		finally {
			// Last, and not of what is over soon: to log takes descriptors as well.
			if (answer.status() != 503) {
				logger.log(Level.ERROR, "Request " + exchange.requestId + " failed", cause);
			}
		}
	}

	// Not a code of S3, whose disks do not fill up, and none that an SDK tries again.
	private static S3Exception storageError(UncheckedIOException cause) {
		String message = String.valueOf(cause.getCause());
		if (message.contains("No space left") || message.contains("quota exceeded")) {
			return new S3Exception(507, "InsufficientStorage",
					"The disk of the local server's data directory is full; nothing was stored.");
		}
		if (message.contains("Too many open files")) {
			return new S3Exception(503, "ServiceUnavailable",
					"The local server has no file descriptors left; try again, or raise its limit.");
		}
		return new S3Exception(500, "InternalError", "The local server's data directory failed: " + message);
	}

	@Override
	public void reject(HttpException problem, HttpResponse response) throws IOException {
		String requestId = newRequestId();
		sendError(new S3Exception(problem.status(), problem.code(), String.valueOf(problem.getMessage())), null,
				requestId, response);
	}

	private void serve(Exchange exchange, HttpRequest http, HttpResponse response) throws IOException {
		Declaration declaration;
		try {
			exchange.target = this.state.resolve(Target.of(this.endpoint, http));
			declaration = OperationRouter.route(exchange.target);
		}
		catch (S3Exception ex) {
			interfere(this.traffic.received(exchange.operation, exchange.bucket()), response);
			throw ex;
		}
		Operation operation = declaration.operation();
		exchange.operation = operation.apiName();
		interfere(this.traffic.received(exchange.operation, exchange.bucket()), response);
		OperationRouter.checkHeaders(declaration, exchange.target);
		S3Request request = this.authenticator.authenticate(operation, exchange.target);
		if (request.target().control() == null) {
			// Of what a path of the control API names, its operation knows.
			this.authorizer.check(request);
		}
		this.scope.check(request);
		Ownership.check(request);
		this.lifecycle.sweep(request.target().bucket());
		if (operation.hasBody()) {
			ContentLength.require(http);
		}
		else {
			VerifiedDocument.read(request, 64 * 1024);
		}
		OperationHandler handler = this.handlers.get(operation);
		if (handler == null) {
			throw new S3Exception(501, "NotImplemented", operation.apiName() + " is not implemented.");
		}
		S3Response answer = handler.handle(request);
		commonHeaders(exchange.requestId, response);
		answer.send(response);
	}

	private static void interfere(Injection injection, HttpResponse response) throws IOException {
		if (injection.latencyNanos() > 0) {
			response.pause(injection.latencyNanos());
		}
		if (injection.drop()) {
			throw new IOException("The connection was dropped on demand.");
		}
		if (injection.truncateAfter() != null) {
			response.truncateAfter(injection.truncateAfter());
		}
		if (injection.status() > 0) {
			throw new S3Exception(injection.status(), injection.code(), "This error was asked for by a test.");
		}
	}

	private void sendError(S3Exception error, @Nullable Target target, String requestId, HttpResponse response)
			throws IOException {
		commonHeaders(requestId, response);
		error.headers().forEach(response::header);
		if (error.status() == 304) {
			response.send(304, new byte[0]);
			return;
		}
		XmlWriter xml = new XmlWriter().open("Error")
			.element("Code", error.code())
			.element("Message", error.getMessage());
		error.details().forEach(xml::element);
		if (target != null) {
			xml.element("Resource", target.http().rawPath());
		}
		xml.element("RequestId", requestId).element("HostId", hostId(requestId)).close("Error");
		response.header("Content-Type", "application/xml");
		response.send(error.status(), xml.toBytes());
	}

	private void commonHeaders(String requestId, HttpResponse response) {
		response.header("x-amz-request-id", requestId);
		response.header("x-amz-id-2", hostId(requestId));
		response.header("Date", Timestamps.http(this.state.clock().instant()));
		response.header("Server", "AmazonS3");
	}

	private static String newRequestId() {
		return String.format(Locale.ROOT, "%016X", ThreadLocalRandom.current().nextLong());
	}

	private static String hostId(String requestId) {
		return Base64.getEncoder().encodeToString(("s3express-local-server/" + requestId).getBytes());
	}

	private static final class Exchange {

		private final HttpRequest http;

		private final Instant at;

		private final long started = System.nanoTime();

		private final String requestId = newRequestId();

		private @Nullable Target target;

		private String operation = "Unknown";

		private @Nullable String errorCode;

		private boolean logged;

		private Exchange(HttpRequest http, Instant at) {
			this.http = http;
			this.at = at;
		}

		private @Nullable String bucket() {
			Target known = this.target;
			return (known != null) ? known.bucket() : null;
		}

		private Traffic.Answered answered(int status) {
			Target known = this.target;
			return new Traffic.Answered(this.at, this.operation, this.http.method(), bucket(),
					(known != null) ? known.key() : null, accessKeyId(), status, this.errorCode, this.requestId,
					Duration.ofNanos(System.nanoTime() - this.started));
		}

		private @Nullable String accessKeyId() {
			String header = this.http.headers().first("authorization");
			String source = (header != null) ? header : this.http.rawQuery();
			Matcher matcher = (source != null) ? ACCESS_KEY.matcher(source) : null;
			return (matcher != null && matcher.find()) ? matcher.group(1) : null;
		}

	}

}
