/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;

/**
 * An application with a web server and a local server, called over HTTP.
 */
public final class RunningApplication implements AutoCloseable {

	/**
	 * The configured bucket.
	 */
	public static final String BUCKET = "orders--use1-az4--x-s3";

	private final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts an application.
	 * @param properties properties, as on the command line without the dashes
	 * @return the application
	 */
	public static RunningApplication start(String... properties) {
		return start(Application.class, properties);
	}

	/**
	 * Starts an application with a configuration.
	 * @param configuration the configuration class
	 * @param properties properties, as on the command line without the dashes
	 * @return the application
	 */
	public static RunningApplication start(Class<?> configuration, String... properties) {
		Stream<String> common = Stream.of("server.port=0", "s3express.local.enabled=true",
				"s3express.buckets.orders.name=" + BUCKET, "spring.jmx.enabled=false",
				"spring.cloud.aws.s3.enabled=false", "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always");
		// The last of two values for the same property wins.
		Map<String, String> values = new LinkedHashMap<>();
		Stream.concat(common, Stream.of(properties))
			.map((property) -> property.split("=", 2))
			.forEach((property) -> values.put(property[0], property[1]));
		String[] arguments = values.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		return new RunningApplication(
				new SpringApplicationBuilder(Application.class, configuration).web(WebApplicationType.SERVLET)
					.run(arguments));
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public S3ExpressLocalServer server() {
		return bean(S3ExpressLocalServer.class);
	}

	public void put(String bucket) {
		bean(S3Client.class).putObject((put) -> put.bucket(bucket).key("object"), RequestBody.fromString("content"));
	}

	public HttpResponse<String> get(String path) {
		return send("GET", path);
	}

	public HttpResponse<String> send(String method, String path) {
		URI uri = URI
			.create("http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port") + path);
		try {
			return this.http.send(
					HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
					HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public <T> T json(String path, String expression) {
		return JsonPath.read(get(path).body(), expression);
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
