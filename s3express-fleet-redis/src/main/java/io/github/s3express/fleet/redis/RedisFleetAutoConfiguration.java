/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.util.List;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import io.github.s3express.autoconfigure.InvalidS3ExpressPropertyException;
import io.github.s3express.autoconfigure.S3ExpressAutoConfiguration;
import io.github.s3express.autoconfigure.fleet.S3ExpressFleetAutoConfiguration;
import io.github.s3express.session.FleetSessionStore;
import io.github.s3express.session.FleetSettings;

/**
 * {@link EnableAutoConfiguration Auto-configuration} of a store in Redis or Valkey, to
 * where the application's {@link RedisConnectionFactory} leads.
 */
@AutoConfiguration(after = { DataRedisAutoConfiguration.class, S3ExpressFleetAutoConfiguration.class },
		before = S3ExpressAutoConfiguration.class)
@ConditionalOnBean(FleetSettings.class)
public final class RedisFleetAutoConfiguration {

	private static final String ENABLED = "s3express.fleet.enabled is true, but ";

	private static final String CLIENT_TYPE = "spring.data.redis.client-type";

	@Bean
	@ConditionalOnMissingBean(FleetSessionStore.class)
	RedisFleetSessionStore s3ExpressFleetSessionStore(FleetSettings settings,
			ObjectProvider<RedisConnectionFactory> factories, ObjectProvider<DataRedisConnectionDetails> details,
			Environment environment) {
		LettuceConnectionFactory factory = lettuce(factory(factories, environment.getProperty(CLIENT_TYPE, "lettuce")));
		DataRedisConnectionDetails redis = details.getIfUnique();
		if (redis != null && redis.getMasterReplica() != null) {
			throw new InvalidS3ExpressPropertyException(
					ENABLED + "spring.data.redis.masterreplica, which follows no failover, is set",
					"use one server, Sentinel or a cluster, or define a FleetSessionStore bean");
		}
		return RedisFleetSessionStore.of(factory, settings.namespace());
	}

	@Bean
	@ConditionalOnBean(RedisFleetSessionStore.class)
	RedisFleetSessionStoreLifecycle s3ExpressFleetSessionStoreLifecycle(RedisFleetSessionStore store,
			Optional<List<RedisConnectionFactory>> factories) {
		// It depends on them, so that Spring stops it before it stops them. Which of them
		// a store of the application's own uses is not known.
		return new RedisFleetSessionStoreLifecycle(store);
	}

	private static RedisConnectionFactory factory(ObjectProvider<RedisConnectionFactory> factories, String clientType) {
		RedisConnectionFactory factory = factories.getIfUnique();
		if (factory != null) {
			return factory;
		}
		long count = factories.stream().count();
		if (count > 0) {
			throw new InvalidS3ExpressPropertyException(
					ENABLED + "there are %d RedisConnectionFactory beans".formatted(count),
					"mark the one that the fleet shares as @Primary");
		}
		if (!clientType.equalsIgnoreCase("lettuce")) {
			throw new InvalidS3ExpressPropertyException(ENABLED + CLIENT_TYPE + " is " + clientType,
					"set it to lettuce, or define a FleetSessionStore bean");
		}
		throw new InvalidS3ExpressPropertyException(ENABLED + "there is no RedisConnectionFactory",
				"set spring.data.redis.* and leave Spring Boot's DataRedisAutoConfiguration on, or define such a bean");
	}

	private static LettuceConnectionFactory lettuce(RedisConnectionFactory factory) {
		if (factory instanceof LettuceConnectionFactory lettuce) {
			return lettuce;
		}
		throw new InvalidS3ExpressPropertyException(
				ENABLED + "the RedisConnectionFactory is a " + factory.getClass().getSimpleName(),
				"make it a LettuceConnectionFactory, or define a FleetSessionStore bean");
	}

}
