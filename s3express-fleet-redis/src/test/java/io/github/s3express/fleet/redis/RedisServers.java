/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Assumptions;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A server, a cluster of three, or a server with a replica and Sentinel.
 * {@code -Dfleet.server=valkey} runs Valkey in place of Redis.
 */
final class RedisServers implements AutoCloseable {

	static final String MASTER = "fleet";

	private static final String SERVER = System.getProperty("fleet.server", "redis");

	private static final int SLOTS = 16_384;

	private static final int NODES = 3;

	private final RedisKind kind;

	private final List<RedisProcess> servers = new ArrayList<>();

	private final List<RedisProcess> sentinels = new ArrayList<>();

	RedisServers(RedisKind kind) {
		this.kind = kind;
		try {
			switch (kind) {
				case STANDALONE -> this.servers.add(RedisProcess.server(program("server")));
				case CLUSTER -> startCluster();
				case SENTINEL -> startSentinel();
			}
		}
		catch (RuntimeException | Error ex) {
			close();
			throw ex;
		}
	}

	private static Path program(String name) {
		Optional<Path> program = RedisProcess.program(SERVER + "-" + name);
		Assumptions.assumeTrue(program.isPresent(), () -> "There is no %s-%s on the PATH".formatted(SERVER, name));
		return program.orElseThrow();
	}

	private void startCluster() {
		List<Integer> buses = new ArrayList<>();
		for (int i = 0; i < NODES; i++) {
			int bus = RedisProcess.freePort();
			buses.add(bus);
			RedisProcess node = RedisProcess.server(program("server"), "--cluster-enabled", "yes", "--cluster-port",
					"" + bus, "--cluster-node-timeout", "2000");
			this.servers.add(node);
			expectOk(
					node.call("CLUSTER ADDSLOTSRANGE %d %d".formatted(SLOTS * i / NODES, SLOTS * (i + 1) / NODES - 1)));
			expectOk(node.call("CLUSTER SET-CONFIG-EPOCH " + (i + 1)));
		}
		for (RedisProcess node : this.servers.subList(1, NODES)) {
			expectOk(node.call("CLUSTER MEET 127.0.0.1 %d %d".formatted(this.servers.get(0).port(), buses.get(0))));
		}
		for (RedisProcess node : this.servers) {
			RedisProcess.await("the cluster is complete", () -> node.call("CLUSTER INFO").contains("cluster_state:ok")
					&& node.call("CLUSTER INFO").contains("cluster_known_nodes:" + NODES));
		}
	}

	private void startSentinel() {
		RedisProcess master = RedisProcess.server(program("server"));
		this.servers.add(master);
		this.servers.add(RedisProcess.server(program("server"), "--replicaof", "127.0.0.1 " + master.port()));
		RedisProcess.await("the replica is there", () -> master.call("INFO replication").contains("state=online"));
		// Sessions of the tests live 15 times shorter than those of the service, so
		// Sentinel's patience is as much shorter: as if it were five seconds.
		this.sentinels.add(RedisProcess.sentinel(program("sentinel"), """
				sentinel monitor %1$s 127.0.0.1 %2$d 1
				sentinel down-after-milliseconds %1$s 333
				sentinel failover-timeout %1$s 3000
				""".formatted(MASTER, master.port())));
		RedisProcess.await("Sentinel knows the replica",
				() -> this.sentinels.get(0).call("INFO sentinel").contains("slaves=1"));
	}

	private static void expectOk(String answer) {
		if (!answer.equals("+OK")) {
			throw new IllegalStateException(answer);
		}
	}

	List<RedisProcess> servers() {
		return this.servers;
	}

	/**
	 * The server that leads now.
	 */
	RedisProcess master() {
		return this.servers.stream()
			.filter((server) -> server.call("INFO replication").contains("role:master"))
			.findFirst()
			.orElseThrow();
	}

	void everywhere(String command) {
		this.servers.forEach((server) -> expectOk(server.call(command)));
	}

	/**
	 * What an application would have in its properties.
	 */
	Map<String, String> properties() {
		return switch (this.kind) {
			case STANDALONE -> Map.of("spring.data.redis.host", "127.0.0.1", "spring.data.redis.port",
					"" + this.servers.get(0).port());
			case CLUSTER -> Map.of("spring.data.redis.cluster.nodes", addresses(this.servers));
			case SENTINEL -> Map.of("spring.data.redis.sentinel.master", MASTER, "spring.data.redis.sentinel.nodes",
					addresses(this.sentinels));
		};
	}

	private static String addresses(List<RedisProcess> processes) {
		return processes.stream().map(RedisProcess::address).collect(Collectors.joining(","));
	}

	/**
	 * A connection factory as Spring Boot makes it of the properties.
	 */
	LettuceConnectionFactory connectionFactory() {
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration(),
				LettuceClientConfiguration.defaultConfiguration());
		factory.afterPropertiesSet();
		return factory;
	}

	private RedisConfiguration configuration() {
		return switch (this.kind) {
			case STANDALONE -> new RedisStandaloneConfiguration("127.0.0.1", this.servers.get(0).port());
			case CLUSTER -> new RedisClusterConfiguration(this.servers.stream().map(RedisProcess::address).toList());
			case SENTINEL -> this.sentinels.stream()
				.reduce(new RedisSentinelConfiguration().master(MASTER),
						(configuration, process) -> configuration.sentinel("127.0.0.1", process.port()),
						(one, other) -> one);
		};
	}

	@Override
	public void close() {
		this.sentinels.forEach(RedisProcess::close);
		this.servers.forEach(RedisProcess::close);
	}

}
