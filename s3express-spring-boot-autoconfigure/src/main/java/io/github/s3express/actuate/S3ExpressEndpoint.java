/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLookups;
import io.github.s3express.session.SessionSnapshot;

/**
 * Endpoint {@code s3express}: reads sessions, refreshes them, lets them go. Refreshing
 * and letting go are off until {@code management.endpoint.s3express.access} is
 * {@code unrestricted}.
 */
@Endpoint(id = "s3express", defaultAccess = Access.READ_ONLY)
public final class S3ExpressEndpoint {

	private final S3ExpressSessionManager manager;

	private final SessionTexts texts;

	private final Show showValues;

	private final Set<String> roles;

	private final BiFunction<SessionKey, @Nullable String, String> policies;

	/**
	 * Creates the endpoint.
	 * @param manager keeps the sessions
	 * @param texts hides what operators are not to see
	 * @param showValues when free texts are shown
	 * @param roles who is authorized to see them, if that is who sees them; empty for
	 * everybody who is authenticated
	 * @param policies writes the least IAM policy that allows a session; its second
	 * argument is the last error
	 */
	public S3ExpressEndpoint(S3ExpressSessionManager manager, SessionTexts texts, Show showValues, Set<String> roles,
			BiFunction<SessionKey, @Nullable String, String> policies) {
		this.manager = manager;
		this.texts = texts;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
		this.policies = policies;
	}

	/**
	 * All sessions.
	 * @return them, by bucket, and how often they were looked up
	 */
	@ReadOperation
	public SessionsDescriptor sessions() {
		return sessions(shownToAnybody());
	}

	SessionsDescriptor sessions(boolean show) {
		Map<String, List<SessionSnapshot>> snapshots = new LinkedHashMap<>();
		for (SessionSnapshot snapshot : this.manager.snapshots()) {
			snapshots.computeIfAbsent(snapshot.key().bucket().value(), (bucket) -> new ArrayList<>()).add(snapshot);
		}
		Map<String, List<SessionDescriptor>> buckets = new LinkedHashMap<>();
		snapshots.forEach((bucket, known) -> buckets.put(bucket, describe(known, show)));
		return new SessionsDescriptor(buckets, this.manager.lookups(),
				FleetDescriptor.of(this.manager.fleet(), this.texts, show));
	}

	/**
	 * The sessions of one bucket.
	 * @param bucket the bucket's name
	 * @return its sessions, or {@code null} if the manager knows none
	 */
	@ReadOperation
	public @Nullable BucketDescriptor bucket(@Selector String bucket) {
		return bucket(bucket, shownToAnybody());
	}

	@Nullable BucketDescriptor bucket(String bucket, boolean show) {
		List<SessionSnapshot> snapshots = this.manager.snapshots(bucket);
		if (snapshots.isEmpty()) {
			return null;
		}
		List<String> policies = snapshots.stream()
			.map((snapshot) -> this.policies.apply(snapshot.key(), snapshot.lastError()))
			.distinct()
			.map((policy) -> String.valueOf(this.texts.policy(policy, show)))
			.toList();
		return new BucketDescriptor(bucket, describe(snapshots, show), policies);
	}

	/**
	 * Replaces the sessions of a bucket now and waits for the new ones.
	 * @param bucket the bucket's name
	 * @return how its sessions stand afterwards, or {@code null} if the manager knows
	 * none
	 */
	@WriteOperation
	public @Nullable RefreshDescriptor refresh(@Selector String bucket) {
		boolean show = shownToAnybody();
		List<SessionSnapshot> snapshots = this.manager.snapshots(bucket);
		if (snapshots.isEmpty()) {
			return null;
		}
		List<CompletableFuture<S3ExpressSession>> refreshes = snapshots.stream()
			.map((snapshot) -> this.manager.refresh(snapshot.key()))
			.toList();
		List<String> errors = new ArrayList<>();
		for (CompletableFuture<S3ExpressSession> refresh : refreshes) {
			try {
				refresh.join();
			}
			catch (CompletionException ex) {
				Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
				errors.add(String.valueOf(this.texts.error(cause.getMessage(), show)));
			}
		}
		return new RefreshDescriptor(bucket, errors, describe(this.manager.snapshots(bucket), show));
	}

	/**
	 * Lets the sessions of a bucket go. The next request makes a new one.
	 * @param bucket the bucket's name
	 * @return the bucket's name, or {@code null} if the manager knows no session of it
	 */
	@DeleteOperation
	public @Nullable ReleaseDescriptor release(@Selector String bucket) {
		long released = this.manager.snapshots(bucket)
			.stream()
			.filter((snapshot) -> this.manager.release(snapshot.key()))
			.count();
		return (released > 0) ? new ReleaseDescriptor(bucket, released) : null;
	}

	/**
	 * Whether free texts are shown to whoever asks.
	 * @param securityContext who asks
	 * @return whether to show them
	 */
	boolean isShownTo(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

	// JMX knows nobody by name, and a refresh is not told who asks.
	private boolean shownToAnybody() {
		return isShownTo(SecurityContext.NONE);
	}

	private List<SessionDescriptor> describe(List<SessionSnapshot> snapshots, boolean show) {
		return SessionDescriptor.of(snapshots, this.texts, show);
	}

	/**
	 * All sessions.
	 *
	 * @param buckets the sessions, by bucket
	 * @param lookups how often sessions were looked up
	 * @param fleet how sharing sessions with other instances stands, or {@code null} if
	 * none are shared
	 */
	public record SessionsDescriptor(Map<String, List<SessionDescriptor>> buckets, SessionLookups lookups,
			@Nullable FleetDescriptor fleet) implements OperationResponseBody {
	}

	/**
	 * The sessions of one bucket.
	 *
	 * @param bucket its name
	 * @param sessions its sessions
	 * @param policies the least IAM policies that allow CreateSession for them, as JSON
	 */
	public record BucketDescriptor(String bucket, List<SessionDescriptor> sessions,
			List<String> policies) implements OperationResponseBody {
	}

	/**
	 * What a refresh led to.
	 *
	 * @param bucket the bucket's name
	 * @param errors why sessions could not be made; empty if all could
	 * @param sessions the bucket's sessions now
	 */
	public record RefreshDescriptor(String bucket, List<String> errors,
			List<SessionDescriptor> sessions) implements OperationResponseBody {
	}

	/**
	 * What letting go led to.
	 *
	 * @param bucket the bucket's name
	 * @param released number of sessions
	 */
	public record ReleaseDescriptor(String bucket, long released) implements OperationResponseBody {
	}

}
