/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

/**
 * One connection for commands and one for announcements, to a server or to a cluster. By
 * the application's client, so that they lead to where its own do, but not its own: those
 * may wait for something.
 */
final class StoreConnection {

	private final AbstractRedisClient client;

	private final StatefulConnection<byte[], byte[]> connection;

	private final RedisClusterAsyncCommands<byte[], byte[]> commands;

	private final StatefulRedisPubSubConnection<byte[], byte[]> announcements;

	private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());

	private StoreConnection(AbstractRedisClient client, StatefulConnection<byte[], byte[]> connection,
			RedisClusterAsyncCommands<byte[], byte[]> commands,
			StatefulRedisPubSubConnection<byte[], byte[]> announcements) {
		this.client = client;
		this.connection = connection;
		this.commands = commands;
		this.announcements = announcements;
	}

	/**
	 * Connects, which may take long.
	 * @param client to what
	 * @param channel where announcements are made
	 * @param listener told of them, on the client's thread
	 * @return the connection
	 */
	static StoreConnection open(AbstractRedisClient client, byte[] channel, Consumer<byte[]> listener) {
		if (client instanceof RedisClusterClient cluster) {
			StatefulRedisClusterConnection<byte[], byte[]> connection = cluster.connect(ByteArrayCodec.INSTANCE);
			return open(cluster, connection, connection.async(), channel, listener);
		}
		RedisClient single = (RedisClient) client;
		StatefulRedisConnection<byte[], byte[]> connection = single.connect(ByteArrayCodec.INSTANCE);
		return open(single, connection, connection.async(), channel, listener);
	}

	private static StoreConnection open(AbstractRedisClient client, StatefulConnection<byte[], byte[]> connection,
			RedisClusterAsyncCommands<byte[], byte[]> commands, byte[] channel, Consumer<byte[]> listener) {
		try {
			StatefulRedisPubSubConnection<byte[], byte[]> announcements = (client instanceof RedisClusterClient cluster)
					? cluster.connectPubSub(ByteArrayCodec.INSTANCE)
					: ((RedisClient) client).connectPubSub(ByteArrayCodec.INSTANCE);
			announcements.addListener(new RedisPubSubAdapter<>() {

				@Override
				public void message(byte[] channel, byte[] message) {
					listener.accept(message);
				}

			});
			// Nothing depends on it: whoever hears nothing asks again.
			announcements.async().subscribe(channel);
			return new StoreConnection(client, connection, commands, announcements);
		}
		catch (RuntimeException ex) {
			connection.closeAsync();
			throw ex;
		}
	}

	/**
	 * Calls back when the server has gone. Lettuce would connect again by itself, but
	 * after up to half a minute, and keep until then what it is asked.
	 */
	void onEnd(Runnable callback) {
		RedisConnectionStateListener listener = new RedisConnectionStateListener() {

			@Override
			public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
			}

			@Override
			public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
				callback.run();
			}

			@Override
			public void onRedisExceptionCaught(RedisChannelHandler<?, ?> connection, Throwable cause) {
			}

		};
		this.announcements.addListener(listener);
		// A cluster's nodes come and go.
		if (!isCluster()) {
			this.connection.addListener(listener);
		}
		if (!this.connection.isOpen() || !this.announcements.isOpen()) {
			callback.run();
		}
	}

	private boolean isCluster() {
		return this.client instanceof RedisClusterClient;
	}

	RedisClusterAsyncCommands<byte[], byte[]> commands() {
		return this.commands;
	}

	/**
	 * Notes that the store has answered.
	 */
	void answered() {
		this.lastAnswer.set(System.nanoTime());
	}

	/**
	 * Whether nothing has been answered since a moment.
	 * @param moment of {@link System#nanoTime()}
	 */
	boolean silentSince(long moment) {
		return this.lastAnswer.get() - moment < 0;
	}

	/**
	 * Looks who is responsible for what, if there is more than one server.
	 */
	void refreshTopology() {
		if (this.client instanceof RedisClusterClient cluster) {
			cluster.refreshPartitionsAsync();
		}
	}

	CompletableFuture<Void> close() {
		return CompletableFuture.allOf(close(this.announcements), close(this.connection));
	}

	// A client that is shut down has closed its connections, and warns of who does so
	// again.
	private static CompletableFuture<Void> close(StatefulConnection<?, ?> connection) {
		return (connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed())
				? CompletableFuture.completedFuture(null) : connection.closeAsync();
	}

}
