/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.s3.s3express.S3ExpressSessionCredentials;

import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.CreationRetry;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;
import io.github.s3express.session.RefreshPolicy;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;
import io.github.s3express.session.creation.CallLimits;
import io.github.s3express.session.creation.CreationGate;
import io.github.s3express.session.creation.RetryingSessionCreator;
import io.github.s3express.session.creation.SessionCreator;
import io.github.s3express.session.fleet.Fleet;

/**
 * Starts session managers in simulated time: the real ones, with their gate, retries and
 * default limits. Only CreateSession, clock, timer and threads are simulated.
 */
public final class SimulatedSessions {

	private static final FleetSettings FLEET = new FleetSettings("application",
			List.of(new byte[FleetSettings.KEY_LENGTH]));

	private SimulatedSessions() {
	}

	/**
	 * Starts a manager.
	 * @param clock the time it sees
	 * @param buckets the directory buckets it is configured with
	 * @param policy when it refreshes
	 * @param seed decides all that it leaves to chance
	 * @param service answers CreateSession
	 * @return the manager; its futures complete while the clock advances
	 */
	public static S3ExpressSessionManager start(VirtualClock clock, List<String> buckets, RefreshPolicy policy,
			long seed, VirtualService service) {
		return start(clock, buckets, policy, seed, service, null);
	}

	/**
	 * Starts a manager of a fleet.
	 * @param clock the time it sees, which is that of the whole fleet
	 * @param buckets the directory buckets it is configured with
	 * @param policy when it refreshes
	 * @param seed decides all that it leaves to chance
	 * @param service answers CreateSession
	 * @param store what the fleet shares its sessions through, or {@code null} if it
	 * shares none
	 * @return the manager; its futures complete while the clock advances
	 */
	public static S3ExpressSessionManager start(VirtualClock clock, List<String> buckets, RefreshPolicy policy,
			long seed, VirtualService service, @Nullable FleetSessionStore store) {
		List<BucketSettings> settings = buckets.stream()
			.map((name) -> new BucketSettings(new DirectoryBucketName(name), null, true,
					SessionEncryption.BUCKET_DEFAULT))
			.toList();
		SessionLimits limits = SessionLimits.DEFAULT;
		// Numbers that follow each other would make a Random begin alike.
		RandomGenerator random = new Random(new SplittableRandom(seed).nextLong());
		SessionEvents events = new SessionEvents();
		CreationGate gate = new CreationGate((key, atMost) -> create(key, clock, service), CallLimits.of(limits), clock,
				clock);
		SessionCreator retrying = new RetryingSessionCreator(gate, CreationRetry.DEFAULT, clock, random);
		BucketCatalog catalog = new BucketCatalog(settings, SessionModeStrategy.DEFAULT);
		SessionPrincipal principal = SessionPrincipal.of(AnonymousCredentialsProvider.create());
		SlotTiming timing = new SlotTiming(policy);
		SessionCreator creator = (store != null)
				? new Fleet(FLEET, store, principal, catalog::encryption, limits, clock).begin(retrying, clock, random,
						timing::servesFor)
				: retrying;
		SlotContext context = new SlotContext(creator, timing, clock, clock, random, events, Runnable::run,
				new CredentialsWatch(Runnable::run));
		return new DefaultS3ExpressSessionManager(catalog, principal, limits, events,
				() -> new SessionRun(new SessionSlots(limits.maxSessions(), context), clock, Runnable::run, () -> {
				}), () -> null);
	}

	private static CompletableFuture<S3ExpressSession> create(SessionKey key, VirtualClock clock,
			VirtualService service) {
		CompletableFuture<S3ExpressSession> answer = new CompletableFuture<>();
		service.called().run();
		clock.schedule(() -> answer.complete(session(key, clock, service)), service.latency());
		return answer;
	}

	private static S3ExpressSession session(SessionKey key, VirtualClock clock, VirtualService service) {
		Instant now = clock.instant();
		return new S3ExpressSession(key, S3ExpressSessionCredentials.create("key", "secret", "token"), now,
				now.plus(service.life()), SessionEncryption.BUCKET_DEFAULT, clock.nanoTime());
	}

}
