/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Keeps the sessions of an application: at most one for each bucket, mode, principal and
 * route, shared by all its clients, refreshed before it expires.
 * <p>
 * Thread safe. Every method that answers a session throws
 * {@link S3ExpressSessionException}, or completes with it, when none can be had.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-create-session.html">Authorizing
 * zonal endpoint API operations with CreateSession</a>
 */
public interface S3ExpressSessionManager {

	/**
	 * The key of the session that an operation of the application on a bucket uses, by
	 * the mode that the bucket is configured with.
	 * @param bucket a directory bucket's name
	 * @param operation an operation's name as in the S3 API, for example
	 * {@code GetObject}
	 * @return the key
	 * @throws IllegalArgumentException if the name is not a directory bucket's
	 */
	default SessionKey key(String bucket, String operation) {
		return key(bucket, operation, principal());
	}

	/**
	 * The key of the session that an operation on a bucket uses, by the mode that the
	 * bucket is configured with.
	 * @param bucket a directory bucket's name
	 * @param operation an operation's name as in the S3 API, for example
	 * {@code GetObject}
	 * @param principal whose credentials make the session
	 * @return the key
	 * @throws IllegalArgumentException if the name is not a directory bucket's
	 */
	default SessionKey key(String bucket, String operation, SessionPrincipal principal) {
		return key(bucket, operation, principal, SessionRoute.APPLICATION);
	}

	/**
	 * The key of the session that an operation of some client on a bucket uses. A bucket
	 * that is configured with a Region is there, whatever the client's Region is.
	 * @param bucket a directory bucket's name
	 * @param operation an operation's name as in the S3 API, for example
	 * {@code GetObject}
	 * @param principal whose credentials make the session
	 * @param route where the client's requests go
	 * @return the key
	 * @throws IllegalArgumentException if the name is not a directory bucket's
	 */
	SessionKey key(String bucket, String operation, SessionPrincipal principal, SessionRoute route);

	/**
	 * The Region that a bucket is configured with.
	 * @param bucket a directory bucket's name
	 * @return the Region, or {@code null} if the bucket is in that of the client which
	 * asks
	 * @throws IllegalArgumentException if the name is not a directory bucket's
	 */
	default @Nullable Region region(String bucket) {
		return null;
	}

	/**
	 * The keys of all sessions that operations of the application on a bucket may use.
	 * @param bucket a directory bucket's name
	 * @return the keys, one for each mode
	 * @throws IllegalArgumentException if the name is not a directory bucket's
	 */
	List<SessionKey> keys(String bucket);

	/**
	 * Whose credentials make the application's sessions.
	 * @return the principal of all clients that have no credentials of their own
	 */
	SessionPrincipal principal();

	/**
	 * The session of a key. Waits for it if there is none yet, at most as long as the
	 * manager's create timeout.
	 * @param key what the session is for
	 * @return a session that serves
	 */
	S3ExpressSession get(SessionKey key);

	/**
	 * The session of a key, without waiting. Cancelling the future disturbs nobody else
	 * who waits for the same session.
	 * @param key what the session is for
	 * @return a session that serves; completed already if there is one
	 */
	CompletableFuture<S3ExpressSession> getAsync(SessionKey key);

	/**
	 * A session that lives for a while yet. Makes a new one if the one in use does not.
	 * @param key what the session is for
	 * @param minimumLife how long it must live at least
	 * @return a session that serves
	 * @throws IllegalArgumentException if no session lives that long
	 */
	S3ExpressSession get(SessionKey key, Duration minimumLife);

	/**
	 * The session of a key if one serves right now. Makes none.
	 * @param key what the session is for
	 * @return a session that serves, or {@code null}
	 */
	@Nullable S3ExpressSession getIfPresent(SessionKey key);

	/**
	 * Replaces the session of a key now. The old one serves until the new one is there.
	 * @param key what the session is for
	 * @return the new session
	 */
	CompletableFuture<S3ExpressSession> refresh(SessionKey key);

	/**
	 * Uses a session no more, because the service refused it. Does nothing if the session
	 * has been replaced already.
	 * @param bucket the bucket that the refused request went to
	 * @param sessionToken the session token that the refused request carried
	 * @return whether that session was in use
	 */
	boolean invalidate(String bucket, String sessionToken);

	/**
	 * Notes that the service took a session: it answered a request that the session
	 * signed, with whatever but a refusal. A session that has served and is refused later
	 * is replaced at once; one that never did may be a fault of the service. Cheap enough
	 * for each answer.
	 * @param bucket the bucket that the request went to
	 * @param sessionToken the session token that the request carried
	 */
	default void served(String bucket, String sessionToken) {
	}

	/**
	 * Lets a session go. The next request for its key makes a new one.
	 * @param key what the session is for
	 * @return whether the key was known
	 */
	boolean release(SessionKey key);

	/**
	 * How all sessions stand. Takes no locks for long and makes no calls.
	 * @return a snapshot for each known key, by bucket name
	 */
	List<SessionSnapshot> snapshots();

	/**
	 * How the sessions of one bucket stand. Costs nothing for those of other buckets.
	 * @param bucket a name, not necessarily a directory bucket's
	 * @return a snapshot for each known key of the bucket
	 */
	List<SessionSnapshot> snapshots(String bucket);

	/**
	 * How often sessions were looked up since the manager was made.
	 * @return the counts
	 */
	SessionLookups lookups();

	/**
	 * How sharing sessions with other instances stands.
	 * @return a snapshot, or {@code null} if none are shared
	 */
	default @Nullable FleetSnapshot fleet() {
		return null;
	}

	/**
	 * Adds a listener.
	 * @param listener learns what happens from now on
	 */
	void addListener(SessionListener listener);

	/**
	 * Removes a listener.
	 * @param listener learns nothing more
	 */
	void removeListener(SessionListener listener);

	/**
	 * Begins with new sessions after {@link #stop()}. Does nothing on a manager that
	 * runs; a new manager does.
	 */
	void start();

	/**
	 * Stops all refreshes, forgets all sessions and ends the manager's threads. Whoever
	 * waits for a session gets an exception.
	 */
	void stop();

	/**
	 * Whether the manager gives out sessions.
	 * @return {@code false} between {@link #stop()} and {@link #start()}
	 */
	boolean isRunning();

}
