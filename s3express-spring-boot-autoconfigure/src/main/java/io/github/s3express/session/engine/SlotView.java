/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.SessionFreshness;
import io.github.s3express.session.SessionSnapshot;

/**
 * Shows a slot's state to people.
 */
final class SlotView {

	private final SlotState state;

	private final SlotKind kind;

	private final long now;

	private final long lastUsed;

	private SlotView(SlotState state, long now, long lastUsed) {
		this.state = state;
		this.kind = state.rules().kind();
		this.now = now;
		this.lastUsed = lastUsed;
	}

	static SessionSnapshot of(SlotState state, long now, long lastUsed) {
		return new SlotView(state, now, lastUsed).snapshot();
	}

	private SessionSnapshot snapshot() {
		Lease held = this.state.lease();
		Lease serving = (held != null && held.serves(this.now)) ? held : null;
		S3ExpressSession session = (serving != null) ? serving.session : null;
		S3ExpressSessionException failure = this.state.failures().last();
		return new SessionSnapshot(this.state.rules().key(), freshness(serving),
				(session != null) ? session.created() : null, (session != null) ? session.expires() : null,
				(serving != null) ? Duration.ofNanos(serving.expires - this.now) : null, this.state.lastMade(),
				this.state.failures().inARow(), (failure != null) ? failure.getMessage() : null,
				this.kind == SlotKind.KEPT_WARM, (session != null) ? session.encryption() : null,
				(session != null) ? session.origin() : null);
	}

	private SessionFreshness freshness(@Nullable Lease serving) {
		if (this.kind == SlotKind.OF_REQUEST && this.state.creation() == null && this.state.failures().last() != null) {
			// Nobody misses it between two requests.
			return SessionFreshness.IDLE;
		}
		return (serving != null) ? freshnessWithSession(serving) : freshnessWithoutSession();
	}

	private SessionFreshness freshnessWithSession(Lease serving) {
		if (this.state.failures().inARow() > 0) {
			return SessionFreshness.STALE;
		}
		if (this.state.creation() != null) {
			return SessionFreshness.REFRESHING;
		}
		boolean due = this.now - serving.refreshAt >= 0;
		return (due && this.state.isUnneeded(serving, this.now, this.lastUsed)) ? SessionFreshness.IDLE
				: SessionFreshness.FRESH;
	}

	private SessionFreshness freshnessWithoutSession() {
		boolean made = this.state.lastMade() != null;
		if (this.state.failures().last() != null && this.kind != SlotKind.OF_REQUEST) {
			return made ? SessionFreshness.EXPIRED : SessionFreshness.FAILED;
		}
		if (this.state.creation() != null) {
			return made ? SessionFreshness.REFRESHING : SessionFreshness.PENDING;
		}
		return made ? SessionFreshness.IDLE : SessionFreshness.PENDING;
	}

}
