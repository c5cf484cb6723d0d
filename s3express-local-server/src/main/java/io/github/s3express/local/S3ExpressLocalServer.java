/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.s3express.local.identity.Principal;
import io.github.s3express.local.identity.Secrets;
import io.github.s3express.local.identity.SessionRegistry;
import io.github.s3express.local.operation.BucketNames;
import io.github.s3express.local.operation.Dispatcher;
import io.github.s3express.local.operation.ServerState;
import io.github.s3express.local.storage.Bucket;
import io.github.s3express.local.storage.BucketInfo;
import io.github.s3express.local.storage.Buckets;

/**
 * An in-process stand-in for Amazon S3 Express One Zone. It listens on the loopback
 * address only, at a zonal and a regional control endpoint, verifies every signature and
 * refuses what the service refuses.
 *
 * <pre>
 * try (S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket("demo--use1-az4--x-s3").start()) {
 *     URI endpoint = server.endpoint();
 * }
 * </pre>
 *
 * Longer than other classes by what users can say and ask: each line of its API is a
 * method of a few lines here or in its builder, which is one with it in that API. What is
 * done behind it stands elsewhere.
 *
 * @author The S3 Express Spring Boot authors
 */
public final class S3ExpressLocalServer implements AutoCloseable {

	private final ServerState state;

	private final Principal root;

	private final RequestCounters counters = new RequestCounters();

	private final RequestLog requestLog = new RequestLog();

	private final Faults faults;

	private final SessionControl sessions;

	private final Duration sessionLifetime;

	private final List<BucketInfo> initialBuckets;

	private final @Nullable LocalServerTls tls;

	private final ServerEndpoints endpoints;

	private S3ExpressLocalServer(Builder builder) {
		ServerClock clock = new ServerClock(builder.clock, builder.clockOffset);
		this.root = builder.root;
		this.tls = builder.tls;
		Map<String, Principal> principals = new LinkedHashMap<>(builder.principals);
		principals.put(this.root.accessKeyId(), this.root);
		SessionRegistry registry = new SessionRegistry(clock, builder.sessionLifetime);
		this.state = new ServerState(builder.region, Set.copyOf(builder.otherRegions), clock, Map.copyOf(principals),
				registry, builder.openBuckets());
		this.faults = new Faults(clock);
		this.sessions = new SessionControl(registry);
		this.sessionLifetime = builder.sessionLifetime;
		ServerTraffic traffic = new ServerTraffic(this.counters, this.faults, this.requestLog);
		try {
			builder.buckets.forEach(this::ensureBucket);
			builder.generalPurposeBuckets.forEach(this::ensureBucket);
			this.initialBuckets = this.state.buckets().all().stream().map(Bucket::info).toList();
			this.endpoints = ServerEndpoints.open(builder.port, builder.controlPort, builder.tls,
					(kind) -> new Dispatcher(kind, this.state, traffic));
		}
		catch (RuntimeException ex) {
			closeStorage();
			throw ex;
		}
	}

	/**
	 * Begins a server.
	 * @return a builder with free ports, random credentials, no buckets, memory storage
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The zonal endpoint: objects and sessions.
	 * @return for example {@code http://127.0.0.1:40001}, {@code https} with TLS
	 */
	public URI endpoint() {
		return this.endpoints.zonal();
	}

	/**
	 * The regional control endpoint: buckets and their configuration.
	 * @return for example {@code http://127.0.0.1:40002}, {@code https} with TLS
	 */
	public URI controlEndpoint() {
		return this.endpoints.control();
	}

	/**
	 * What the server speaks TLS with, and what clients have to trust.
	 * @return {@code null} if it speaks plain HTTP
	 */
	public @Nullable LocalServerTls tls() {
		return this.tls;
	}

	/**
	 * The region that signatures must name.
	 * @return {@code us-east-1} unless told otherwise
	 */
	public String region() {
		return this.state.region();
	}

	/**
	 * The access key of the root principal.
	 * @return random unless told otherwise
	 */
	public String accessKeyId() {
		return this.root.accessKeyId();
	}

	/**
	 * The secret key of the root principal.
	 * @return random unless told otherwise
	 */
	public String secretAccessKey() {
		return this.root.secretAccessKey();
	}

	/**
	 * Counts requests.
	 * @return the counters of both endpoints together
	 */
	public RequestCounters counters() {
		return this.counters;
	}

	/**
	 * The last requests, at most 1000.
	 * @return a copy, oldest first
	 */
	public List<RecordedRequest> requests() {
		return this.requestLog.list();
	}

