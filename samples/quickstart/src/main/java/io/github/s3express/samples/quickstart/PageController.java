/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionSnapshot;

/**
 * What the page at {@code /} shows, and its outage of the local server.
 */
@RestController
@RequestMapping("/page")
class PageController {

	private final S3ExpressSessionManager sessions;

	private final SessionHistory history;

	private final @Nullable S3ExpressLocalServer localServer;

	private volatile boolean outage;

	PageController(S3ExpressSessionManager sessions, SessionHistory history,
			ObjectProvider<S3ExpressLocalServer> localServer) {
		this.sessions = sessions;
		this.history = history;
		this.localServer = localServer.getIfAvailable();
	}

	@GetMapping("/state")
	State state() {
		return new State(Instant.now(), this.localServer != null, this.outage,
				this.sessions.snapshots().stream().map(Session::of).toList(), this.history.entries());
	}

	/**
	 * Has CreateSession fail from now on.
	 */
	@PutMapping("/outage")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void beginOutage() {
		localServer().faults().on("CreateSession").error(503, "ServiceUnavailable");
		this.outage = true;
	}

	@DeleteMapping("/outage")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void endOutage() {
		localServer().faults().clear();
		this.outage = false;
	}

	private S3ExpressLocalServer localServer() {
		if (this.localServer == null) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					"There is no local server; set s3express.local.enabled to true to have one");
		}
		return this.localServer;
	}

	/**
	 * What the page shows.
	 *
	 * @param now the time here
	 * @param local whether there is a local server
	 * @param outage whether its CreateSession fails
	 * @param sessions all sessions
	 * @param events what happened in the last few minutes
	 */
	record State(Instant now, boolean local, boolean outage, List<Session> sessions,
			List<SessionHistory.Entry> events) {
	}

	/**
	 * A session on the page.
	 *
	 * @param bucket its bucket
	 * @param mode its mode
	 * @param freshness how fresh it is
	 * @param remainingMillis how long it still lives; 0 if none serves
	 * @param lifeMillis how long it lives in all; 0 if none serves
	 * @param failures failures to make one in a row
	 * @param lastError what the last of these said
	 */
	record Session(String bucket, String mode, SessionFreshness freshness, long remainingMillis, long lifeMillis,
			int failures, @Nullable String lastError) {

		static Session of(SessionSnapshot snapshot) {
			Instant created = snapshot.created();
			Instant expires = snapshot.expires();
			Duration remaining = snapshot.remaining();
			return new Session(snapshot.key().bucket().value(), snapshot.key().mode().name(), snapshot.freshness(),
					(remaining != null) ? remaining.toMillis() : 0,
					(created != null && expires != null) ? Duration.between(created, expires).toMillis() : 0,
					snapshot.failures(), snapshot.lastError());
		}

	}

}
