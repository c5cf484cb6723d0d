/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.time.Instant;

import io.github.s3express.session.S3ExpressSession;

/**
 * The core alone, one input after the other: what a slot is to look like from outside,
 * however many act on it at once.
 */
public class SlotCore implements SlotOperations {

	private static final long USE_GRANULARITY = Duration.ofMillis(250).toNanos();

	private final S3ExpressSession[] sessions = new S3ExpressSession[16];

	private SlotState state = SlotState.initial(RULES, 0);

	private long now;

	private long lastUsed = -1;

	private boolean awaited;

	SlotCore(Phase phase) {
		phase.reach(this);
	}

	@Override
	public String ask() {
		this.lastUsed = this.now;
		return await(new SlotInput.Ask(Duration.ZERO));
	}

	@Override
	public String order() {
		return await(new SlotInput.Order());
	}

	private String await(SlotInput input) {
		SlotReply reply = on(input);
		this.awaited |= reply == SlotReply.Plain.LATER;
		if (reply instanceof SlotReply.Now here) {
			return SlotOperations.name(here.session());
		}
		return (reply instanceof SlotReply.Not) ? "failed" : reply.toString();
	}

	@Override
	public String hit() {
		Lease lease = this.state.lease();
		if (lease == null || !lease.serves(this.now)) {
			return "none";
		}
		if (this.now - this.lastUsed > USE_GRANULARITY) {
			this.lastUsed = this.now;
			if (this.state.dozing()) {
				on(new SlotInput.Use());
			}
		}
		return SlotOperations.name(lease.session);
	}

	@Override
	public void serve(int number) {
		if (this.sessions[number] != null) {
			on(new SlotInput.Serve(this.sessions[number]));
		}
	}

	@Override
	public boolean refuse(int number) {
		return this.sessions[number] != null && on(new SlotInput.Refuse(this.sessions[number])) == SlotReply.Plain.DONE;
	}

	@Override
	public void letGo() {
		on(new SlotInput.LetGo());
	}

	@Override
	public boolean retire() {
		return on(new SlotInput.Retire()) == SlotReply.Plain.DONE;
	}

	@Override
	public void close() {
		on(new SlotInput.Close());
	}

	@Override
	public void answer() {
		SlotCreation creation = this.state.creation();
		if (creation != null && creation.running()) {
			this.sessions[creation.number()] = SlotOperations.session(creation.number(), this.now);
			on(new SlotInput.Made(creation, this.sessions[creation.number()], Instant.EPOCH));
		}
	}

	@Override
	public void fail() {
		SlotCreation creation = this.state.creation();
		if (creation != null && creation.running()) {
			on(new SlotInput.Fail(creation, FAILURE));
		}
	}

	@Override
	public void withdraw() {
		SlotCreation creation = this.state.creation();
		if (creation != null && creation.running()) {
			on(new SlotInput.Withdraw(creation, this.awaited || !creation.asked()));
		}
	}

	@Override
	public void wake() {
		on(new SlotInput.Wake());
	}

	@Override
	public String view() {
		return SlotOperations.describe(this.state);
	}

	@Override
	public void now(Duration now) {
		this.now = now.toNanos();
	}

	private SlotReply on(SlotInput input) {
		SlotStep step = this.state.on(input, new SlotMoment(this.now, this.lastUsed, 0.5));
		this.state = step.next();
		this.awaited &= step.effects()
			.stream()
			.noneMatch((effect) -> effect instanceof SlotEffect.Answer || effect instanceof SlotEffect.Disappoint);
		return step.reply();
	}

}