	/**
	 * Makes requests fail.
	 * @return the faults of both endpoints
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Looks at sessions, and ends them.
	 * @return the control of all sessions
	 */
	public SessionControl sessions() {
		return this.sessions;
	}

	/**
	 * Makes a directory bucket.
	 * @param name its name, {@code base--zone--x-s3}
	 * @throws IllegalArgumentException if no directory bucket may be called that
	 * @throws IllegalStateException if there is one of that name
	 */
	public void createBucket(String name) {
		if (!create(checkBucketName(name))) {
			throw new IllegalStateException("There is a bucket '" + name + "' already.");
		}
	}

	/**
	 * Deletes all objects and uploads; buckets and sessions stay. For tests that share a
	 * server.
	 */
	public void clear() {
		try {
			for (Bucket bucket : this.state.buckets().all()) {
				bucket.clear();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The objects cannot be deleted.", ex);
		}
	}

	/**
	 * Puts the server back to what it was when it started, for tests that share one: the
	 * buckets it had then, as they were, without objects and uploads; no faults, no
	 * recorded requests, counters at zero, the session lifetime of the start. Sessions
	 * that were given out still serve.
	 */
	public void reset() {
		this.faults.clear();
		this.sessions.lifetime(this.sessionLifetime);
		try {
			this.state.buckets().restore(this.initialBuckets);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The buckets cannot be put back.", ex);
		}
		this.counters.reset();
		this.requestLog.clear();
	}

	// All that requests can change, as text: two equal ones mean that nothing changed.
	String stateDigest() {
		StringBuilder text = new StringBuilder();
		for (Bucket bucket : this.state.buckets().all()) {
			text.append(bucket.info()).append('\n');
			bucket.from("").values().forEach((object) -> text.append(object.describe()).append('\n'));
			bucket.uploads().all().forEach((upload) -> text.append(upload.describe()).append('\n'));
		}
		return text.toString();
	}

	/**
	 * Closes both endpoints and all connections. What was stored in files stays.
	 */
	@Override
	public void close() {
		this.endpoints.close();
		closeStorage();
	}

	private void closeStorage() {
		try {
			this.state.buckets().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The data directory cannot be released.", ex);
		}
	}

	private void ensureBucket(String name) {
		create(name);
	}

	private boolean create(String name) {
		return this.state.buckets().create(name, this.state.clock().instant(), Map.of());
	}

	static Duration checkLifetime(Duration lifetime) {
		if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("The session lifetime must be at least 1 s, not " + lifetime
					+ ": the service gives expirations in whole seconds.");
		}
		return lifetime;
	}

	private static String checkBucketName(String name) {
		if (!BucketNames.isDirectoryBucket(name)) {
			throw new IllegalArgumentException("The bucket name '" + name
					+ "' is none of a directory bucket; write base--zone--x-s3, for example demo--use1-az4--x-s3.");
		}
		return name;
	}

	/**
	 * Says how a server is to be.
	 */
	public static final class Builder {

		private int port;

		private int controlPort;

		private String region = "us-east-1";

		private final Set<String> otherRegions = new LinkedHashSet<>();

		private Principal root = new Principal("root", Secrets.accessKeyId("AKIA"), Secrets.secretAccessKey(), null,
				true);

		private final Map<String, Principal> principals = new LinkedHashMap<>();

		private Duration sessionLifetime = Duration.ofMinutes(5);

		private final List<String> buckets = new ArrayList<>();

		private final List<String> generalPurposeBuckets = new ArrayList<>();

		private InstantSource clock = InstantSource.system();

		private Duration clockOffset = Duration.ZERO;

		private @Nullable Path dataDirectory;

		private @Nullable LocalServerTls tls;

		private Builder() {
		}

		/**
		 * The port of the zonal endpoint.
		 * @param port a port number, 0 for a free one
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = checkPort(port);
			return this;
		}

		/**
		 * The port of the control endpoint.
		 * @param controlPort a port number, 0 for a free one
		 * @return this builder
		 */
		public Builder controlPort(int controlPort) {
			this.controlPort = checkPort(controlPort);
			return this;
		}

		/**
		 * The region that signatures must name.
		 * @param region for example {@code eu-north-1}
		 * @return this builder
		 */
		public Builder region(String region) {
			this.region = checkRegion(region);
			return this;
		}

		/**
		 * A further region that signatures may name: an application's buckets may be in
		 * several.
		 * @param region for example {@code eu-north-1}
		 * @return this builder
		 */
		public Builder otherRegion(String region) {
			this.otherRegions.add(checkRegion(region));
			return this;
		}

