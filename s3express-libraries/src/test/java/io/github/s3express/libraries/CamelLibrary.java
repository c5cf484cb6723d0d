/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.libraries;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Apache Camel's component {@code aws2-s3}, which finds the clients in its registry.
 */
final class CamelLibrary implements Library {

	private static final int PART = 5 * 1024 * 1024;

	@Override
	public String name() {
		return "Apache Camel";
	}

	@Override
	public Map<String, Use> uses() {
		Map<String, Use> uses = new LinkedHashMap<>();
		uses.put("producer: upload", (application) -> {
			send(application, "", "a", Map.of(AWS2S3Constants.KEY, "in/a"));
			return application.get("in/a").equals("a");
		});
		uses.put("producer: multipart upload", (application) -> {
			send(application, "&multiPartUpload=true&partSize=" + PART, new byte[PART + 1],
					Map.of(AWS2S3Constants.KEY, "in/big"));
			return application.server().counters().count("CompleteMultipartUpload") == 1;
		});
		uses.put("producer: `getObject`", (application) -> {
			application.put("in/a");
			return send(application, "&operation=getObject", "", Map.of(AWS2S3Constants.KEY, "in/a")).equals("in/a");
		});
		uses.put("producer: `copyObject`", (application) -> {
			application.put("in/a");
			send(application, "&operation=copyObject", "", Map.of(AWS2S3Constants.KEY, "in/a",
					AWS2S3Constants.BUCKET_DESTINATION_NAME, Application.BUCKET, AWS2S3Constants.DESTINATION_KEY, "b"));
			return application.get("b").equals("in/a");
		});
		uses.put("producer: `listObjects`, prefix `in/`", (application) -> {
			application.put("in/a", "in/b", "out/c");
			return keys(send(application, "&operation=listObjects&prefix=in/", "", Map.of())).equals("[in/a, in/b]");
		});
		uses.put("producer: `listObjects`, prefix `in/a`", (application) -> {
			application.put("in/a1", "in/a2", "in/b");
			return keys(send(application, "&operation=listObjects&prefix=in/a", "", Map.of())).equals("[in/a1, in/a2]");
		});
		uses.put("producer: `createDownloadLink`, an hour", (application) -> {
			application.put("in/a");
			return read(send(application, "&operation=createDownloadLink&amazonS3Presigner=#presigner", "",
					Map.of(AWS2S3Constants.KEY, "in/a", AWS2S3Constants.DOWNLOAD_LINK_EXPIRATION_TIME, 3_600_000L)))
				.equals("in/a");
		});
		uses.put("producer: `deleteObject`", (application) -> {
			application.put("in/a");
			send(application, "&operation=deleteObject", "", Map.of(AWS2S3Constants.KEY, "in/a"));
			return !application.exists("in/a");
		});
		uses.put("consumer: poll, delete after read", (application) -> {
			application.put("in/a");
			return receive(application, "").equals("in/a") && !application.exists("in/a");
		});
		uses.put("consumer: poll, prefix `in/a`, move after read", (application) -> {
			application.put("in/a", "in/b");
			return receive(application,
					"&prefix=in/a&moveAfterRead=true&destinationBucket=" + Application.BUCKET
							+ "&destinationBucketPrefix=done/&removePrefixOnMove=true")
				.equals("in/a") && !application.exists("in/a");
		});
		uses.put("`autoCreateBucket`", (application) -> {
			try (CamelContext camel = camel(application)) {
				camel.getEndpoint(uri(Application.NEW_BUCKET, "&autoCreateBucket=true")).start();
			}
			application.client().headBucket((head) -> head.bucket(Application.NEW_BUCKET));
			return true;
		});
		return uses;
	}

	private static Object send(Application application, String options, Object body, Map<String, Object> headers)
			throws Exception {
		try (CamelContext camel = camel(application); ProducerTemplate producer = camel.createProducerTemplate()) {
			Object answer = producer.requestBodyAndHeaders(uri(Application.BUCKET, options), body, headers);
			return (answer instanceof InputStream stream) ? new String(stream.readAllBytes()) : answer;
		}
	}

	private static String receive(Application application, String options) throws Exception {
		FirstFailure failure = new FirstFailure();
		try (CamelContext camel = camel(application); ConsumerTemplate consumer = camel.createConsumerTemplate()) {
			camel.getRegistry().bind("failure", failure);
			String uri = uri(Application.BUCKET, "&delay=100&pollStrategy=#failure" + options);
			Exchange exchange = null;
			for (int i = 0; i < 50 && exchange == null; i++) {
				exchange = consumer.receive(uri, 100);
				failure.rethrow();
			}
			String body = exchange.getIn().getBody(String.class);
			consumer.doneUoW(exchange);
			return body;
		}
	}

	private static CamelContext camel(Application application) {
		CamelContext camel = new DefaultCamelContext();
		camel.getRegistry().bind("client", application.client());
		camel.getRegistry().bind("presigner", application.presigner());
		camel.start();
		return camel;
	}

	private static String uri(String bucket, String options) {
		return "aws2-s3://" + bucket + "?amazonS3Client=#client" + options;
	}

	private static String keys(Object objects) {
		TreeSet<String> keys = new TreeSet<>();
		((List<?>) objects).forEach((object) -> keys.add(((S3Object) object).key()));
		return keys.toString();
	}

	private static String read(Object link) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(link.toString())).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	/**
	 * The consumer polls on a thread of its own.
	 */
	private static final class FirstFailure extends DefaultPollingConsumerPollStrategy {

		private final AtomicReference<Exception> failure = new AtomicReference<>();

		@Override
		public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
			this.failure.compareAndSet(null, cause);
			return false;
		}

		void rethrow() throws Exception {
			if (this.failure.get() != null) {
				throw this.failure.get();
			}
		}

	}

}
