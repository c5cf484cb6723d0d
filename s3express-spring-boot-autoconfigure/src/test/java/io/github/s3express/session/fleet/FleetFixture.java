/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.creation.CreationFixture;
import io.github.s3express.session.creation.CreationRequest;
import io.github.s3express.session.creation.ScriptedCreator;

/**
 * Instances in virtual time that share a store.
 */
final class FleetFixture extends CreationFixture {

	static final byte[] KEY = new byte[FleetSettings.KEY_LENGTH];

	static final byte[] NEXT_KEY = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
			24, 25, 26, 27, 28, 29, 30, 31, 32 };

	final SimulatedFleetStore store = new SimulatedFleetStore(this.time, new Random(1));

	Instance instance(byte[]... keys) {
		return instance(this.store.connect(this.time, (delivery) -> {
		}), keys);
	}

	Instance instance(FleetSessionStore connection, byte[]... keys) {
		return new Instance(connection, (keys.length > 0) ? List.of(keys) : List.of(KEY));
	}

	void pass(int millis) {
		this.time.advance(Duration.ofMillis(millis));
	}

	final class Instance {

		final ScriptedCreator service = new ScriptedCreator(FleetFixture.this.time);

		final Fleet fleet;

		final FleetSessionCreator creator;

		private Instance(FleetSessionStore connection, List<byte[]> keys) {
			this.fleet = new Fleet(new FleetSettings("role", keys), connection, FleetFixture.this.principal,
					(bucket) -> SessionEncryption.BUCKET_DEFAULT, SessionLimits.DEFAULT, FleetFixture.this.time);
			this.creator = this.fleet.begin(this.service, FleetFixture.this.time, HALF, (life) -> life.minusSeconds(5));
		}

		CompletableFuture<S3ExpressSession> create() {
			return replace(null, Duration.ZERO);
		}

		CompletableFuture<S3ExpressSession> replace(@Nullable S3ExpressSession held, Duration minimumLife) {
			return this.creator.create(new CreationRequest(key(), CreationRequest.Priority.ON_DEMAND, () -> true,
					() -> true, minimumLife, held, held == null));
		}

		/**
		 * Replaces a session that still serves.
		 */
		CompletableFuture<S3ExpressSession> refresh(S3ExpressSession held, BooleanSupplier awaited) {
			return this.creator.create(new CreationRequest(key(), CreationRequest.Priority.CONFIGURED, () -> true,
					awaited, Duration.ZERO, held, false));
		}

		/**
		 * Has the session made, by this instance or whoever leads.
		 */
		S3ExpressSession made() {
			CompletableFuture<S3ExpressSession> session = create();
			pass(10);
			if (this.service.count() > 0) {
				this.service.last().succeed();
			}
			pass(10);
			return session.join();
		}

	}

}