		private static String checkRegion(String region) {
			if (!region.matches("[a-z0-9-]{1,64}")) {
				throw new IllegalArgumentException("The region '" + region + "' is none; write for example us-east-1.");
			}
			return region;
		}

		/**
		 * The credentials of the root principal.
		 * @param accessKeyId the access key
		 * @param secretAccessKey the secret key
		 * @return this builder
		 */
		public Builder credentials(String accessKeyId, String secretAccessKey) {
			this.root = new Principal("root", accessKeyId, secretAccessKey, null, true);
			return this;
		}

		/**
		 * Adds a principal that may do all that no policy denies.
		 * @param name the user's name
		 * @param accessKeyId the access key
		 * @param secretAccessKey the secret key
		 * @param sessionToken the token of temporary credentials, or {@code null}
		 * @return this builder
		 */
		public Builder principal(String name, String accessKeyId, String secretAccessKey,
				@Nullable String sessionToken) {
			return add(new Principal(name, accessKeyId, secretAccessKey, sessionToken, true));
		}

		/**
		 * Adds a principal that may do only what a bucket policy allows.
		 * @param name the user's name
		 * @param accessKeyId the access key
		 * @param secretAccessKey the secret key
		 * @return this builder
		 */
		public Builder restrictedPrincipal(String name, String accessKeyId, String secretAccessKey) {
			return add(new Principal(name, accessKeyId, secretAccessKey, null, false));
		}

		/**
		 * How long a session lives. The service gives five minutes, at times less.
		 * @param sessionLifetime at least a second
		 * @return this builder
		 */
		public Builder sessionLifetime(Duration sessionLifetime) {
			this.sessionLifetime = checkLifetime(sessionLifetime);
			return this;
		}

		/**
		 * Adds a directory bucket, unless the data directory has it already.
		 * @param name its name, {@code base--zone--x-s3}
		 * @return this builder
		 */
		public Builder bucket(String name) {
			this.buckets.add(checkBucketName(name));
			return this;
		}

		/**
		 * Adds a general purpose bucket, which takes PutObject, GetObject and the like,
		 * signed with IAM credentials for the service {@code s3}: enough to test that a
		 * client leaves such buckets alone.
		 * @param name its name
		 * @return this builder
		 */
		public Builder generalPurposeBucket(String name) {
			if (!BucketNames.isGeneralPurposeBucket(name)) {
				throw new IllegalArgumentException(
						"The bucket name '" + name + "' is none of a general purpose bucket.");
			}
			this.generalPurposeBuckets.add(name);
			return this;
		}

		/**
		 * The server's clock.
		 * @param clock a source of time
		 * @return this builder
		 */
		public Builder clock(InstantSource clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Sets the server's clock off.
		 * @param clockOffset what is added to its time, may be negative
		 * @return this builder
		 */
		public Builder clockOffset(Duration clockOffset) {
			this.clockOffset = clockOffset;
			return this;
		}

		/**
		 * Keeps objects in files instead of memory.
		 * @param dataDirectory a directory, made if there is none; {@code null} for
		 * memory
		 * @return this builder
		 */
		public Builder dataDirectory(@Nullable Path dataDirectory) {
			this.dataDirectory = dataDirectory;
			return this;
		}

		/**
		 * Speaks TLS at both endpoints instead of plain HTTP.
		 * @param tls with what, for example {@link LocalServerTls#generated()};
		 * {@code null} for plain HTTP
		 * @return this builder
		 */
		public Builder tls(@Nullable LocalServerTls tls) {
			this.tls = tls;
			return this;
		}

		/**
		 * Starts the server.
		 * @return the server, listening
		 * @throws LocalServerPortInUseException if a port cannot be bound
		 * @throws UncheckedIOException if the data directory cannot be used
		 */
		public S3ExpressLocalServer start() {
			return new S3ExpressLocalServer(this);
		}

		private Buckets openBuckets() {
			if (this.dataDirectory == null) {
				return Buckets.inMemory(Runtime.getRuntime().maxMemory() / 2);
			}
			try {
				return Buckets.inFiles(this.dataDirectory);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(
						"The data directory '" + this.dataDirectory + "' cannot be used: " + ex.getMessage(), ex);
			}
		}

		private Builder add(Principal principal) {
			this.principals.put(principal.accessKeyId(), principal);
			return this;
		}

		private static int checkPort(int port) {
			if (port < 0 || port > 65535) {
				throw new IllegalArgumentException("The port must be between 0 and 65535, not " + port + ".");
			}
			return port;
		}

	}

}
